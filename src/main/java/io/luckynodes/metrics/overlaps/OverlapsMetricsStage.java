package io.luckynodes.metrics.overlaps;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.OverlapPairsRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.Overlap;
import io.luckynodes.theory.TeacherOverlaps;
import java.util.Map;

/**
 * The METRICS stage of a random teacher's overlaps with itself (Assumptions 2 and 3 of Luck
 * Matters): the same nodes at every threshold.
 */
public final class OverlapsMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    TableWriter tables = new TableWriter(task.job().texts("measure"));
    for (Member member : task.job().members()) {
      Streams streams = new Streams(task.job().experiment(), member.seed());
      SeedLaws laws = new SeedLaws(member, tables);
      teacher(task.job(), streams, laws);
      plane(task.job(), streams, laws);
      curves(task.job(), laws);
    }
    tables.write(task, Map.of(), Map.of());
  }

  /** How far the nodes of one random teacher overlap, the more negative their bias. */
  private static void teacher(Job job, Streams streams, SeedLaws laws) {
    double[][] w =
        Directions.random(
            job.integer("teacher_nodes"),
            job.integer("inputs"),
            streams.stream("teacher-weights", "", Streams.ONCE));
    double[] before = null;
    for (double threshold : job.reals("thresholds")) {
      Overlap overlap = new Overlap(threshold);
      TeacherOverlaps overlaps = TeacherOverlaps.of(overlap, w);
      double[] medians = {overlaps.ofD().median(), overlaps.ofL().median()};
      // Unrelated nodes are both active as chance has it: one, given the other, as often as ever.
      laws.add("overlap", "ε_d, median", threshold, medians[0], overlap.same().d());
      laws.add("overlap", "ε_d, greatest", threshold, overlaps.ofD().greatest());
      laws.add("overlap", "ε_l, median", threshold, medians[1]);
      laws.add("overlap", "ε_l, greatest", threshold, overlaps.ofL().greatest());
      String[] names = {"ε_d", "ε_l"};
      for (int i = 0; i < names.length; i++) {
        String series = names[i] + ", " + SeedLaws.words(threshold);
        laws.add("median-overlap", series, threshold, medians[i]);
        if (before != null) {
          laws.add("overlap-over-previous", names[i], threshold, medians[i] / before[i]);
        }
      }
      before = medians;
      for (int node = 0; node < w.length; node++) {
        for (int other = 0; other < node; other++) {
          laws.add(
              new OverlapPairsRow(
                  threshold, node, other, overlaps.d()[node][other], overlaps.l()[node][other]));
        }
      }
    }
  }

  /** Directions of a random teacher in the plane, whose regions can be drawn. */
  private static void plane(Job job, Streams streams, SeedLaws laws) {
    double[][] w =
        Directions.random(
            job.integer("plane_nodes"), 2, streams.stream("plane-weights", "", Streams.ONCE));
    for (int node = 0; node < w.length; node++) {
      double degrees = Math.toDegrees(StrictMath.atan2(w[node][1], w[node][0]));
      laws.add("plane-direction", "degrees", node, degrees);
    }
  }

  /** The constants of Assumption 2 in the limit of small steps, by the angle of two nodes. */
  private static void curves(Job job, SeedLaws laws) {
    for (double threshold : job.reals("curve_thresholds")) {
      Overlap overlap = new Overlap(threshold);
      for (double degrees : job.reals("curve_degrees")) {
        double angle = Math.toRadians(degrees);
        laws.add("fall-of-d", SeedLaws.words(threshold), degrees, overlap.fallOfD(angle));
        laws.add("fall-of-l", SeedLaws.words(threshold), degrees, overlap.fallOfL(angle));
      }
    }
  }
}
