/** What is tried by the thousand, beyond any build: see {@code containers/soak}. */
@NullMarked
package io.luckynodes.soak;

import org.jspecify.annotations.NullMarked;
