/** What fuzz tests share. */
@NullMarked
package io.luckynodes.fuzz;

import org.jspecify.annotations.NullMarked;
