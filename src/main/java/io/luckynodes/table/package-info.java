/**
 * Tables of measurements: each is declared once, by a record whose components are its columns;
 * METRICS writes rows of it, drawings and claims read them. Tables of one kind of network are
 * reached by that kind alone, so a further column measures nothing else again.
 */
@NullMarked
package io.luckynodes.table;

import org.jspecify.annotations.NullMarked;
