package io.luckynodes.table;

/**
 * A row of a table, measured of one network at one epoch. A table is a record that implements this:
 * its name ends in {@code Row} and is otherwise the table's, its components are the columns. Before
 * them a table has {@code seed}, {@code epoch} and a column for each axis of its experiment's
 * sweep.
 *
 * <p>It names none of its tables, and must not: each kind's fingerprint covers the tables that its
 * own code names (so {@code sealed} would not do).
 */
public interface Row {}
