/** Lines and training regions of the plane, which several kinds of network share. */
@NullMarked
package io.luckynodes.theory.plane;

import org.jspecify.annotations.NullMarked;
