package io.luckynodes.crate;

import io.luckynodes.report.Summary;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.TaskCommands;
import io.luckynodes.run.Trace;
import java.util.Map;

/** Describes the files of the results: content, digest, format and licence. */
final class FilePart {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("index.html", "The run's page: figures, claims, settings"),
          Map.entry(Summary.PLACE, "The page's contents for programs"),
          Map.entry("claims.csv", "The claims, place by place"),
          Map.entry("numbers.tex", "Verdicts and numbers of the claims, for LaTeX"),
          Map.entry(RunRecord.PLACE, "What the workflow says of the run"),
          Map.entry(Trace.PLACE, "Nextflow's trace: a line for each try of a task"),
          Map.entry(TaskCommands.PLACE, "What each task ran"),
          Map.entry(KeptPlan.PLACE, "The jobs of the run, and what each was expected to need"),
          Map.entry("run/report.html", "Nextflow's report"),
          Map.entry("run/timeline.html", "Nextflow's timeline"),
          Map.entry(RunOfResults.SCHEMA, "The workflow's parameters"),
          Map.entry(RunOfResults.CONFIGURATION, "The workflow's configuration"),
          Map.entry(RunOfResults.BUILD, "What the stages are built by: Maven's project file"));

  private FilePart() {}

  static void add(Building crate) {
    crate
        .known()
        .files()
        .forEach(
            (path, kept) -> {
              Entity file =
                  path.equals(RunOfResults.WORKFLOW)
                      ? Entity.of(
                          path, "File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo")
                      : Entity.of(path, "File");
              file.with("name", NAMES.getOrDefault(path, path))
                  .with("contentSize", String.valueOf(kept.size()))
                  .with("sha256", kept.sha256())
                  .link("license", Vocabulary.APACHE);
              Format.of(path).describe(crate.graph(), file);
              crate.add(file);
            });
  }
}
