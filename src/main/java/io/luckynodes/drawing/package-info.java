/** What definitions, plans and stages know of drawings without reaching the code that draws. */
@NullMarked
package io.luckynodes.drawing;

import org.jspecify.annotations.NullMarked;
