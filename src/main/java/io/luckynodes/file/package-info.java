/** Files as they are read whole. */
@NullMarked
package io.luckynodes.file;

import org.jspecify.annotations.NullMarked;
