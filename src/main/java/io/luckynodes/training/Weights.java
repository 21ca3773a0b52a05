package io.luckynodes.training;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stores networks as rows of an artifact, one row for each tensor. The columns are {@code member}
 * (place in the job's list), {@code seed}, {@code epoch} or {@code stop} (after which the network
 * was taken; 0 is the start), {@code tensor}, {@code shape} and {@code values}.
 */
public final class Weights {
  /** Name of the column that says after which epoch of training a row was taken. */
  public static final String EPOCH = "epoch";

  /** Name of the column that replaces {@link #EPOCH} where training has stops instead of epochs. */
  public static final String STOP = "stop";

  private Weights() {}

  /**
   * One network.
   *
   * @param member its place among the job's members
   * @param epoch epoch or stop after which the network was taken
   */
  public record Entry(int member, int seed, int epoch, Parameters parameters) {}

  /** Converts networks to rows. */
  public static Table table(List<Entry> entries) {
    List<Integer> members = new ArrayList<>();
    List<Integer> seeds = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    List<Parameter> tensors = new ArrayList<>();
    for (Entry entry : entries) {
      for (Parameter parameter : entry.parameters().all()) {
        members.add(entry.member());
        seeds.add(entry.seed());
        epochs.add(entry.epoch());
        tensors.add(parameter);
      }
    }
    return new Table(
        new Column.Ints("member", ints(members)),
        new Column.Ints("seed", ints(seeds)),
        new Column.Ints(EPOCH, ints(epochs)),
        new Column.Texts("tensor", tensors.stream().map(Parameter::name).toArray(String[]::new)),
        new Column.IntLists("shape", tensors.stream().map(Parameter::shape).toArray(int[][]::new)),
        new Column.FloatLists(
            "values", tensors.stream().map(Parameter::values).toArray(float[][]::new)));
  }

  /**
   * Converts rows to networks, in the order of their first rows.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if rows are not tensors, or two tensors of
   *     a network have the same name
   */
  public static List<Entry> entries(Table table) {
    int[] members = table.ints("member");
    int[] seeds = table.ints("seed");
    int[] epochs = table.ints(table.has(STOP) ? STOP : EPOCH);
    String[] tensors = table.texts("tensor");
    int[][] shapes = table.intLists("shape");
    float[][] values = table.floatLists("values");
    List<Entry> entries = new ArrayList<>();
    for (int row = 0; row < table.rows(); ) {
      int first = row;
      List<Parameter> parameters = new ArrayList<>();
      try {
        while (row < table.rows()
            && members[row] == members[first]
            && epochs[row] == epochs[first]) {
          parameters.add(new Parameter(tensors[row], shapes[row], values[row]));
          row++;
        }
        entries.add(
            new Entry(
                members[first],
                seeds[first],
                epochs[first],
                new Parameters(table.origin(), parameters)));
      } catch (IllegalArgumentException e) {
        throw new LuckyException(ExitCode.BAD_INPUT, table.origin() + ": " + e.getMessage(), e);
      }
    }
    return entries;
  }

  /**
   * All networks of an artifact, by place in its job. If the artifact holds several epochs, each
   * network is taken from its last.
   */
  public static SortedMap<Integer, Entry> last(Artifact artifact) {
    SortedMap<Integer, Entry> last = new TreeMap<>();
    for (Table table : artifact.tables()) {
      for (Entry entry : entries(table)) {
        Entry known = last.get(entry.member());
        if (known == null || known.epoch() <= entry.epoch()) {
          last.put(entry.member(), entry);
        }
      }
    }
    if (last.isEmpty()) {
      throw new LuckyException(ExitCode.BAD_INPUT, artifact.path() + ": holds no network");
    }
    return last;
  }

  /** The network of an artifact that holds one, after its last epoch. */
  public static Parameters only(Artifact artifact) {
    SortedMap<Integer, Entry> networks = last(artifact);
    if (networks.size() != 1) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          artifact.path() + ": holds " + networks.size() + " networks, expected one");
    }
    return networks.values().iterator().next().parameters();
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
