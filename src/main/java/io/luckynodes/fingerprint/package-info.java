/** Digest of the code that each stage can reach, computed when the project is built. */
@NullMarked
package io.luckynodes.fingerprint;

import org.jspecify.annotations.NullMarked;
