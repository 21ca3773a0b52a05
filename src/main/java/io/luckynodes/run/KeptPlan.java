package io.luckynodes.run;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.JobNames;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the plan of a run, which the workflow keeps beside the trace because of its estimates. */
public final class KeptPlan {
  /** Path of the plan in the results. */
  public static final String PLACE = "run/plan.json";

  private KeptPlan() {}

  /**
   * Reads and checks a plan.
   *
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), or damaged, of another
   *     version, or no plan that a run could have ({@link ExitCode#BAD_INPUT})
   */
  public static Plan read(Path file) {
    Plan plan = Json.read(file, Plan.class, Plan.FORMAT);
    Set<String> before = new HashSet<>();
    Map<String, Stage> stages = new HashMap<>();
    for (Plan.Entry job : plan.jobs()) {
      String id = JobNames.checkedId(job.id(), file.toString());
      for (String need : job.needs()) {
        if (!before.contains(need)) {
          throw wrong(file, "job " + id + " needs " + need + ", which is not before it");
        }
      }
      Stage first = stages.putIfAbsent(job.task(), job.stage());
      if (first != null && first != job.stage()) {
        throw wrong(file, "job " + id + " shares a task with jobs of another stage");
      }
      Resources need = job.resources();
      if (!(need.cpus() > 0 && need.memoryMb() > 0 && need.minutes() >= 0)
          || !(need.parts() >= 0 && need.partMinutes() >= 0)
          || Double.isInfinite(need.minutes() + need.partMinutes())) {
        throw wrong(file, "job " + id + ": resources: expected numbers of use, found " + need);
      }
      if (!before.add(id)) {
        throw wrong(file, "two jobs are called " + id);
      }
    }
    return plan;
  }

  private static LuckyException wrong(Path file, String what) {
    return new LuckyException(ExitCode.BAD_INPUT, file + ": " + what);
  }
}
