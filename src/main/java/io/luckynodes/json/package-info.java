/** One way of writing and reading JSON: sorted keys, no surprises. */
@NullMarked
package io.luckynodes.json;

import org.jspecify.annotations.NullMarked;
