package io.luckynodes.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Member;
import io.luckynodes.stage.StageTask;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the rows that METRICS measures, and writes one artifact for each table. Every table
 * begins with {@code seed}, then {@code epoch}, or {@code step} and {@code ended}, then one column
 * for each axis of the sweep.
 */
public final class TableWriter {
  private final Set<String> wanted;
  private final Map<String, TableBuilder> builders = new TreeMap<>();

  /**
   * @param wanted names of the tables to fill; rows of other tables are ignored
   */
  public TableWriter(Collection<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  /** Whether rows of a table are to be measured. */
  public boolean wants(Class<? extends Row> row) {
    return wanted.contains(TableType.of(row).name());
  }

  /**
   * Adds a row of a table that counts epochs, unless the table is not wanted.
   *
   * @param member the network that was measured
   */
  public void add(Member member, int epoch, Row row) {
    if (row instanceof StepRow) {
      throw new IllegalArgumentException(row + " needs to know whether training ended");
    }
    add(member, epoch, new TreeMap<>(), row);
  }

  /**
   * Adds a row of a table that counts steps, unless the table is not wanted.
   *
   * @param member the network that was measured
   * @param ended whether the network's training ended at this step; true for numbers that training
   *     does not change
   */
  public void add(Member member, int step, boolean ended, StepRow row) {
    add(member, step, new TreeMap<>(Map.of(TableType.ENDED, ended)), row);
  }

  private void add(Member member, int time, SortedMap<String, Object> more, Row row) {
    TableType type = TableType.of(row.getClass());
    if (!wanted.contains(type.name())) {
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(TableType.SEED, member.seed());
    values.put(type.time(), time);
    values.putAll(more);
    for (Map.Entry<String, JsonNode> axis : member.variant().entrySet()) {
      values.put(axis.getKey(), axis.getValue().doubleValue());
    }
    for (int column = 0; column < type.columns().size(); column++) {
      values.put(type.columns().get(column), value(type.components().get(column), row));
    }
    builders.computeIfAbsent(type.name(), name -> new TableBuilder()).add(values);
  }

  private static Object value(RecordComponent component, Row row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of " + row.getClass(), e);
    }
  }

  /** The tables that have rows, by name. */
  public SortedMap<String, Table> tables() {
    SortedMap<String, Table> tables = new TreeMap<>();
    builders.forEach((name, builder) -> tables.put(name, builder.build()));
    return tables;
  }

  /**
   * Writes the tables that have rows.
   *
   * @param inputs artifacts from which the rows were measured, by role
   * @param numerics versions and settings of the numeric library
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if no table has rows
   */
  public void write(StageTask task, Map<String, Parent> inputs, Map<String, String> numerics) {
    if (builders.isEmpty()) {
      List<String> files = inputs.values().stream().map(parent -> parent.input().name()).toList();
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job " + task.job().id() + ": nothing in " + files + " can be measured");
    }
    tables()
        .forEach(
            (name, table) -> {
              task.write(name, table, inputs, numerics);
              task.log().accept(name + ": " + table.rows() + " rows");
            });
  }
}
