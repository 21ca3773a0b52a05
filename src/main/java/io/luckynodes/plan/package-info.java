/** From definitions to jobs. */
@NullMarked
package io.luckynodes.plan;

import org.jspecify.annotations.NullMarked;
