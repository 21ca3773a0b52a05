package io.luckynodes.report;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.drawing.ClaimPlots;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import io.luckynodes.drawing.ClaimPlots.Plot;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.fingerprint.SourceCommit;
import io.luckynodes.job.Stage;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plot of claims as files of the results.
 *
 * @param path path of the files in the folder of results, without their endings
 */
record DrawnClaims(String path, Plot plot) {
  static final String FOLDER = "claims/";

  /** The plot of a figure's claims; empty if no claim has measurements. */
  static Optional<DrawnClaims> of(FigureReport figure, ClaimPlots plots) {
    if (!measured(figure)) {
      return Optional.empty();
    }
    ProvenanceRecord record = record(figure.job().id(), figure.job(), figure.judgedFrom());
    return Optional.of(
        new DrawnClaims(FOLDER + figure.spec().id(), plots.ofFigure(claims(figure), record)));
  }

  /** The plot of the claims of all versions of a figure; empty if no claim has measurements. */
  static Optional<DrawnClaims> of(Versions versions, ClaimPlots plots) {
    List<FigureReport> measured =
        versions.figures().stream().filter(DrawnClaims::measured).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    ProvenanceRecord record = record(measured, "versions", versions.id());
    return Optional.of(
        new DrawnClaims(
            FOLDER + versions.id() + "-versions",
            plots.ofVersions(
                versions.id(), measured.stream().map(DrawnClaims::claims).toList(), record)));
  }

  /** The plot of all claims of a study; empty if no claim has measurements. */
  static Optional<DrawnClaims> of(Chapter chapter, ClaimPlots plots) {
    if (chapter.figures().stream().noneMatch(DrawnClaims::measured)) {
      return Optional.empty();
    }
    List<FigureReport> claiming =
        chapter.figures().stream().filter(figure -> !figure.claims().isEmpty()).toList();
    Study study = chapter.study();
    ProvenanceRecord record = record(claiming, "study", study.id());
    return Optional.of(
        new DrawnClaims(
            FOLDER + study.id(),
            plots.ofStudy(
                study.id(),
                study.title(),
                claiming.stream().map(DrawnClaims::claims).toList(),
                record)));
  }

  private static boolean measured(FigureReport figure) {
    return figure.claims().stream().anyMatch(one -> !one.verdict().places().isEmpty());
  }

  private static FigureClaims claims(FigureReport figure) {
    return new FigureClaims(figure.spec(), figure.job().scale(), figure.claims());
  }

  /** The provenance record of a plot of several figures. */
  static ProvenanceRecord record(List<FigureReport> figures, String what, String id) {
    SortedMap<String, Parent> judgedFrom = new TreeMap<>();
    figures.forEach(figure -> judgedFrom.putAll(figure.judgedFrom()));
    return record(
        Stage.REPORT.id(),
        Map.of(what, id, "figures", figures.stream().map(figure -> figure.spec().id()).toList()),
        judgedFrom);
  }

  private static ProvenanceRecord record(
      String job, Object definition, SortedMap<String, Parent> judgedFrom) {
    SortedMap<String, ProvenanceRecord.Input> inputs = new TreeMap<>();
    judgedFrom.forEach((role, parent) -> inputs.put(role, parent.input()));
    return new ProvenanceRecord(
        ProvenanceRecord.FORMAT,
        "claims",
        Stage.REPORT.id(),
        job,
        Json.tree(definition),
        inputs,
        ProvenanceRecord.ancestorsOf(judgedFrom.values()),
        CodeFingerprints.of(Stage.REPORT.id()),
        new TreeMap<>(
            Map.of(
                "java",
                Runtime.version().toString(),
                "architecture",
                System.getProperty("os.arch"),
                "commit",
                SourceCommit.words())));
  }

  byte[] file(String ending) {
    return Objects.requireNonNull(plot.files().get(ending), ending);
  }

  String path(String ending) {
    return path + "." + ending;
  }

  /** SHA-256 of the files of the plot, by path in the folder of results. */
  SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    plot.files().forEach((ending, bytes) -> digests.put(path(ending), Digests.of(bytes)));
    return digests;
  }
}
