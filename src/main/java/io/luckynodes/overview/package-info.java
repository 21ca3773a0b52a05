/** The results of a run as Markdown pages with small pictures, for a repository. */
@NullMarked
package io.luckynodes.overview;

import org.jspecify.annotations.NullMarked;
