/** What two folders of results have in common, and in what they differ. */
@NullMarked
package io.luckynodes.diff;

import org.jspecify.annotations.NullMarked;
