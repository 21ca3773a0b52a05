/**
 * Arrow files that stages pass to each other, each with its provenance record. No other package
 * uses Arrow.
 */
@NullMarked
package io.luckynodes.artifact;

import org.jspecify.annotations.NullMarked;
