package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.SyntheticVerdicts;
import io.luckynodes.claim.Verdict;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import io.luckynodes.drawing.ClaimPlots.Plot;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With {@code -Dwrite.plots=FOLDER} every plot of these tests is left there to be looked at. */
class ForestPlotsTest {
  private static final ProvenanceRecord RECORD =
      new ProvenanceRecord(
          ProvenanceRecord.FORMAT,
          "claims",
          "report",
          "figure.race.fig03",
          Json.tree(Map.of()),
          new TreeMap<>(),
          new TreeMap<>(),
          "c0de",
          new TreeMap<>());

  private static Claim claim(String name, String statement, String origin) {
    return new Claim(
        name, statement, origin, null, "a-predicate", new TreeMap<>(), "", "", List.of("laptop"));
  }

  private static FigureClaims figure(String id, JudgedClaim... claims) {
    return figure(id, null, claims);
  }

  private static FigureClaims figure(
      String id, @Nullable List<String> changes, JudgedClaim... claims) {
    FigureSpec spec =
        new FigureSpec(
            id,
            "Mean best correlation ρ̄ of every layer over epochs",
            "",
            "",
            "layer-courses",
            new TreeMap<>(),
            List.of(
                new DrawnExperiment(
                    "luck",
                    "luck",
                    "",
                    "fc",
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of("epochs 20 instead of 100"),
                    List.of(),
                    changes)),
            List.of());
    return new FigureClaims(spec, "laptop", List.of(claims));
  }

  private static Plot draw(String name, FigureClaims figure) throws IOException {
    return written(name, new ForestPlots().ofFigure(figure, RECORD));
  }

