/** Reads experiments and figures from YAML files, and checks them before anything runs. */
@NullMarked
package io.luckynodes.definition;

import org.jspecify.annotations.NullMarked;
