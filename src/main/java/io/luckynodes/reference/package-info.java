/**
 * The reference of definitions: settings, tables, drawings and predicates in words, for Markdown
 * pages and for {@code lucky describe}.
 */
@NullMarked
package io.luckynodes.reference;

import org.jspecify.annotations.NullMarked;
