package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.SyntheticVerdicts;
import io.luckynodes.claim.Verdict;
import io.luckynodes.drawing.ClaimPlots.Alternative;
import io.luckynodes.drawing.ClaimPlots.Difference;
import io.luckynodes.drawing.ClaimPlots.Plot;
import io.luckynodes.drawing.ClaimPlots.VariedClaim;
import io.luckynodes.drawing.ClaimPlots.VariedFigure;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.SpecificationCurve.Distance;
import io.luckynodes.figure.SpecificationCurve.Specification;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.json.Json;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code -Dwrite.plots=FOLDER} every plot of these tests is left there to be looked at. */
class SpecificationCurvesTest {
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

  private static final String LONG =
      "Students' nodes at the lowest layer converge first, and the specialisation of every further"
          + " layer begins only after that of the layer below it has begun.";

  private static JudgedClaim claim(String name, String statement, Verdict verdict) {
    return new JudgedClaim(
        new Claim(
            name,
            statement,
            "paper",
            null,
            "a-predicate",
            new TreeMap<>(),
            "",
            "",
            List.of("laptop")),
        verdict);
  }

  private static Verdict above(double... seeds) {
    return new SyntheticVerdicts("the gain in ρ̄ over training")
        .above("layer 1", 0, seeds)
        .judged();
  }

  private static Verdict around(double middle) {
    return above(middle - 0.02, middle + 0.01, middle + 0.01);
  }

  private static Alternative alternative(
      String setting, String value, int direction, Verdict verdict) {
    return new Alternative(List.of(new Difference(setting, value, direction)), verdict);
  }

  private static VariedClaim varied(Verdict assumed, Alternative... alternatives) {
    return new VariedClaim(
        claim("gain", "The lowest layer gains most.", assumed),
        "whatever was assumed (1 of 1)",
        List.of(alternatives));
  }

  private static VariedFigure figure(String id, VariedClaim... claims) {
    return figure(id, "laptop", claims);
  }

