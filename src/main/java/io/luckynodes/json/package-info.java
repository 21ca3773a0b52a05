/** Reading and writing of JSON with sorted keys. */
@NullMarked
package io.luckynodes.json;

import org.jspecify.annotations.NullMarked;
