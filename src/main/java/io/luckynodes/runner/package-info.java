/** Who does which job, and the fingerprint of each one's code, which the build writes. */
@NullMarked
package io.luckynodes.runner;

import org.jspecify.annotations.NullMarked;
