package io.luckynodes.report;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Assumption;
import io.luckynodes.job.Job;
import io.luckynodes.job.JobNames;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The jobs of a plan. */
final class PlannedJobs {
  private final Path plan;
  private final String scale;
  private final List<Study> studies;
  private final SortedMap<String, List<Assumption>> assumptions;
  private final Map<String, Job> jobs;

  private PlannedJobs(
      Path plan,
      String scale,
      List<Study> studies,
      SortedMap<String, List<Assumption>> assumptions,
      Map<String, Job> jobs) {
    this.plan = plan;
    this.scale = scale;
    this.studies = studies;
    this.assumptions = assumptions;
    this.jobs = jobs;
  }

  /**
   * Reads a plan and its jobs.
   *
   * @throws LuckyException if the plan or a job of it is missing or of another version
   */
  static PlannedJobs read(Path file, Path folder) {
    Plan plan = Json.read(file, Plan.class, Plan.FORMAT);
    Map<String, Job> jobs = new LinkedHashMap<>();
    for (Plan.Entry entry : plan.jobs()) {
      String id = JobNames.checkedId(entry.id(), file.toString());
      Path job = folder.resolve(id + ".json");
      jobs.put(id, JobNames.checked(Json.read(job, Job.class), job.toString()));
    }
    return new PlannedJobs(file, plan.scale(), plan.studies(), plan.assumptions(), jobs);
  }

  /** These jobs with others, which replace jobs of the same id. */
  PlannedJobs with(Map<String, Job> others) {
    Map<String, Job> all = new LinkedHashMap<>(jobs);
    all.putAll(others);
    return new PlannedJobs(plan, scale, studies, assumptions, all);
  }

  String scale() {
    return scale;
  }

  /** The studies that are described. */
  List<Study> studies() {
    return studies;
  }

  /** The assumed settings of each experiment. */
  SortedMap<String, List<Assumption>> assumptions() {
    return assumptions;
  }

  /** The FIGURE jobs, by their figures' ids. */
  List<Job> figures() {
    List<Job> figures = new ArrayList<>();
    for (Job job : jobs.values()) {
      if (job.stage() == Stage.FIGURE && job.figure() == null) {
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            plan + ": job " + job.id() + ": figure: expected what to draw, found nothing");
      } else if (job.figure() != null) {
        figures.add(job);
      }
    }
    figures.sort(Comparator.comparing(job -> job.figure() == null ? "" : job.figure().id()));
    return figures;
  }

  /** The jobs whose outputs a job reads, each once, by id. */
  List<Job> needs(Job job) {
    SortedSet<String> ids = new TreeSet<>(job.needs().values());
    return ids.stream().map(id -> get(id, job)).toList();
  }

  /** All jobs from which a job's outputs are made, directly or not, by id. */
  List<Job> ancestors(Job job) {
    SortedSet<String> seen = new TreeSet<>();
    List<Job> open = new ArrayList<>(needs(job));
    while (!open.isEmpty()) {
      Job next = open.remove(open.size() - 1);
      if (seen.add(next.id())) {
        open.addAll(needs(next));
      }
    }
    return seen.stream().map(id -> get(id, job)).toList();
  }

  private Job get(String id, Job neededBy) {
    Job job = jobs.get(id);
    if (job == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          plan + ": job " + neededBy.id() + " needs " + id + ", which is not in the plan");
    }
    return job;
  }
}
