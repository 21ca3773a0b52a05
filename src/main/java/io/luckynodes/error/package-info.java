/** Errors that a user can act on, and their exit codes. */
@NullMarked
package io.luckynodes.error;

import org.jspecify.annotations.NullMarked;
