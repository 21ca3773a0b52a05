package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.cli.Lucky;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.runner.Reporting;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportStageTest {
  @TempDir private Path folder;

  private SyntheticRun run() throws IOException {
    return new SyntheticRun(folder, "laptop");
  }

  private static void leaveNote(SyntheticRun run) throws IOException {
    Files.createDirectories(run.state.resolve("unavailable"));
    Files.writeString(
        run.state.resolve("unavailable").resolve("dataset.cifar10.txt"),
        "None of the sources has it:\n  - the <first> one\nWays out: two\n");
  }

  private static Summary.Figure figure(Summary summary, String id) {
    return summary.figures().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void aBuiltFigureIsListedWithItsFilesMetricsAndJudgedClaims() throws IOException {
    SyntheticRun run = run();

    Summary.Figure figure = figure(Reporting.write(run.request()), SyntheticRun.BUILT);

    assertThat(figure.status()).isEqualTo("built");
    assertThat(figure.reason()).isNull();
    assertThat(figure.files())
        .containsOnlyKeys(
            "figures/race/fig03.svg", "figures/race/fig03.png", "figures/race/fig03.csv")
        .containsEntry("figures/race/fig03.csv", Digests.of(run.figures.resolve("race/fig03.csv")));
    assertThat(figure.metrics())
        .containsOnlyKeys(
            "metrics/race/metrics.race.p0.s1.student-nodes.arrow",
            "metrics/race/metrics.race.p0.5.s1.student-nodes.arrow")
        .containsEntry(
            "metrics/race/metrics.race.p0.5.s1.student-nodes.arrow",
            Digests.of(run.metrics.resolve("metrics.race.p0.5.s1.student-nodes.arrow")));
    assertThat(figure.claims()).singleElement().extracting("verdict").isEqualTo("holds");
    assertThat(run.page())
        .contains("✓")
        .contains("is above 0")
        .contains("<summary>Places in which it must hold (1)</summary>");
  }

  @Test
  void aFailingClaimIsShownAndFailsNothing() throws IOException {
    SyntheticRun run = run();
    run.measure(2.5);
    run.draw(run.figures);

    Summary summary = Reporting.write(run.request());

    assertThat(figure(summary, SyntheticRun.BUILT).claims().get(0).verdict()).isEqualTo("fails");
    assertThat(run.page()).contains("<span aria-hidden=\"true\">✗</span> fails</span> The others");
  }

  @Test
  void thePageOpensWithTheCountsOfEachStudyAndANumberLeadsToItsClaims() throws IOException {
    SyntheticRun run = run();
    run.measure(2.5);
    run.draw(run.figures);
    Reporting.write(run.request());
    String page = run.page();
    String opening = page.substring(0, page.indexOf("id=\"contents\""));

    assertThat(opening)
        .contains("<strong>1</strong> of 1", "href=\"#claims-race-fails\"><strong>1</strong>")
        .contains("class=\"thumbnails\"");
    String claims = page.substring(page.indexOf("id=\"claims-race-fails\""));
    String anchor = SyntheticRun.BUILT.replace('/', '-') + "-claim-1";
    assertThat(claims.substring(0, claims.indexOf("</details>")))
        .contains("href=\"#" + anchor + "\"");
    assertThat(page).contains("<li id=\"" + anchor + "\">");
  }

  @Test
  void aClaimIsShownWithWhatThePaperGivesAndHowItIsJudged() throws IOException {
    SyntheticRun run = run();

    Summary.Claim claim =
        figure(Reporting.write(run.request()), SyntheticRun.BUILT).claims().get(0);

    assertThat(claim.published()).isEqualTo("about <0");
    assertThat(claim.predicate()).isEqualTo("low-correlation-low-fan-out");
    assertThat(claim.options()).containsKey("correlation");
    assertThat(claim.scales()).containsExactly("laptop", "paper");
    assertThat(run.page())
        .contains("The paper gives: <strong>about &lt;0</strong>")
        .contains("A fifth of what others have is &quot;about 0&quot; &amp; no more.")
        .contains("Values in force: correlation 0.95.")
        .contains("Scales at which it can be judged: laptop, paper.");
  }

  @Test
  void aFigureShowsItsLineageAsADrawingAndAsAList() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    assertThat(run.page())
        .contains("<title>Figure 3: Measurements (2 jobs), then Figure (SVG, PNG, CSV)</title>")
        .contains(
            "<a href=\"records/metrics.race.p0.s1.student-nodes.json\">metrics.race.p0.s1.student-nodes.arrow</a>")
        .contains("Measurements behind it (2 Arrow files, ");
  }

  @Test
  void aFigureWhoseDataCannotBeHadIsSkippedWithTheWholeReason() throws IOException {
    SyntheticRun run = run();
    leaveNote(run);

    Summary.Figure skipped = figure(Reporting.write(run.request()), SyntheticRun.SKIPPED);

    assertThat(skipped.status()).isEqualTo("skipped");
    assertThat(skipped.reason())
        .isEqualTo(
            "Data set cifar10 is unavailable:\nNone of the sources has it:\n  - the <first> one\nWays out: two");
    assertThat(skipped.files()).isEmpty();
    assertThat(skipped.claims()).extracting("verdict").containsExactly("not judged");
    assertThat(run.page()).contains("None of the sources has it:\n  - the &lt;first&gt; one\n");
  }

  @Test
  void aFigureWithoutMetricsNamesTheJobsThatLeftNothing() throws IOException {
    SyntheticRun run = run();

    assertThat(figure(Reporting.write(run.request()), SyntheticRun.SKIPPED).reason())
        .contains("Nothing came from METRICS job metrics.images.s1")
        .contains("give the command under 'Rebuild it' with -resume");
    assertThat(run.page())
        .contains("<code>./nextflow run . --figures luck-matters/fig05 --scale laptop</code>");
  }

  @Test
  void aFigureThatWasMeasuredButNotDrawnNamesItsOwnJob() throws IOException {
    SyntheticRun run = run();
    leaveNote(run);
    run.deleteTheBuiltFigure();

    assertThat(figure(Reporting.write(run.request()), SyntheticRun.BUILT).reason())
        .contains("Its metrics are there, but job figure.race.race.fig03 left no files");

    Path note = run.request().state().orElseThrow().resolve("undrawn/figure.race.race.fig03.txt");
    Files.createDirectories(note.getParent());
    Files.writeString(note, "lucky figure: no room for its axes\n");
    assertThat(figure(Reporting.write(run.request()), SyntheticRun.BUILT).reason())
        .startsWith("It cannot be drawn:\nlucky figure: no room for its axes");
  }

  @Test
  void aClaimIsNotJudgedIfAJobLacksItsTable() throws IOException {
    SyntheticRun run = run();
    Path other = run.metrics.resolve("metrics.race.p0.s1.layers.arrow");
    Path nodes = run.metrics.resolve("metrics.race.p0.s1.student-nodes.arrow");
    Files.writeString(
        run.figures.resolve("race/fig03.svg"),
        Files.readString(run.figures.resolve("race/fig03.svg"))
            .replace("metrics.race.p0.s1.student-nodes.arrow", other.getFileName().toString()));
    Files.move(nodes, other);

    Summary.Claim claim =
        figure(Reporting.write(run.request()), SyntheticRun.BUILT).claims().get(0);

    assertThat(claim.verdict()).isEqualTo("not judged");
    assertThat(claim.why()).contains("student-nodes");
  }

  @Test
  void filesAreFoundWhereverTheyWereStaged() throws IOException {
    SyntheticRun run = run();
    Path deep = run.figures.resolve("2").resolve("figures");
    Files.createDirectories(deep);
    Files.move(run.figures.resolve("race"), deep.resolve("race"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path file = run.metrics.resolve("metrics.race.p0.s1.student-nodes.arrow");
    Files.move(file, elsewhere.resolve(file.getFileName()));
    Files.createSymbolicLink(run.metrics.resolve("linked"), elsewhere);

    Summary.Figure figure = figure(Reporting.write(run.request()), SyntheticRun.BUILT);

    assertThat(figure.status()).isEqualTo("built");
    assertThat(figure.metrics()).hasSize(2);
  }

  @Test
  void aFigureThatIsThereTwiceOrInPartIsRefused() throws IOException {
    SyntheticRun run = run();
    run.draw(run.figures.resolve("1"));
    run.draw(run.figures.resolve("2"));
    run.deleteTheBuiltFigure();
    assertRefused(run, "expected one race/fig03.svg", "figures/1/race", "figures/2/race");

    Files.delete(run.figures.resolve("1/race/fig03.svg"));
    Files.delete(run.figures.resolve("2/race/fig03.svg"));
    Files.delete(run.figures.resolve("2/race/fig03.csv"));
    Files.delete(run.figures.resolve("2/race/fig03.png"));
    assertRefused(run, "race/fig03", "found only csv, png");
  }

  @Test
  void aFigureDrawnFromOtherMetricsIsRefused() throws IOException {
    SyntheticRun run = run();
    run.measure(0.3);

    assertRefused(run, "race/fig03.svg", "was drawn from metrics.race.p0.5.s1", "draw it again");
  }

  @Test
  void aFigureDrawnForAnotherDefinitionIsRefused() throws IOException {
    SyntheticRun run = run();
    Path svg = run.figures.resolve("race/fig03.svg");
    Files.writeString(svg, Files.readString(svg).replace("A title with", "Another title with"));

    assertRefused(run, "another definition than the plan's job figure.race.race.fig03");
  }

  @Test
  void aFigureOfAnEarlierRunStaysWithItsScaleAndItsVerdicts() throws IOException {
    SyntheticRun before = new SyntheticRun(Files.createDirectory(folder.resolve("a")), "paper");
    SyntheticRun run = new SyntheticRun(Files.createDirectory(folder.resolve("b")), "smoke");
    Path earlier = before.asEarlier();
    run.leaveOutTheBuiltFigure();

    Summary summary = Reporting.write(run.request(earlier));

    assertThat(summary.figures())
        .extracting(Summary.Figure::id)
        .containsExactly(SyntheticRun.SKIPPED, SyntheticRun.BUILT);
    Summary.Figure figure = figure(summary, SyntheticRun.BUILT);
    assertThat(figure.earlier()).isTrue();
    assertThat(figure.status()).isEqualTo("built");
    assertThat(figure.scale()).isEqualTo("paper");
    // As its own run judged it.
    assertThat(figure.claims())
        .isEqualTo(figure(Reporting.write(before.request()), SyntheticRun.BUILT).claims());
    assertThat(run.page())
        .contains("earlier run</a> drew this figure.")
        .contains("Paper scale: nothing reduced")
        .contains("--figures race/fig03 --scale paper --outdir &#39;my results&#39;")
        .contains("drawn by an earlier run");
  }

  @Test
  void aFigureThatThisRunCouldNotDrawStaysAsAnEarlierRunDrewIt() throws IOException {
    SyntheticRun run = run();
    Path earlier = run.asEarlier();
    run.leaveOutTheBuiltFigure();
    new SyntheticRun(Files.createDirectory(folder.resolve("whole")), "laptop");
    Files.copy(
        folder.resolve("whole/plan.json"),
        folder.resolve("plan.json"),
        StandardCopyOption.REPLACE_EXISTING);

    Summary.Figure figure = figure(Reporting.write(run.request(earlier)), SyntheticRun.BUILT);

    assertThat(figure.status()).isEqualTo("built");
    assertThat(figure.earlier()).isTrue();
    assertThat(figure.reason()).contains("job figure.race.race.fig03 left no files");
    assertThat(run.page()).contains("The last run could not draw it again:");
  }

  @Test
  void aFigureWhoseMeasurementsWereReplacedIsOutdatedAndNotJudged() throws IOException {
    SyntheticRun before = new SyntheticRun(Files.createDirectory(folder.resolve("a")), "laptop");
    SyntheticRun run = new SyntheticRun(Files.createDirectory(folder.resolve("b")), "laptop");
    Path earlier = before.asEarlier();
    run.leaveOutTheBuiltFigure();
    run.measure(0.3);
    for (String id : List.of("metrics.race.p0.s1", "metrics.race.p0.5.s1")) {
      Files.delete(earlier.resolve("metrics").resolve(id + ".student-nodes.arrow"));
    }

    Summary summary = Reporting.write(run.request(earlier));

    Summary.Figure figure = figure(summary, SyntheticRun.BUILT);
    assertThat(figure.status()).isEqualTo("outdated");
    assertThat(figure.reason()).contains("metrics.race.p0.5.s1.student-nodes.arrow");
    assertThat(figure.claims()).extracting(Summary.Claim::outcome).containsOnly("not judged");
    assertThat(figure.files()).hasSize(3);
    assertThat(summary.missing()).extracting(Summary.Figure::id).doesNotContain(figure.id());
    assertThat(run.page()).contains("Its claims cannot be judged until it is built again.");
  }

  @Test
  void whatIsNoFigureAmongThoseOfEarlierRunsIsLeftOut() throws IOException {
    SyntheticRun before = new SyntheticRun(Files.createDirectory(folder.resolve("a")), "laptop");
    SyntheticRun run = new SyntheticRun(Files.createDirectory(folder.resolve("b")), "laptop");
    Path earlier = before.asEarlier();
    run.leaveOutTheBuiltFigure();
    Path study = earlier.resolve("figures/race");
    for (String ending : List.of("svg", "png", "csv")) {
      Files.copy(study.resolve("fig03." + ending), study.resolve("fig04." + ending));
    }
    Files.writeString(study.resolve("fig03.svg"), "<svg/>");

    assertThat(Reporting.write(run.request(earlier)).figures())
        .extracting(Summary.Figure::id)
        .containsExactly(SyntheticRun.SKIPPED);
  }

  private static void assertRefused(SyntheticRun run, String... messages) {
    assertThatThrownBy(() -> Reporting.write(run.request()))
        .isInstanceOfSatisfying(
            LuckyException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
              assertThat(e.getMessage()).contains(messages);
            });
    assertThat(run.out).doesNotExist();
  }

  @Test
  void aRunThatGoesOnHasAPageThatSaysWhatIsToCome() throws IOException {
    SyntheticRun run = run();
    leaveNote(run);
    run.deleteTheBuiltFigure();
    Progress progress =
        new Progress(
            false,
            "2026-11-29 10:30 UTC",
            "0 of 2 figures, 40 % of the estimated work",
            new TreeSet<>(Set.of("student.race.p0.s1", "metrics.race.p0.s1")),
            new TreeSet<>(Set.of("metrics.race.p0.5.s1")));

    Summary summary = Reporting.write(run.request(progress));

    assertThat(summary.unfinished())
        .isEqualTo(
            new Summary.Unfinished(
                false,
                "The run is going on. This was so at 2026-11-29 10:30 UTC: 0 of 2 figures, 40 % of the estimated work."));
    Summary.Figure toCome = figure(summary, SyntheticRun.BUILT);
    assertThat(toCome.status()).isEqualTo("to come");
    assertThat(toCome.reason()).isEqualTo("1 of the 3 jobs that it needs is done, 1 runs now.");
    assertThat(toCome.claims()).extracting(Summary.Claim::outcome).containsOnly("not judged");
    // What a job has left word of does not come.
    assertThat(figure(summary, SyntheticRun.SKIPPED).status()).isEqualTo("skipped");
    assertThat(run.page())
        .contains("The run is going on.", "http-equiv=\"refresh\"", "<h4>To come</h4>")
        .contains("1 figure is to come.", "1 figure was not built.");
    assertTellsOf(summary, run);
  }

  @Test
  void aRunThatWasStoppedLeavesAPageThatSaysSo() throws IOException {
    SyntheticRun run = run();
    leaveNote(run);
    run.deleteTheBuiltFigure();
    Progress progress =
        new Progress(true, "2026-11-29 10:30 UTC", "", new TreeSet<>(), new TreeSet<>());

    Summary summary = Reporting.write(run.request(progress));

    assertThat(figure(summary, SyntheticRun.BUILT).status()).isEqualTo("skipped");
    assertThat(figure(summary, SyntheticRun.BUILT).reason())
        .startsWith("The run ended before it was drawn: 0 of the 3 jobs");
    assertThat(run.page())
        .contains("The run ended before all figures were built, at 2026-11-29 10:30 UTC.")
        .doesNotContain("http-equiv=\"refresh\"");
    assertTellsOf(summary, run);
  }

  @Test
  void aFigureOfAnEarlierRunIsShownUntilThisOneHasComeToIt() throws IOException {
    SyntheticRun before = new SyntheticRun(Files.createDirectory(folder.resolve("a")), "laptop");
    SyntheticRun run = new SyntheticRun(Files.createDirectory(folder.resolve("b")), "laptop");
    Path earlier = before.asEarlier();
    run.deleteTheBuiltFigure();
    for (String id : List.of("metrics.race.p0.s1", "metrics.race.p0.5.s1")) {
      Files.delete(run.metrics.resolve(id + ".student-nodes.arrow"));
    }
    Progress progress =
        new Progress(false, "2026-11-29 10:30 UTC", "", new TreeSet<>(), new TreeSet<>());

    Summary summary = Reporting.write(run.request(earlier, progress));

    assertThat(figure(summary, SyntheticRun.BUILT).shown()).isTrue();
    assertThat(run.out.resolve("claims")).as("plots, which come at the end").doesNotExist();
    assertThat(run.page())
        .contains("This run has not drawn it again yet:")
        .contains("<img src=\"figures/race/fig03.png\"")
        .doesNotContain("The last run could not draw it again:");
    assertTellsOf(summary, run);
  }

  private static void assertTellsOf(Summary summary, SyntheticRun run) throws IOException {
    try (InputStream page = Files.newInputStream(run.out.resolve("index.html"))) {
      assertThat(PageVerdicts.in(page)).isEqualTo(PageVerdicts.of(summary));
    }
  }

  @Test
  void equalRunsGiveEqualBytes() throws IOException {
    SyntheticRun first = new SyntheticRun(Files.createDirectory(folder.resolve("a")), "laptop");
    SyntheticRun second = new SyntheticRun(Files.createDirectory(folder.resolve("b")), "laptop");
    Reporting.write(first.request());
    Reporting.write(second.request());

    for (String name :
        List.of(
            "index.html",
            "summary.json",
            "claims.csv",
            "numbers.tex",
            "claims/race.svg",
            "claims/race/fig03.png",
            "claims/race/fig03.csv")) {
      assertThat(second.out.resolve(name)).hasSameBinaryContentAs(first.out.resolve(name));
    }
  }

  @Test
  void theSummaryHasFiguresInOrderOfTheirIdsAndReasonsOnlyWhereSkipped() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    JsonNode summary = Json.read(run.out.resolve("summary.json"), JsonNode.class);

    assertThat(summary.path("format").asText()).isEqualTo("lucky-nodes-summary/10");
    assertThat(summary.path("scale").asText()).isEqualTo("laptop");
    assertThat(summary.path("figures").findValuesAsText("id"))
        .containsExactly(SyntheticRun.SKIPPED, SyntheticRun.BUILT);
    assertThat(summary.at("/figures/0").has("reason")).isTrue();
    assertThat(summary.at("/figures/1").has("reason")).isFalse();
    assertThat(summary.at("/figures/1/claims/0/places/0/outcome").asText()).isEqualTo("holds");
    assertThat(summary.at("/figures/1/claims/0/places/0/bySeed")).hasSizeGreaterThan(2);
    assertThat(summary.at("/figures/1/claims/0/places/0").has("to"))
        .as("a bound that is not finite is absent")
        .isFalse();
  }

  @Test
  void theClaimsOfAFigureAndOfItsStudyAreDrawnAndSaidByTheSummary() throws IOException {
    SyntheticRun run = run();
    Summary summary = Reporting.write(run.request());

    assertThat(figure(summary, SyntheticRun.BUILT).plots())
        .containsOnlyKeys("claims/race/fig03.svg", "claims/race/fig03.png", "claims/race/fig03.csv")
        .allSatisfy(
            (path, sha256) -> assertThat(Digests.of(run.out.resolve(path))).isEqualTo(sha256));
    assertThat(summary.files())
        .containsOnlyKeys(
            "claims.csv", "numbers.tex", "claims/race.svg", "claims/race.png", "claims/race.csv")
        .allSatisfy(
            (path, sha256) -> assertThat(Digests.of(run.out.resolve(path))).isEqualTo(sha256));
    // Nothing was measured of what was skipped.
    assertThat(figure(summary, SyntheticRun.SKIPPED).plots()).isEmpty();
    assertThat(run.out.resolve("claims/luck-matters.svg")).doesNotExist();
    assertThat(run.page())
        .contains("<a class=\"sheet\" href=\"claims/race/fig03.svg\"><img src=\"data:image/png")
        .contains("<a class=\"sheet\" href=\"claims/race.svg\">")
        .contains("alt=\"A row for each place in which a claim must hold");
  }

  @Test
  void aPlotOfClaimsNamesTheMeasurementsByWhichTheyWereJudged() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    for (String plot : List.of("claims/race/fig03.svg", "claims/race.png")) {
      FigureFile file = FigureFile.read(run.out.resolve(plot));
      assertThat(file.seal()).isEqualTo(FigureFile.SealState.INTACT);
      assertThat(file.record().stage()).isEqualTo("report");
      assertThat(file.record().inputs().values())
          .extracting(ProvenanceRecord.Input::sha256)
          .containsExactly(
              Digests.of(run.metrics.resolve("metrics.race.p0.5.s1.student-nodes.arrow")),
              Digests.of(run.metrics.resolve("metrics.race.p0.s1.student-nodes.arrow")));
      assertThat(file.record().ancestors())
          .containsKeys(
              file.record().inputs().values().stream()
                  .map(ProvenanceRecord.Input::sha256)
                  .toArray(String[]::new));
    }
  }

  @Test
  void theTableOfClaimsHasALineForEachPlaceAndOneForAClaimWithoutAny() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    List<String> lines = Files.readAllLines(run.out.resolve("claims.csv"));
    assertThat(lines.get(0))
        .isEqualTo(
            "study,figure,claim,origin,statement,scale,outcome,verdict,quantity,place,outcome_in_place,seeds,diverged,mean,lower,upper,far_lower,far_upper,from,to,sign_flip_p,alternative,footing");
    assertThat(lines)
        .hasSize(3)
        .contains(
            "luck-matters,fig05,fade,paper,The others' fan-out goes to 0.,laptop,not judged,not judged,,,,,,,,,,,,,,,")
        .allMatch(line -> line.split(",", -1).length == 23);
    assertThat(lines.get(2)).contains(",holds,3,,").endsWith(",0.0,,0.125,,");
  }

  @Test
  void latexHasTheNumbersOfThePlaceThatDecidesAndOfEachAndNoCharacterThatIsACommand()
      throws IOException {
    SyntheticRun run = run();
    Summary.Claim claim =
        figure(Reporting.write(run.request()), SyntheticRun.BUILT).claims().get(0);
    double mean = claim.places().get(0).mean();

    List<String> lines = Files.readAllLines(run.out.resolve("numbers.tex"));
    String name = SyntheticRun.BUILT + "/" + claim.name();
    assertThat(lines)
        .contains(
            "\\luckyset{" + name + "}{verdict}{holds}",
            "\\luckyset{" + name + "}{scale}{laptop}",
            "\\luckyset{" + name + "}{mean}{\\ensuremath{" + LatexNumbers.digits(mean) + "}}",
            "\\luckyset{luck-matters/fig05/fade}{verdict}{not judged}")
        .noneMatch(line -> line.contains("fig05/fade}{mean}"));
    assertThat(lines.stream().filter(line -> line.startsWith("\\luckyset"))).hasSizeGreaterThan(5);
    assertThat(LatexNumbers.digits(0.012345)).isEqualTo("0.0123");
    assertThat(LatexNumbers.digits(-9.996)).isEqualTo("-10.0");
    assertThat(LatexNumbers.digits(123456)).isEqualTo("123000");
    assertThat(LatexNumbers.digits(1.2e-7)).isEqualTo("1.20\\cdot10^{-7}");
    assertThat(LatexNumbers.digits(-0.0)).isEqualTo("0");
    assertThat(LatexNumbers.escape("50 % of a_1 & \\x"))
        .isEqualTo("50 \\% of a\\_1 \\& \\textbackslash{}x");
  }

  @Test
  void theCommandCountsClaimsByWhoMakesThem() throws IOException {
    run();
    StringWriter said = new StringWriter();
    CommandLine line = Lucky.commandLine();
    line.setOut(new PrintWriter(said));
    line.execute(arguments());

    assertThat(said.toString())
        .contains("1 of 2 figures built: ")
        .contains("claims said by the paper: 1 holds, 0 fails, 0 not resolved, 1 not judged")
        .contains("claims asked by this project: 0 holds, 0 fails");
  }

  @Test
  void thePageNeedsNothingBesideIt() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    for (String source : found(run.page(), "\\ssrc=\"([^\"]*)\"")) {
      assertThat(source).startsWith("data:");
    }
    assertThat(run.page())
        .doesNotContain("<script")
        .doesNotContain("stylesheet")
        .doesNotContain("@import")
        .doesNotContain("url(");
  }

  @Test
  void everyLinkWithinThePageHasItsTargetAndEveryIdIsUnique() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    List<String> ids = found(run.page(), "\\sid=\"([^\"]*)\"");

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(found(run.page(), "href=\"#([^\"]*)\""));
    assertThat(ids).containsAll(found(run.page(), "aria-labelledby=\"([^\"]*)\""));
  }

  @Test
  void textsOfDefinitionsStayTextAndSymbolsAreTypeset() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    assertThat(run.page())
        .contains("A title with &lt;marks&gt; &amp; more")
        .contains("alt=\"Dots &quot;quoted&quot; &amp; &lt;marked&gt;\"")
        .contains("‖<i>v</i><sub>j</sub>‖ as 1 / <i>j</i><sup>p</sup>.")
        .doesNotContain("<marks>");
  }

  @Test
  void namesOfFieldsAreNotTakenForSymbols() {
    assertThat(markup("train_samples, a_bc, x_y_z")).isEqualTo("train_samples, a_bc, x_y_z");
  }

  private static String markup(String text) {
    try {
      return freemarker.core.HTMLOutputFormat.INSTANCE.getMarkupString(Typeset.html(text));
    } catch (freemarker.template.TemplateModelException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void settingsAreShownByTheirLabelsWithSourceAndPaperValue() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    assertThat(run.page())
        .contains("training samples")
        .contains("10,000")
        .contains("<td>3</td>")
        .contains("<td>100</td>")
        .contains("<td>0.0005")
        .contains("title=\"released code or its README\">C<")
        .contains("<td>0, 0.5 <small>each of these")
        .doesNotContain("train_samples");
  }

  @Test
  void aFigureOfSeveralExperimentsShowsTheSettingsOfEach() throws IOException {
    SyntheticRun run = new SyntheticRun(folder, "laptop", true);
    Summary summary = Reporting.write(run.request());

    assertThat(figure(summary, SyntheticRun.BOTH).reduced())
        .containsExactly("epochs 3 instead of 100");
    String page = run.page();
    int both = page.indexOf("id=\"race-fig04\"");
    assertThat(page.substring(both))
        .contains("Settings (8, 2 changed)")
        .contains("<h4>An experiment <small>&lt;label&gt; of race</small></h4>")
        .contains("<h4>An experiment <small>&lt;label&gt; of images</small></h4>");
    // One experiment needs no name.
    assertThat(page.substring(page.indexOf("id=\"race-fig03\""), both))
        .doesNotContain("of race</small>");
  }

  @Test
  void theRebuildCommandNamesTheSeedsOnlyIfTheyWereChanged() {
    Setting changed = new Setting(Json.tree(2), Source.T, Json.tree(32));
    Setting asDefined = new Setting(Json.tree(32), Source.T, null);

    assertThat(Commands.rebuild(figureJob(changed), "results"))
        .isEqualTo("./nextflow run . --figures race/fig03 --scale laptop --seeds 2");
    assertThat(Commands.rebuild(figureJob(asDefined), "results"))
        .isEqualTo("./nextflow run . --figures race/fig03 --scale laptop");
    // Of several experiments, as the user asked for or as the scale has it.
    assertThat(Commands.rebuild(figureJob(changed, changed), "results")).endsWith(" --seeds 2");
    assertThat(Commands.rebuild(figureJob(changed, asDefined), "results"))
        .endsWith(" --scale laptop");
  }

  @Test
  void theRebuildCommandNamesOwnDefinitionsWhereTheResultsKeepThem() {
    FigureSpec own =
        new FigureSpec(
            "mine/fast",
            "",
            "",
            "",
            "",
            new TreeMap<>(),
            List.of(experiment(new Setting(Json.tree(2), Source.T, null))),
            List.of(),
            List.of("figs.yaml", "lr-02.yaml"),
            null,
            null);

    assertThat(Commands.rebuild(figureJob(own), "results"))
        .isEqualTo(
            "./nextflow run . --figures results/workflow/definitions/figs.yaml,"
                + "results/workflow/definitions/lr-02.yaml,mine/fast --scale laptop");
    assertThat(Commands.rebuild(figureJob(own), "Bob's"))
        .endsWith(",mine/fast' --scale laptop --outdir 'Bob'\\''s'");
  }

  private static Job figureJob(Setting... seeds) {
    FigureSpec spec =
        new FigureSpec(
            "race/fig03",
            "",
            "",
            "",
            "",
            new TreeMap<>(),
            Arrays.stream(seeds).map(ReportStageTest::experiment).toList(),
            List.of());
    return figureJob(spec);
  }

  private static Job figureJob(FigureSpec spec) {
    return new Job(
        "figure.race.race.fig03",
        Stage.FIGURE,
        "race",
        "race",
        "two-layer",
        "laptop",
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        spec);
  }

  private static DrawnExperiment experiment(Setting seeds) {
    return new DrawnExperiment(
        "race",
        "race",
        "",
        "two-layer",
        new TreeMap<>(Map.of("seeds", seeds)),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        null);
  }

  @Test
  void aStudyHasTheHeadingTextAndLinkOfItsDefinition() throws IOException {
    SyntheticRun run = run();

    Summary summary = Reporting.write(run.request());

    assertThat(run.page())
        .contains(
            "<h2 id=\"study-luck-matters\">Luck Matters &ensp;<a class=\"paper\""
                + " href=\"https://arxiv.org/abs/1905.13405\">arXiv 1905.13405</a></h2>")
        .contains("<p>About &lt;luck&gt;.</p>")
        .contains("<h2 id=\"study-race\">A Race</h2>")
        // One of both has no link, and so is no paper.
        .contains("<h1>Figures of papers and own studies</h1>");
    assertThat(summary.studies()).extracting("id").containsExactly("luck-matters", "race");
  }

  @Test
  void noFigureIsHiddenByASummaryThatNamesNoStudy() throws IOException {
    Summary summary = Reporting.write(run().request());
    Summary without =
        new Summary(
            summary.format(),
            summary.scale(),
            summary.unfinished(),
            List.of(),
            summary.figures(),
            summary.files());
    assertThat(PageModel.ofVerdicts(without).studies())
        .flatExtracting(PageModel.StudySection::figures)
        .hasSameSizeAs(summary.figures());
  }

  @Test
  void studiesStandInTheOrderOfThePapers() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    assertThat(found(run.page(), "<h2 id=\"study-([^\"]*)\""))
        .containsExactly("luck-matters", "race");
  }

  @Test
  void atSmokeScaleThePageSaysThatNumbersMeanNothingAndJudgesNoClaim() throws IOException {
    SyntheticRun run = new SyntheticRun(folder, "smoke");

    Summary summary = Reporting.write(run.request());

    assertThat(run.page()).contains("Smoke scale: the numbers mean nothing.");
    assertThat(figure(summary, SyntheticRun.BUILT).claims().get(0).why())
        .isEqualTo(
            "It can be judged at scale laptop or paper; this run is of scale smoke, and its numbers are for information alone.");
  }

  @Test
  void theFigureIsShownAsAPictureAndItsDrawingIsLinked() throws IOException {
    SyntheticRun run = run();
    Reporting.write(run.request());

    assertThat(run.page())
        .contains("src=\"data:image/png;base64,")
        .doesNotContain("data:image/svg+xml")
        .contains("<a class=\"sheet\" href=\"figures/race/fig03.svg\">");
  }

  @Test
  void strictEndsInAnErrorAfterWritingIfAFigureWasSkipped() throws IOException {
    SyntheticRun run = run();
    StringWriter errors = new StringWriter();

    assertThat(lucky(errors)).isZero();
    Files.delete(run.out.resolve("index.html"));
    assertThat(lucky(errors, "--strict")).isEqualTo(ExitCode.NO_INPUT.code());
    assertThat(run.out.resolve("index.html")).exists();
    assertThat(errors.toString()).contains("not built: luck-matters/fig05");
  }

  private int lucky(StringWriter errors, String... further) {
    CommandLine line = Lucky.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(errors));
    return line.execute(arguments(further));
  }

  private String[] arguments(String... further) {
    List<String> arguments = new ArrayList<>();
    arguments.add("report");
    for (String option : List.of("jobs", "figures", "metrics", "state", "out")) {
      arguments.addAll(List.of("--" + option, folder.resolve(option).toString()));
    }
    arguments.addAll(List.of("--plan", folder.resolve("plan.json").toString()));
    arguments.addAll(Arrays.asList(further));
    return arguments.toArray(String[]::new);
  }

  private static List<String> found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