  private static Plot written(String name, Plot plot) throws IOException {
    String folder = System.getProperty("write.plots");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      for (Map.Entry<String, byte[]> file : plot.files().entrySet()) {
        Files.write(Path.of(folder, name + "." + file.getKey()), file.getValue());
      }
    }
    return plot;
  }

  private static String text(Plot plot, String ending) {
    return new String(Objects.requireNonNull(plot.files().get(ending)), StandardCharsets.UTF_8);
  }

  private static BufferedImage picture(Plot plot) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(plot.files().get("png"))));
  }

  private static final String LONG =
      "Students' nodes at the lowest layer converge first, and the specialisation of every further layer begins only after that of the layer below it has begun, whichever of them is looked at.";

  private static JudgedClaim everyKind() {
    return new JudgedClaim(
        claim("every-kind", LONG, "paper"),
        new SyntheticVerdicts("the gain in ρ̄ over training")
            .above("layer 1, finite data, with BatchNorm", 0, 0.31, 0.35, 0.28, 0.33, 0.30)
            .above("layer 2", 0, 0.04, -0.03, 0.05, 0.02, -0.01)
            .above("layer 3, one seed", 0, 0.12)
            .above("layer 4, two seeds", 0, 0.1, 0.2)
            .diverged("layer 5 of a network that diverged", List.of(2, 3), 0.2, 0, 0, 0.15, 0.2)
            .noRoom("layer 6")
            .reduced("teacher 8 channels instead of 64"));
  }

  private static JudgedClaim within() {
    return new JudgedClaim(
        claim("as-published", "The accuracy is that of the paper.", "paper"),
        new SyntheticVerdicts("the accuracy of students less that of the paper, in %")
            .within("with BatchNorm", 0, 0.5, 0.1, -0.1, 0.2, 0.05)
            .within("without", 54.95, 0.5, 51.2, 51.9, 52.4, 51.7)
            .judged());
  }

  private static JudgedClaim asFast(double effect) {
    return new JudgedClaim(
        claim("gain", "The lowest layer gains most.", "ours"),
        new SyntheticVerdicts("the gain in ρ̄ over training")
            .above("layer 1", 0, effect, effect + 0.05, effect - 0.03, effect + 0.01)
            .above("layer 2", 0, 0.3, 0.35, 0.28, 0.33, 0.30)
            .judged());
  }

  @Test
  void versionsOfAFigureStandOnOneAxisEachByWhatIsChangedInIt() throws IOException {
    List<FigureClaims> versions =
        List.of(
            figure("race/fig03", asFast(0.2), within()),
            figure(
                "race/fig03-slow",
                List.of("learning rate 0.005 instead of the released code's 0.01"),
                asFast(-0.2),
                within()),
            figure(
                "race/fig03-fast",
                List.of("learning rate 0.02 instead of the released code's 0.01"),
                asFast(0.01),
                within()));
    Plot plot = written("versions", new ForestPlots().ofVersions("race/fig03", versions, RECORD));
    assertThat(plot.title()).isEqualTo("Claims on race/fig03 with other settings");
    assertThat(plot.alternativeText())
        .contains("as defined: The lowest layer gains most. This is so judged: holds.")
        .contains("learning rate 0.005: The lowest layer gains most. This is so judged: fails.")
        .contains(
            "learning rate 0.02: The lowest layer gains most. This is so judged: not resolved.");
    assertThat(text(plot, "csv").lines().filter(line -> line.contains(",gain,")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("race/fig03-slow,gain,ours,fails,layer 1,4,"));
    assertThat(picture(plot).getHeight()).isGreaterThan(100);
  }

  private static JudgedClaim manyPlaces() {
    SyntheticVerdicts places = new SyntheticVerdicts("the difference in correlation");
    for (int place = 0; place < 40; place++) {
      double middle = (place % 7) * 0.05 - 0.03;
      places.above(
          "polarity " + place / 4 + ", " + (1 + place % 4) + "× wide",
          0,
          middle + 0.02,
          middle - 0.02,
          middle + 0.01,
          middle);
    }
    return new JudgedClaim(
        claim("many", "Everywhere the wide are above the narrow.", "ours"), places.judged());
  }

  private static JudgedClaim exact() {
    return new JudgedClaim(
        claim("read", "Most biases are negative.", "paper"),
        new SyntheticVerdicts("the share of negative biases")
            .exact("VGG11", 0.5, 0.83)
            .exact("VGG16", 0.5, 0.49)
            .judged());
  }

  private static JudgedClaim notJudged() {
    return new JudgedClaim(
        claim("nothing", "Nothing can be said.", "theory"),
        Verdict.notJudged("Not every job that the figure needs has measured table layers."));
  }

  private static JudgedClaim forInformation() {
    return new JudgedClaim(
        claim("other-scale", "The drift is proportional to the step.", "theory"),
        new SyntheticVerdicts("the logarithm of the ratio of drifts")
            .within("ηT = 1", 0, 0.1, 1.2e-7, 1.3e-7, 1.1e-7)
            .forInformation("It can be judged at scale paper; this run is of scale laptop."));
  }

  @Test
  void everyPlaceHasItsNumbersInTheCsvAndTheFilesCarryTheRecord() throws IOException {
    Plot plot =
        draw(
            "kinds",
            figure("race/fig03", everyKind(), within(), exact(), notJudged(), forInformation()));

    assertThat(plot.title()).startsWith("Claims on race/fig03: ");
    for (String ending : List.of("svg", "png")) {
      byte[] bytes = Objects.requireNonNull(plot.files().get(ending));
      FigureFile file = FigureFile.of(Path.of("plot." + ending), bytes);
      assertThat(file.seal()).isEqualTo(FigureFile.SealState.INTACT);
      assertThat(file.record()).isEqualTo(RECORD);
    }
    List<String> lines = Arrays.asList(text(plot, "csv").split("\n"));
    assertThat(lines.get(0))
        .isEqualTo("claim,origin,verdict,quantity,place,outcome,number,seed,value");
    String second =
        "every-kind,paper,not resolved in a reduced experiment,the gain in ρ̄ over training,layer 2,not resolved,";
    assertThat(lines)
        .contains(second + "seed,2,-0.03", second + "from,,0.0", second + "to,,Infinity");
    assertThat(lines)
        .anyMatch(line -> line.contains("diverged,holds,diverged_seed,3,0.0"))
        .anyMatch(line -> line.contains("one seed\",not resolved,lower,,-Infinity"))
        .noneMatch(line -> line.startsWith("nothing,"));
  }

  @Test
  void theAlternativeTextSaysHowEachClaimStands() throws IOException {
    assertThat(draw("two", figure("race/fig03", everyKind(), notJudged())).alternativeText())
        .contains(LONG + " This is not resolved in a reduced experiment; of 5 places: 2 holds")
        .endsWith("Nothing can be said. This is not judged.");
  }

  @Test
  void thePlotGrowsWithItsPlaces() throws IOException {
    int one = picture(draw("one", figure("race/fig04", exact()))).getHeight();
    int forty = picture(draw("forty", figure("race/fig05", manyPlaces()))).getHeight();

    // 38 rows of 16 points at 200 dots per inch.
    assertThat(forty - one).isBetween(38 * 16 * 200 / 72 - 100, 38 * 16 * 200 / 72 + 100);
  }

  @Test
  void axesHoldAllSeedsAndLinesAndAreNotStretchedByWideBounds() {
    Forest forest =
        ClaimForest.of(
            figure(
                "race/fig03",
                new JudgedClaim(
                    claim("wide", "Wide.", "paper"),
                    new SyntheticVerdicts("the gain")
                        .above("a", 0, 1, 2)
                        .above("b", 0, 3)
                        .judged())));

    Axis axis = forest.groups().get(0).axis();
    assertThat(axis.low()).isEqualTo(-3);
    assertThat(axis.high()).isEqualTo(6);
    assertThat(signs(forest.groups().get(0).rows().get(0)))
        .contains(Look.Sign.TO_THE_LEFT, Look.Sign.TO_THE_RIGHT);
    assertThat(signs(forest.groups().get(0).rows().get(1)))
        .as("one seed has no bounds")
        .contains(Look.Sign.TO_THE_LEFT, Look.Sign.TO_THE_RIGHT);
  }

  private static List<Look.Sign> signs(Forest.EffectRow row) {
    return row.marks().stream().map(mark -> mark.look().sign()).toList();
  }

  @Test
  void seedsThatDivergedHaveASignOfTheirOwn() {
    Forest.EffectRow row =
        ClaimForest.of(figure("race/fig03", everyKind())).groups().get(0).rows().get(4);

    assertThat(signs(row)).filteredOn(sign -> sign == Look.Sign.OPEN_CIRCLE).hasSize(2);
    assertThat(signs(row)).filteredOn(sign -> sign == Look.Sign.DOT).hasSize(3);
  }

  @Test
  void theLineThatDecidesIsThatOfEveryRowWhereTheyDiffer() {
    FigureClaims figure = figure("race/fig03", within(), everyKind());

    assertThat(ClaimForest.of(figure).groups().get(0).lines()).isEmpty();
    assertThat(
            ClaimForest.of(figure).groups().get(0).rows().get(1).marks().stream()
                .filter(mark -> mark.look().equals(ForestLooks.DECIDING))
                .map(mark -> mark.x()[0]))
        .containsExactly(54.45, 55.45);
    assertThat(ClaimForest.of(figure).groups().get(1).lines()).containsExactly(0.0);
  }

  @Test
  void aStudyHasARowForEachClaimByItsLeastCertainPlace() throws IOException {
    List<FigureClaims> figures =
        List.of(
            figure("race/fig03", everyKind(), within(), notJudged()),
            figure("race/fig04", exact(), manyPlaces(), forInformation()));
    Plot plot =
        written(
            "study",
            new ForestPlots().ofStudy("race", "It’s Not a Lottery, It’s a Race", figures, RECORD));

    List<String> lines = Arrays.asList(text(plot, "csv").split("\n"));
    assertThat(lines).hasSize(7);
    assertThat(lines)
        .contains(
            "race/fig03,nothing,theory,not judged,,,,",
            "race/fig04,read,paper,fails,VGG16,1,-Infinity,");
    assertThat(lines.get(1)).contains(",\"layer 3, one seed\",1,0.0,");
    assertThat(plot.alternativeText())
        .endsWith("Claims by verdict: holds: 0, fails: 2, not resolved: 2, not judged: 2.");
  }

  @Test
  void inAStudyTheThickLineLiesRightOfTheLineExactlyIfThePlaceHolds() {
    List<FigureClaims> figures = new ArrayList<>();
    for (double[] seeds : new double[][] {{1, 1.1, 1.2}, {1, 4, 1}, {-1, -2, -1.5}}) {
      figures.add(
          figure(
              "race/fig0" + figures.size(),
              new JudgedClaim(
                  claim("c", "A claim.", "paper"),
                  new SyntheticVerdicts("the gain").above("a", 0, seeds).judged())));
    }
    for (FigureClaims figure : figures) {
      boolean right =
          StudyForest.of("Study", List.of(figure)).groups().get(0).rows().get(0).marks().stream()
              .filter(mark -> mark.look().width() > 2)
              .allMatch(mark -> Arrays.stream(mark.x()).min().orElseThrow() > 0);
      Outcome outcome = figure.claims().get(0).verdict().outcome();
      assertThat(right).isEqualTo(outcome == Outcome.HOLDS);
    }
  }

  @Test
  void wordsWithoutBlanksAreBrokenAndNotCut() throws IOException {
    String name = "over_realisation=10,polarity=0.5,layer=3,".repeat(3);
    Lettering lettering = new Lettering();
    List<Text> lines = lettering.wrap(name, Text::of, 8, 165);

    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(String.join("", lines.stream().map(Text::unstyled).toList())).isEqualTo(name);
    assertThat(lines).allMatch(line -> lettering.width(line, 8) <= 165);
    draw(
        "long-name",
        figure(
            "race/fig03",
            new JudgedClaim(
                claim("c", LONG + " " + LONG, "ours"),
                new SyntheticVerdicts(
                        "the mean over layers of the rank correlation between ρ and β after training less that before it, for the students of which the teacher is known")
                    .above(name, 1.5, 1e-9, 2e-9, 1.5e-9)
                    .judged())));
  }

  @Test
  void equalClaimsGiveEqualBytes() throws IOException {
    FigureClaims figure = figure("race/fig03", everyKind(), within());

    assertThat(draw("again", figure).files().get("png"))
        .isEqualTo(draw("again", figure).files().get("png"));
    assertThat(text(draw("again", figure), "svg")).isEqualTo(text(draw("again", figure), "svg"));
  }
}
