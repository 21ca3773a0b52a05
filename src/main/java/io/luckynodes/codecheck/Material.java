package io.luckynodes.codecheck;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.definition.CitedWork;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Study;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Environments;
import io.luckynodes.report.PageModel.Condition;
import io.luckynodes.report.Summary;
import io.luckynodes.report.Wording;
import io.luckynodes.run.RunModel;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.Trace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a certificate about one paper.
 *
 * @param work the paper as the project cites it; empty if it does not
 * @param built figures that were built, by id
 * @param missing figures of the paper that were not built, or that are outdated
 * @param run the last run of the results
 * @param told the last run in words
 * @param conditions the environments of the figures, from their records
 * @param claims SHA-256 of the table of all claims, by its path; empty if there is no such table
 */
record Material(
    Study study,
    Optional<CitedWork> work,
    List<Summary.Figure> built,
    List<Summary.Figure> missing,
    RunRecord run,
    RunModel told,
    List<Condition> conditions,
    SortedMap<String, String> claims) {
  /** Path in the results of the file that says how to cite the project. */
  private static final String CITATION = "workflow/CITATION.cff";

  private static final String CLAIMS = "claims.csv";

  /** Ending of the file name of a figure's picture. */
  static final String PICTURE = ".png";

  private static final String NUMBERS = ".csv";

  /**
   * Collects the contents from results.
   *
   * @param wanted id of the study; null if the results hold only one
   * @throws LuckyException if the results are incomplete or damaged, or hold several studies and
   *     none is named
   */
  static Material of(Results results, @Nullable String wanted) {
    Summary summary = Summary.read(results.require(Summary.PLACE));
    RunRecord run = RunRecord.read(results.require(RunRecord.PLACE));
    Trace trace = Trace.read(results.require(Trace.PLACE));
    Study study = study(summary, wanted);
    List<Summary.Figure> figures =
        summary.own().stream().filter(figure -> figure.study().equals(study.id())).toList();
    List<Summary.Figure> built = figures.stream().filter(Summary.Figure::built).toList();
    SortedMap<String, String> claims = new TreeMap<>(summary.files());
    claims.keySet().retainAll(List.of(CLAIMS));
    return new Material(
        study,
        work(results, study),
        built,
        figures.stream().filter(figure -> !figure.built()).toList(),
        run,
        RunModel.of(run, trace, null, List.of(), List.of()),
        Environments.ofRecords(built.stream().map(figure -> record(results, figure.id())).toList()),
        claims);
  }

  private static ProvenanceRecord record(Results results, String figure) {
    return FigureFile.read(results.require("figures/" + figure + ".svg")).record();
  }

  private static Study study(Summary summary, @Nullable String wanted) {
    List<String> ids =
        summary.own().stream().map(Summary.Figure::study).distinct().sorted().toList();
    if (wanted == null && ids.size() != 1) {
      throw new LuckyException(
          ExitCode.USAGE,
          "a certificate is about one paper: expected --study with one of "
              + String.join(", ", ids)
              + ", found none");
    }
    String id = wanted == null ? ids.get(0) : wanted;
    if (!ids.contains(id)) {
      throw new LuckyException(ExitCode.USAGE, Suggestion.unknown("study", id, ids));
    }
    return summary.studies().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElse(Study.undescribed(id));
  }

  private static Optional<CitedWork> work(Results results, Study study) {
    Path citation = results.find(CITATION).file();
    return citation == null || study.link().isEmpty()
        ? Optional.empty()
        : CitedWork.in(citation).stream()
            .filter(work -> work.url().equals(study.link()))
            .findFirst();
  }

  /** The paper's title as the project cites it, or else the title of the study. */
  String title() {
    return work.map(CitedWork::title).filter(title -> !title.isEmpty()).orElse(study.title());
  }

  /** The paper's authors, if the project names them. */
  List<String> authors() {
    return work.map(CitedWork::authors).orElse(List.of());
  }

  /** Scales of the figures that were built. */
  List<String> scales() {
    return built.stream().map(Summary.Figure::scale).distinct().sorted().toList();
  }

  /** The results in a sentence or two. */
  String summary() {
    List<Summary.Claim> all = built.stream().flatMap(figure -> figure.claims().stream()).toList();
    return built.size()
        + " of "
        + Wording.count(built.size() + missing.size(), "figure was", "figures were")
        + " rebuilt from source by Lucky Nodes "
        + run.version()
        + (scales().isEmpty() ? "" : " at scale " + String.join(", ", scales()))
        + ". Of "
        + Wording.count(all.size(), "claim", "claims")
        + ": "
        + counts(all)
        + ".";
  }

  /** The number of claims with each outcome that occurs, in words. */
  static String counts(List<Summary.Claim> claims) {
    String counts =
        Arrays.stream(Outcome.values())
            .filter(outcome -> count(claims, outcome) > 0)
            .map(outcome -> count(claims, outcome) + " " + outcome.words())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "none" : counts;
  }

  private static long count(List<Summary.Claim> claims, Outcome outcome) {
    return claims.stream().filter(claim -> claim.outcome().equals(outcome.words())).count();
  }

  /** SHA-256 of the files that the certificate is about, by path: pictures and numbers. */
  SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>(claims);
    built.forEach(figure -> files.putAll(files(figure)));
    return files;
  }

  /** SHA-256 of the picture and the numbers of one figure, by path. */
  static SortedMap<String, String> files(Summary.Figure figure) {
    SortedMap<String, String> files = new TreeMap<>(figure.files());
    files.keySet().removeIf(path -> !path.endsWith(PICTURE) && !path.endsWith(NUMBERS));
    return files;
  }
}
