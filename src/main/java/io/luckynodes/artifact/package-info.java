/**
 * Arrow files that stages hand to each other, with the record of what made each. The only package
 * that sees Arrow.
 */
@NullMarked
package io.luckynodes.artifact;

import org.jspecify.annotations.NullMarked;
