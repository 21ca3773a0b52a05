/**
 * Digests of all code that a class can reach, and the fingerprints that the build computed for the
 * stages.
 */
@NullMarked
package io.luckynodes.fingerprint;

import org.jspecify.annotations.NullMarked;
