/** Drafts the files of a CODECHECK, with which a reviewer reports on results. */
@NullMarked
package io.luckynodes.codecheck;

import org.jspecify.annotations.NullMarked;
