/**
 * Tables of measurements. A record declares each table once, and its components are the table's
 * columns. METRICS writes the rows; drawings and claims read them. Only the code of its own kind of
 * network reaches a table, so a new column makes no other kind be measured again.
 */
@NullMarked
package io.luckynodes.table;

import org.jspecify.annotations.NullMarked;
