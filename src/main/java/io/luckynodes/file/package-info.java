/** Reading of whole files. */
@NullMarked
package io.luckynodes.file;

import org.jspecify.annotations.NullMarked;
