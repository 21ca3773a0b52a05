package io.luckynodes.table;

/**
 * A row of a table, measured of one network at one epoch. A table is declared by a record that
 * implements this interface. The record's name is the table's name followed by {@code Row}, and its
 * components are the columns. Before these columns a table has {@code seed}, {@code epoch} and a
 * column for each axis of its experiment's sweep.
 *
 * <p>This interface must not name its tables, because each kind's fingerprint covers the tables
 * that its own code names. It can therefore not be {@code sealed}.
 */
public interface Row {}
