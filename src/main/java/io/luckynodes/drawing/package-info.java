/**
 * Descriptions of drawings that definitions, plans and stages read without depending on the code
 * that draws.
 */
@NullMarked
package io.luckynodes.drawing;

import org.jspecify.annotations.NullMarked;
