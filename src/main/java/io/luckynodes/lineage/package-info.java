/** What made a figure: telling it, and checking it against what is there. */
@NullMarked
package io.luckynodes.lineage;

import org.jspecify.annotations.NullMarked;
