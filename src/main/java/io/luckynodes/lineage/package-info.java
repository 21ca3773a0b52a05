/** Explains how figures were made, and checks results against their records. */
@NullMarked
package io.luckynodes.lineage;

import org.jspecify.annotations.NullMarked;
