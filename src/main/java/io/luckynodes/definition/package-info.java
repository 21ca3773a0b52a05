/** Experiments and figures as their YAML files define them, checked before anything runs. */
@NullMarked
package io.luckynodes.definition;

import org.jspecify.annotations.NullMarked;
