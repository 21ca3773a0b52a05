/** What a reviewer hands on of results: the files of a CODECHECK, as drafts. */
@NullMarked
package io.luckynodes.codecheck;

import org.jspecify.annotations.NullMarked;
