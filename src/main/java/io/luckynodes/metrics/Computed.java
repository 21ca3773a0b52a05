package io.luckynodes.metrics;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.TableWriter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A member of a job that the METRICS stage computes from settings alone: its settings, its random
 * numbers and the tables of its rows.
 */
public record Computed(Job job, Member member, TableWriter tables) {
  /** Measures all members of a task, one after the other, and writes the tables. */
  public static void each(StageTask task, Consumer<Computed> measure) {
    each(task.job(), measure).write(task, Map.of(), Map.of());
  }

  /** Measures all members of a job, one after the other. */
  public static TableWriter each(Job job, Consumer<Computed> measure) {
    TableWriter tables = new TableWriter(job.texts("measure"));
    for (Member member : job.members()) {
      measure.accept(new Computed(job, member, tables));
    }
    return tables;
  }

  /** The value of a setting of this member. */
  public double real(String setting) {
    return job.real(setting, member);
  }

  /** The value of a whole-number setting of this member. */
  public int integer(String setting) {
    return (int) real(setting);
  }

  /** Whether a setting of this member is 1. */
  public boolean flag(String setting) {
    return real(setting) == 1;
  }

  /** The values of a setting of this member that is a list. */
  public double[] reals(String setting) {
    return job.reals(setting, member);
  }

  /** All streams of this seed. */
  public Streams streams() {
    return job.streams(member.seed());
  }

  /** The stream of one purpose, which variants of a seed share. */
  public RandomGenerator stream(String purpose) {
    return stream(purpose, "");
  }

  /**
   * The stream of one purpose.
   *
   * @param key tells this draw from others of the purpose
   */
  public RandomGenerator stream(String purpose, String key) {
    return streams().stream(purpose, key, Streams.ONCE);
  }

  /** Adds a number that a statement bounds or does not predict. */
  public void law(String law, String series, double x, double y) {
    law(law, series, x, y, Double.NaN);
  }

  /** Adds a number and the value that a statement predicts for it. */
  public void law(String law, String series, double x, double y, double predicted) {
    add(0, new LawsRow(law, series, x, y, predicted));
  }

  /** Adds all numbers of a matrix. */
  public void matrix(int step, String name, double[][] values) {
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        add(step, new MatricesRow(name, row, column, values[row][column]));
      }
    }
  }

  /** Adds a row of a step. */
  public void add(int step, Row row) {
    tables.add(member, step, row);
  }

  /** Whether rows of a table are to be measured. */
  public boolean wants(Class<? extends Row> row) {
    return tables.wants(row);
  }

  /** The words of a number as definitions write it: {@code 1.5}, {@code 1}. */
  public static String words(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
