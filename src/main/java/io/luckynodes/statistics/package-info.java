/** Statistics that drawings and claims share. */
@NullMarked
package io.luckynodes.statistics;

import org.jspecify.annotations.NullMarked;
