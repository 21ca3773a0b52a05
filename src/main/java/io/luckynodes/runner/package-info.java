/**
 * Maps jobs to runners, and computes the fingerprints of the runners' code, which the build writes.
 */
@NullMarked
package io.luckynodes.runner;

import org.jspecify.annotations.NullMarked;
