/** Errors that a user can act on, and the exit codes they end in. */
@NullMarked
package io.luckynodes.error;

import org.jspecify.annotations.NullMarked;
