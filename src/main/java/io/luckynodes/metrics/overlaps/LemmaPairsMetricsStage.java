package io.luckynodes.metrics.overlaps;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.TableWriter;
import io.luckynodes.theory.LemmaBounds;
import io.luckynodes.theory.LemmaBounds.Ratio;
import io.luckynodes.theory.Overlap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The METRICS stage of Lemmas 2 and 3 of Luck Matters, held against random pairs of nodes. */
public final class LemmaPairsMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    TableWriter tables = new TableWriter(job.texts("measure"));
    for (Member member : job.members()) {
      Streams streams = new Streams(job.experiment(), member.seed());
      SeedLaws laws = new SeedLaws(member, tables);
      for (double threshold : job.reals("thresholds")) {
        Overlap overlap = new Overlap(threshold);
        String series = SeedLaws.words(threshold);
        for (double degrees : job.reals("start_degrees")) {
          RandomGenerator random =
              streams.stream("pairs", series + ", " + degrees + " degrees", Streams.ONCE);
          for (Ratio ratio :
              LemmaBounds.of(
                  overlap, job.integer("inputs"), degrees, job.integer("pairs"), random)) {
            String law = "equation-" + ratio.statement();
            laws.add(law, series, degrees, ratio.read());
            laws.add(law + "-printed", series, degrees, ratio.printed());
          }
        }
      }
    }
    tables.write(task, Map.of(), Map.of());
  }
}
