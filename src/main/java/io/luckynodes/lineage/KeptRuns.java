package io.luckynodes.lineage;

import io.luckynodes.error.LuckyException;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.KeptRun;
import io.luckynodes.run.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the runs whose records the results keep. */
public final class KeptRuns {
  private static final String FOLDER = "run";

  private KeptRuns() {}

  /** The runs before the last one, the latest first; runs that cannot be read are left out. */
  public static List<KeptRun> earlier(Results results) {
    List<KeptRun> runs = new ArrayList<>();
    for (String name : results.foldersIn(FOLDER)) {
      read(results, FOLDER + "/" + name).ifPresent(runs::add);
    }
    runs.sort(Comparator.comparing((KeptRun one) -> one.run().start()).reversed());
    return runs;
  }

  /** The last run; empty if it cannot be read. */
  public static Optional<KeptRun> last(Results results) {
    return read(results, FOLDER);
  }

  private static Optional<KeptRun> read(Results results, String folder) {
    var run = results.find(RunRecord.PLACE.replace(FOLDER + "/", folder + "/")).file();
    var plan = results.find(KeptPlan.PLACE.replace(FOLDER + "/", folder + "/")).file();
    if (run == null || plan == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new KeptRun(folder, RunRecord.read(run), KeptPlan.read(plan)));
    } catch (LuckyException e) {
      return Optional.empty();
    }
  }
}