  private static VariedFigure figure(String id, String scale, VariedClaim... claims) {
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
                    new TreeMap<>(Map.of("epochs", new Setting(Json.tree(20), Source.T, null))),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    List.of(),
                    null)),
            List.of());
    return new VariedFigure(spec, scale, List.of(claims));
  }

  private static Plot draw(String name, VariedFigure... figures) throws IOException {
    Plot plot =
        new ForestPlots()
            .ofAlternatives("race", "It’s Not a Lottery, It’s a Race", List.of(figures), RECORD);
    String folder = System.getProperty("write.plots");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      for (Map.Entry<String, byte[]> file : plot.files().entrySet()) {
        Files.write(Path.of(folder, name + "." + file.getKey()), file.getValue());
      }
    }
    return plot;
  }

  private static List<String> csv(Plot plot) {
    byte[] bytes = Objects.requireNonNull(plot.files().get("csv"));
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void columnsAreSortedByEffectAndSettingsByAlternative() {
    SpecificationCurve curve =
        SpecificationCurve.of(
            varied(
                around(0.2),
                alternative("learning rate", "0.003", -1, around(0.3)),
                alternative("batch size", "32", 1, around(-0.1)),
                alternative("learning rate", "0.03", 1, around(0.2)),
                alternative("optimiser", "Adam", 0, Verdict.notJudged("Nothing was measured."))));

    assertThat(curve.columns().stream().map(Specification::words))
        .containsExactly(
            "batch size 32", "", "learning rate 0.03", "learning rate 0.003", "optimiser Adam");
    assertThat(curve.columns().stream().map(Specification::assumed))
        .containsExactly(false, true, false, false, false);
    assertThat(curve.settings()).containsExactly("learning rate", "batch size", "optimiser");
    assertThat(curve.axis().title().unstyled()).isEqualTo("The gain in ρ̄ over training");
    assertThat(curve.columns().get(4).distance()).isEmpty();
  }

  @Test
  void anAlternativeWithTwoDifferencesHasASignInBothRows() {
    Specification both =
        SpecificationCurve.of(
                varied(
                    around(0.2),
                    new Alternative(
                        List.of(
                            new Difference("width", "100", 1), new Difference("depth", "2", -1)),
                        around(0.3))))
            .columns()
            .get(1);

    assertThat(both.words()).isEqualTo("width 100; depth 2");
    assertThat(Stream.of("width", "depth").map(name -> both.difference(name).orElseThrow()))
        .extracting(Difference::direction)
        .containsExactly(1, -1);
    assertThat(both.difference("batch size")).isEmpty();
    assertThat(Stream.of(1, -1, 0).map(SpecificationCurves::sign))
        .containsExactly(Sign.TRIANGLE, Sign.TRIANGLE_DOWN, Sign.SQUARE);
  }

  private static Distance distance(Verdict verdict) {
    return Distance.of(verdict.leastCertain().orElseThrow());
  }

  @Test
  void theDistanceIsWithinWhatIsClaimedFromTheNearerEnd() {
    Verdict.Place place = above(1, 2, 3).leastCertain().orElseThrow();
    Distance above = distance(new SyntheticVerdicts("x").above("a", 1, 2, 3, 4).judged());
    assertThat(above.mean()).isEqualTo(2);
    assertThat(above.lower()).isCloseTo(place.lower(), within(1e-12));
    assertThat(above.farUpper()).isCloseTo(place.farUpper(), within(1e-12));

    // From 9 to 11: 10.5 is nearer to the upper end.
    Distance upper =
        distance(new SyntheticVerdicts("x").within("a", 10, 1, 10.4, 10.5, 10.6).judged());
    assertThat(upper.mean()).isCloseTo(0.5, within(1e-12));
    assertThat(upper.lower()).isCloseTo(11 - upper.place().upper(), within(1e-12));
    assertThat(upper.upper()).isCloseTo(11 - upper.place().lower(), within(1e-12));
    assertThat(upper.farLower()).isLessThanOrEqualTo(upper.lower());

    Distance lower =
        distance(new SyntheticVerdicts("x").within("a", 10, 1, 9.4, 9.5, 9.6).judged());
    assertThat(lower.mean()).isCloseTo(0.5, within(1e-12));
    assertThat(lower.lower()).isCloseTo(lower.place().lower() - 9, within(1e-12));

    Distance beyond =
        distance(new SyntheticVerdicts("x").within("a", 10, 1, 12.9, 13, 13.1).judged());
    assertThat(beyond.mean()).isCloseTo(-2, within(1e-12));
    assertThat(beyond.upper()).isNegative();
  }

  @Test
  void theThickLineLiesAboveZeroExactlyIfTheClaimHolds() {
    for (double middle = -0.1; middle <= 0.1; middle += 0.005) {
      for (Verdict verdict :
          List.of(
              around(middle),
              new SyntheticVerdicts("x")
                  .within("a", 0, 0.05, middle - 0.02, middle + 0.01, middle + 0.01)
                  .judged())) {
        assertThat(distance(verdict).lower() > 0)
            .isEqualTo(verdict.outcome() == Verdict.Outcome.HOLDS);
        assertThat(distance(verdict).farUpper() < 0)
            .isEqualTo(verdict.outcome() == Verdict.Outcome.FAILS);
      }
    }
  }

  @Test
  void theAxisHoldsZeroAndAllMeansAndIsNotStretchedByWideBounds() {
    Axis axis =
        SpecificationCurve.of(
                varied(around(2), alternative("learning rate", "0.003", -1, above(3, 30))))
            .axis();

    assertThat(axis.low()).isEqualTo(-16.5);
    assertThat(axis.high()).isEqualTo(33);
    assertThat(ForestLooks.upright(-100, 100, 1, axis, ForestLooks.far(Palette.INK)))
        .extracting(series -> series.look().sign())
        .containsExactly(Sign.NONE, Sign.TO_THE_BOTTOM, Sign.TO_THE_TOP);
    assertThat(ForestLooks.upright(0, 1, 1, axis, ForestLooks.far(Palette.INK)))
        .extracting(series -> series.look().sign())
        .containsExactly(Sign.NONE);
  }

  @Test
  void everyColumnHasALineInTheCsvAndTheFilesCarryTheRecord() throws IOException {
    Plot plot =
        draw(
            "few",
            figure(
                "race/fig03",
                varied(
                    above(1, 2, 3),
                    alternative("learning rate", "0.003", -1, above(-2, -2, -2)),
                    alternative("optimiser", "Adam", 0, Verdict.notJudged("Nothing.")),
                    new Alternative(
                        List.of(
                            new Difference("width", "100", 1), new Difference("depth", "2", -1)),
                        above(5))),
                new VariedClaim(claim("alone", "Alone.", around(1)), "", List.of())));

    for (String ending : List.of("svg", "png")) {
      byte[] bytes = Objects.requireNonNull(plot.files().get(ending));
      FigureFile file = FigureFile.of(Path.of("plot." + ending), bytes);
      assertThat(file.seal()).isEqualTo(FigureFile.SealState.INTACT);
      assertThat(file.record()).isEqualTo(RECORD);
    }
    assertThat(plot.title())
        .isEqualTo("Claims on It’s Not a Lottery, It’s a Race under other assumptions");
    List<String> lines = csv(plot);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .isEqualTo(
            "figure,claim,origin,alternative,verdict,place,seeds,mean,lower,upper,far_lower,far_upper,from,to,distance");
    assertThat(lines.get(1))
        .isEqualTo(
            "race/fig03,gain,paper,learning rate 0.003,fails,layer"
                + " 1,3,-2.0,-2.0,-2.0,-2.0,-2.0,0.0,Infinity,-2.0");
    assertThat(lines.get(2)).startsWith("race/fig03,gain,paper,,holds,layer 1,3,2.0,0.3");
    assertThat(lines.get(3))
        .isEqualTo(
            "race/fig03,gain,paper,width 100; depth 2,not resolved,layer"
                + " 1,1,5.0,-Infinity,Infinity,-Infinity,Infinity,0.0,Infinity,5.0");
    assertThat(lines.get(4)).isEqualTo("race/fig03,gain,paper,optimiser Adam,not judged,,,,,,,,,,");
  }

  @Test
  void theAlternativeTextSaysTheVerdictAndItsFootingOfEachClaim() throws IOException {
    Plot plot =
        draw(
            "words",
            figure(
                "race/fig03",
                varied(around(0.2), alternative("width", "100", 1, around(0.3))),
                new VariedClaim(claim("alone", "Alone.", around(-1)), "", List.of())));

    assertThat(plot.alternativeText())
        .contains(
            "The lowest layer gains most. This holds, whatever was assumed (1 of 1). Alone. This"
                + " fails.");
  }

  @Test
  void claimsWithoutAlternativesAreNamedIfThereIsAFooting() {
    String unchanged = "none of 2 alternatives changes a number of it";
    SpecificationCurves curves =
        SpecificationCurves.of(
            "Title",
            List.of(
                figure(
                    "race/fig03",
                    new VariedClaim(claim("a", "First.", around(1)), unchanged, List.of()),
                    new VariedClaim(claim("b", "Second.", around(1)), unchanged, List.of()),
                    new VariedClaim(claim("c", "Third.", around(1)), "", List.of())),
                figure(
                    "race/fig04", new VariedClaim(claim("d", "Four.", around(1)), "", List.of())),
                figure(
                    "race/fig05",
                    varied(around(0.2), alternative("width", "100", 1, around(0.3))))));

    assertThat(curves.figures()).hasSize(2);
    assertThat(curves.figures().get(0).heading()).startsWith("fig03: Mean best");
    assertThat(curves.figures().get(0).curves()).isEmpty();
    assertThat(curves.figures().get(0).closing())
        .isEqualTo(
            "Without a curve (none of 2 alternatives changes a number of it): First; Second.");
    assertThat(curves.figures().get(1).curves()).hasSize(1);
    assertThat(curves.figures().get(1).closing()).isEmpty();
  }

  @Test
  void valuesOfEveryKindAndSizeAreDrawn() throws IOException {
    List<VariedClaim> claims = new ArrayList<>();
    for (double size : new double[] {1e-300, 1e-12, 1e-5, 1, 123456, 1e12, 1e200}) {
      claims.add(
          varied(
              above(size, 1.1 * size, 1.2 * size),
              alternative("learning rate", "0.003", -1, above(2 * size)),
              alternative("learning rate", "0.03", 1, above(-size, 2 * size, 2 * size)),
              alternative("learning rate", "0.3", 1, Verdict.notJudged("Nothing."))));
    }
    claims.add(varied(above(0, 0, 0), alternative("learning rate", "0.003", -1, above(0, 0, 0))));
    claims.add(varied(above(3, 3, 3), alternative("learning rate", "0.003", -1, above(3, 3, 3))));
    claims.add(varied(above(1), alternative("learning rate", "0.003", -1, above(2))));
    claims.add(
        varied(
            new SyntheticVerdicts("the share").exact("VGG11", 0.5, 0.83).judged(),
            alternative(
                "learning rate",
                "0.003",
                -1,
                new SyntheticVerdicts("the share").exact("VGG11", 0.5, 0.49).judged())));
    claims.add(
        varied(
            Verdict.notJudged("Nothing."),
            alternative("learning rate", "0.003", -1, Verdict.notJudged("Nothing."))));

    Plot plot = draw("sizes", figure("race/fig03", claims.toArray(VariedClaim[]::new)));

    assertThat(csv(plot)).hasSize(1 + 7 * 4 + 5 * 2);
  }

  private static VariedClaim many(int alternatives, String statement) {
    List<Alternative> list = new ArrayList<>();
    List<String> settings =
        List.of(
            "learning rate",
            "batch size",
            "standard deviation of initial weights",
            "Weights_of_the_teacher_without_a_blank");
    for (int i = 0; i < alternatives; i++) {
      double middle = 0.05 + 0.04 * ((i * 7) % 11 - 3);
      list.add(
          alternative(
              settings.get(i % settings.size()),
              String.format(Locale.ROOT, "%.3f", 0.001 * (i + 1)),
              i % 3 - 1,
              above(middle - 0.03, middle + 0.01, middle + 0.02, middle)));
    }
    return new VariedClaim(
        claim("many", statement, around(0.1)), "rests on learning rate (fails in 2 of 9)", list);
  }

  private static BufferedImage painted(CurveBlock block, int scale) {
    int wide = (int) CurveBlock.WIDTH + 60;
    int high = (int) Math.ceil(block.height()) + 60;
    BufferedImage image = new BufferedImage(wide * scale, high * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, wide * scale, high * scale);
    g.scale(scale, scale);
    block.paint(g, 30, 30);
    g.dispose();
    return image;
  }

  private static boolean isWhite(
      BufferedImage image, double left, double top, double right, double bottom, int scale) {
    for (int x = (int) (left * scale); x < right * scale; x++) {
      for (int y = (int) (top * scale); y < bottom * scale; y++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) != 0xFFFFFF) {
          return false;
        }
      }
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30})
  void nothingReachesOutOfABlockAndNoLabelIntoItsAxes(int alternatives) {
    int scale = 3;
    CurveBlock block =
        new CurveBlock(SpecificationCurve.of(many(alternatives, LONG)), new Lettering());
    BufferedImage image = painted(block, scale);
    double right = 30 + CurveBlock.WIDTH;
    double bottom = 30 + block.height();
    double wide = image.getWidth() / (double) scale;
    double high = image.getHeight() / (double) scale;

    assertThat(isWhite(image, 0, 0, 29, high, scale)).as("left").isTrue();
    assertThat(isWhite(image, right + 1, 0, wide, high, scale)).as("right").isTrue();
    assertThat(isWhite(image, 0, 0, wide, 29, scale)).as("above").isTrue();
    assertThat(isWhite(image, 0, bottom + 1, wide, high, scale)).as("below").isTrue();
    double axes = 30 + CurveBlock.axesLeft();
    double rows = 30 + block.rowsTop();
    assertThat(isWhite(image, axes - 4.5, rows, axes - 1, high, scale)).as("labels").isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30})
  void thePageIsAsHighAsItsBlocks(int alternatives) {
    Lettering lettering = new Lettering();
    VariedClaim claim = many(alternatives, LONG);
    double block = new CurveBlock(SpecificationCurve.of(claim), lettering).height();

    int one = page(lettering, claim).height();
    assertThat(page(lettering, claim, claim).height()).as("beside each other").isEqualTo(one);
    assertThat((double) page(lettering, claim, claim, claim).height())
        .as("two rows")
        .isCloseTo(one + block + 10, within(1.01));
    assertThat(page(lettering, claim, many(1, "Short.")).height())
        .as("the higher of two")
        .isEqualTo(one);
  }

  private static CurvesPainter page(Lettering lettering, VariedClaim... claims) {
    return new CurvesPainter(
        SpecificationCurves.of("Title", List.of(figure("race/fig03", claims))),
        new Footer("", List.of("Note."), ForestPainter.textWidth(), lettering),
        lettering);
  }

  @Test
  void aSmokeRunIsWarnedOfAndEqualClaimsGiveEqualBytes() throws IOException {
    VariedClaim claim = varied(around(0.2), alternative("width", "100", 1, around(0.3)));
    Plot smoke = draw("smoke", figure("race/fig03", "smoke", claim));
    Plot laptop = draw("laptop", figure("race/fig03", claim));

    assertThat(smoke.height()).isEqualTo(laptop.height() + 11);
    assertThat(laptop.files().get("svg"))
        .isEqualTo(draw("laptop", figure("race/fig03", claim)).files().get("svg"));
  }

  @Test
  void aWholeStudyIsDrawn() throws IOException {
    VariedClaim small =
        new VariedClaim(
            claim(
                "drift",
                "The drift of what the theory conserves is proportional to the step, and is at most"
                    + " a thousandth of it.",
                new SyntheticVerdicts(
                        "the logarithm of the ratio of drifts at two steps, less that of the steps")
                    .within("ηT = 1", 0, 1e-5, 1.2e-6, 1.3e-6, 1.1e-6)
                    .reduced("teacher 8 channels instead of 64")),
            "rests on step size (fails in 1 of 2, holds in 1 of 2)",
            List.of(
                alternative(
                    "step size",
                    "0.1",
                    1,
                    new SyntheticVerdicts("x")
                        .within("ηT = 1", 0, 1e-5, 3e-5, 3.1e-5, 3e-5)
                        .judged()),
                alternative(
                    "step size",
                    "0.001",
                    -1,
                    new SyntheticVerdicts("x")
                        .within("ηT = 1", 0, 1e-5, 1e-6, 2e-6, 1e-6)
                        .judged())));
    String unchanged = "none of 3 alternatives changes a number of it";
    VariedClaim alone =
        new VariedClaim(
            claim("alone", "Most biases are negative.", around(1)), unchanged, List.of());
    Plot plot =
        draw(
            "alternatives",
            figure(
                "race/fig03",
                many(8, LONG),
                small,
                many(20, "The lowest layer gains most."),
                alone),
            figure(
                "race/fig04",
                many(1, "Wide students match more."),
                many(3, "Every strong node of the teacher is found by some node of the student."),
                varied(above(1, 2), alternative("batch size", "32", 1, above(0.5, 30))),
                varied(above(1), alternative("batch size", "32", 1, above(2))),
                many(5, LONG + " " + LONG)),
            figure(
                "race/fig05",
                many(12, "The accuracy of students is that of the paper."),
                many(30, LONG),
                many(2, "The loss falls below a thousandth.")));

    assertThat(csv(plot)).hasSize(1 + 9 + 3 + 21 + 2 + 4 + 2 + 2 + 6 + 13 + 31 + 3);
    assertThat(plot.width()).isEqualTo(504);
  }
}
