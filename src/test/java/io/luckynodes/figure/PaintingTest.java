package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.api.Test;

class PaintingTest {
  private static final Text X = Text.of("x");
  private static final Look DOTS = new Look(Color.BLACK, Look.Line.NONE, Look.Sign.DOT, 2);

  private static final Pattern CHART =
      Pattern.compile("matrix\\(0\\.1,0,0,0\\.1,([-0-9.]+),([-0-9.]+)\\)");
  private static final Pattern POINT = Pattern.compile("[ML]([-0-9.]+),([-0-9.]+)");
  private static final Pattern LINE =
      Pattern.compile(
          "<line x1='([-0-9.]+)' y1='([-0-9.]+)' x2='([-0-9.]+)' y2='([-0-9.]+)' style='([^']*)'");

  private static final double LEFT = 70;
  private static final double TOP = 20;

  /** A shape in the SVG of a panel: its points, in points right of and below its axes' corner. */
  private record Drawn(String style, List<Point2D> points) {
    double x() {
      return points.stream().mapToDouble(Point2D::getX).summaryStatistics().getMin() / 2
          + points.stream().mapToDouble(Point2D::getX).summaryStatistics().getMax() / 2;
    }

    double y() {
      return points.stream().mapToDouble(Point2D::getY).summaryStatistics().getMin() / 2
          + points.stream().mapToDouble(Point2D::getY).summaryStatistics().getMax() / 2;
    }

    boolean isUpright() {
      return points.get(0).getX() == points.get(1).getX();
    }

    boolean isMark() {
      return style.contains("stroke:rgb(34,34,34)");
    }

    boolean isGrid() {
      return style.contains("rgb(230,230,230)");
    }

    boolean isLabel() {
      return style.contains("fill:rgb(34,34,34)");
    }
  }

  private static List<Drawn> drawn(Panel panel, int width, int height) {
    Lettering lettering = new Lettering();
    SVGGraphics2D g = new SVGGraphics2D(400, 300);
    g.setGeomDoubleConverter(SvgFile::hundredths);
    g.setTransformDoubleConverter(SvgFile::hundredths);
    new PanelChart(
            panel,
            new Ticks(panel.x(), panel.x().ticks(width / 30), width, 16, true),
            new Ticks(panel.y(), panel.y().ticks(height / 17), height, 0, true),
            lettering)
        .paint(g, LEFT, TOP);
    List<Drawn> shapes = new ArrayList<>();
    for (String element : g.getSVGElement().split("<(?=g |line )", -1)) {
      Matcher place = CHART.matcher(element);
      if (!place.find()) {
        continue;
      }
      List<Point2D> points = new ArrayList<>();
      Matcher line = LINE.matcher("<" + element);
      if (line.find()) {
        points.add(point(place, line.group(1), line.group(2)));
        points.add(point(place, line.group(3), line.group(4)));
      }
      Matcher point = POINT.matcher(element);
      while (point.find()) {
        points.add(point(place, point.group(1), point.group(2)));
      }
      if (!points.isEmpty()) {
        shapes.add(new Drawn(element.substring(0, element.indexOf('>')), points));
      }
    }
    return shapes;
  }

  private static Point2D point(Matcher place, String x, String y) {
    return new Point2D.Double(
        Double.parseDouble(place.group(1)) + 0.1 * Double.parseDouble(x) - LEFT,
        Double.parseDouble(place.group(2)) + 0.1 * Double.parseDouble(y) - TOP);
  }

  private static Panel panel(Axis x, Axis y, Series... series) {
    return new Panel("p", Text.of(""), x, y, List.of(series), "");
  }

  /** In points from left, and from the top. */
  private static void assertPoints(Drawn shape, double... expected) {
    assertThat(shape.points()).hasSize(expected.length / 2);
    for (int i = 0; i < shape.points().size(); i++) {
      assertThat(shape.points().get(i).getX()).isCloseTo(expected[2 * i], within(0.1));
      assertThat(shape.points().get(i).getY()).isCloseTo(expected[2 * i + 1], within(0.1));
    }
  }

  private static void assertNear(List<Double> found, double... expected) {
    List<Double> sorted = found.stream().sorted().toList();
    assertThat(sorted).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(sorted.get(i)).isCloseTo(expected[i], within(0.1));
    }
  }

  private static List<Double> xMarks(List<Drawn> shapes) {
    return shapes.stream().filter(one -> one.isMark() && one.isUpright()).map(Drawn::x).toList();
  }

  private static List<Double> yMarks(List<Drawn> shapes) {
    return shapes.stream().filter(one -> one.isMark() && !one.isUpright()).map(Drawn::y).toList();
  }

  @Test
  void pointsLandWhereTheAxesSay() {
    Axis x = new Axis(Text.of("x"), 0, 1.1);
    Axis y = new Axis(Text.of("y"), -0.1, 2.5);
    Series corners =
        new Series("s", new double[] {0, 1.1, 0.55}, new double[] {-0.1, 2.5, 1.2}, DOTS);
    List<Drawn> dots =
        drawn(panel(x, y, corners), 110, 80).stream()
            .filter(one -> one.style().contains("stroke:rgb(0,0,0)"))
            .toList();
    assertThat(dots).hasSize(3);
    assertPoints(dots.get(0), 0, 80, 0, 80);
    assertPoints(dots.get(1), 110, 0, 110, 0);
    assertPoints(dots.get(2), 55, 40, 55, 40);
  }

  @Test
  void marksGridAndLabelsStandAtTheTicksThoseAtBothEndsOfTheAxisAmongThem() {
    List<Drawn> shapes = drawn(panel(new Axis(X, 0, 1), new Axis(X, -1, 3)), 120, 80);
    assertNear(xMarks(shapes), 0, 60, 120);
    assertNear(yMarks(shapes), 0, 20, 40, 60, 80);
    List<Drawn> grid = shapes.stream().filter(Drawn::isGrid).toList();
    assertNear(grid.stream().map(Drawn::x).filter(at -> Math.abs(at - 60) > 1).toList(), 0, 120);
    assertNear(
        grid.stream().filter(one -> one.x() > 59 && one.x() < 61).map(Drawn::y).toList(),
        0,
        20,
        40,
        40,
        60,
        80);
    List<Drawn> labels = shapes.stream().filter(Drawn::isLabel).toList();
    assertThat(labels).hasSize(8);
    for (double at : new double[] {0, 60, 120}) {
      assertThat(labels)
          .anyMatch(one -> one.y() > 83 && one.y() < 93 && Math.abs(one.x() - at) < 3);
    }
    for (double at : new double[] {0, 20, 40, 60, 80}) {
      assertThat(labels)
          .anyMatch(one -> one.x() < -4 && one.x() > -14 && Math.abs(one.y() - at) < 2);
    }
  }

  @Test
  void ticksAreRoundEvenWherePointsLieAtEqualDistances() {
    Series series =
        new Series(
            "s", new double[] {0, 7, 14, 21, 28, 35}, new double[] {0, 7, 14, 21, 28, 35}, DOTS);
    List<Drawn> shapes = drawn(panel(new Axis(X, 0, 35), new Axis(X, 0, 35), series), 140, 140);
    assertNear(xMarks(shapes).stream().filter(at -> at > 1).toList(), 40, 80, 120);
    assertNear(
        yMarks(shapes).stream().filter(at -> at < 139).toList(), 0, 20, 40, 60, 80, 100, 120);
  }

  @Test
  void aWidePanelWithFewTicksIsPlacedAsAnyOther() {
    Axis epochs = new Axis(X, 0, 2, Axis.Scale.WHOLE);
    Series series = new Series("s", new double[] {1}, new double[] {1}, DOTS);
    List<Drawn> shapes = drawn(panel(epochs, new Axis(X, 0, 2), series), 300, 85);
    assertNear(xMarks(shapes), 0, 150, 300);
    assertThat(shapes).anySatisfy(dot -> assertPoints(dot, 150, 42.5, 150, 42.5));
  }

  @Test
  void aDownwardAxisIsMarkedFromTheTop() {
    Axis rows = new Axis(X, 0.5, 4.5, Axis.Scale.DOWNWARD);
    assertNear(yMarks(drawn(panel(new Axis(X, 0, 1), rows), 120, 80)), 10, 30, 50, 70);
  }

  @Test
  void decadesAreMarkedWhereTheyAre() {
    Axis decades = new Axis(X, 0.001, 10, Axis.Scale.LOGARITHMIC);
    assertNear(yMarks(drawn(panel(new Axis(X, 0, 1), decades), 120, 100)), 0, 25, 50, 75, 100);
  }

  @Test
  void axesOfTinyNumbersAreDrawnToo() {
    Axis tiny = new Axis(X, 1, 1 + 1e-12);
    Axis small = new Axis(X, 0, 2e-9);
    Series series = new Series("s", new double[] {1 + 5e-13}, new double[] {1e-9}, DOTS);
    assertThat(drawn(panel(tiny, small, series), 120, 80))
        .anySatisfy(dot -> assertPoints(dot, 60, 40, 60, 40));
  }

  @Test
  void bandsAndBarsFillWhatTheAxesSay() {
    Axis x = new Axis(X, 0, 4);
    Axis y = new Axis(X, -1, 3);
    Look line = new Look(Color.RED, Look.Line.SOLID, Look.Sign.NONE, 1);
    Series band =
        new Series(
            "band",
            new double[] {1, 3},
            new double[] {1, 1},
            Optional.of(new Series.Spread(new double[] {0, 0.5}, new double[] {2, 3})),
            line);
    Look bar = new Look(Color.BLUE, Look.Line.NONE, Look.Sign.BAR, 1);
    Series bars = new Series("bars", new double[] {1, 2}, new double[] {2, -1}, bar);
    List<Drawn> shapes = drawn(panel(x, y, band, bars), 120, 80);
    // The path ends where it began.
    assertThat(shapes)
        .anySatisfy(area -> assertPoints(area, 30, 60, 90, 50, 90, 0, 30, 20, 30, 60));
    assertThat(shapes)
        .anySatisfy(
            area ->
                assertPoints(
                    area, 15.15, 60, 15.15, 20, 44.85, 20, 44.85, 60, 45.15, 60, 45.15, 80, 74.85,
                    80, 74.85, 60, 15.15, 60));
    assertThat(shapes).anySatisfy(path -> assertPoints(path, 30, 40, 90, 40));
  }

  @Test
  void ticksAreRoundNumbersWithinTheAxis() {
    assertThat(new Axis(Text.of(""), -0.1, 2.5).ticks(5))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "1", "2");
    assertThat(new Axis(Text.of(""), -1.5, 1.5).ticks(6))
        .extracting(Axis.Tick::label)
        .containsExactly("−1.5", "−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5");
    assertThat(new Axis(Text.of(""), -1e-13, 1.2e-12).ticks(7))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "2·10⁻¹³", "4·10⁻¹³", "6·10⁻¹³", "8·10⁻¹³", "10⁻¹²", "1.2·10⁻¹²");
    assertThat(new Axis(Text.of(""), 0, 100).ticks(5))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "20", "40", "60", "80", "100");
  }

  @Test
  void ticksOfWholeNumbersAreNeverBetweenThem() {
    assertThat(new Axis(Text.of("epoch"), -0.1, 4.1, Axis.Scale.WHOLE).ticks(10))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "1", "2", "3", "4");
    assertThat(new Axis(Text.of("row"), 0.5, 3.5, Axis.Scale.DOWNWARD).ticks(10))
        .extracting(Axis.Tick::label)
        .containsExactly("1", "2", "3");
    assertThat(new Axis(Text.of("epoch"), -1, 101, Axis.Scale.WHOLE).ticks(5))
        .isEqualTo(new Axis(Text.of("epoch"), -1, 101).ticks(5));
  }

  @Test
  void ticksOfALogarithmicAxisAreDigitsOfDecadesOrFewer() {
    Axis axis = new Axis(Text.of(""), 0, 100, Axis.Scale.LOGARITHMIC_FROM_ONE);
    assertThat(axis.ticks(8))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "1", "2", "5", "10", "20", "50", "100");
    assertThat(axis.ticks(5)).extracting(Axis.Tick::label).containsExactly("0", "1", "10", "100");
    assertThat(axis.ticks(3)).extracting(Axis.Tick::label).containsExactly("0", "10", "100");
    assertThat(new Axis(Text.of(""), 3, 30, Axis.Scale.LOGARITHMIC_FROM_ONE).ticks(9))
        .extracting(Axis.Tick::label)
        .containsExactly("5", "10", "20");
  }

  @Test
  void numbersOfOneAxisHaveOneFormat() {
    assertThat(Numbers.alike(List.of(0.001, 0.01, 1.0, 50_000.0)))
        .containsExactly("0.001", "0.01", "1", "50000");
    assertThat(Numbers.alike(List.of(5e-4, 0.01, 0.025, 1.0)))
        .containsExactly("5·10⁻⁴", "10⁻²", "2.5·10⁻²", "10⁰");
    assertThat(Numbers.alike(List.of(-1e5, 0.0, 10.0))).containsExactly("−10⁵", "0", "10¹");
    assertThat(Numbers.plain(0.00001)).isEqualTo("10⁻⁵");
    assertThat(Numbers.plain(-0.00025)).isEqualTo("−2.5·10⁻⁴");
    assertThat(Numbers.plain(0.001)).isEqualTo("0.001");
    assertThat(Numbers.plain(0)).isEqualTo("0");
  }

  @Test
  void ticksOfASweepStandAtItsValuesWithLabelsWhereThereIsRoom() {
    TickMarks marks = new TickMarks(new Lettering());
    Axis axis = new Axis(Text.of("x"), 150, 5000, Axis.Scale.LOGARITHMIC);
    assertThat(marks.across(axis.at(4000, 200, 800, 200, 9000), 150, true).marks())
        .containsExactly(
            new Axis.Tick(200, "200"), new Axis.Tick(800, "800"), new Axis.Tick(4000, "4000"));
    assertThat(marks.up(axis.at(200, 800, 4000), 100, true).marks())
        .extracting(Axis.Tick::label)
        .containsExactly("200", "800", "4000");
    assertThat(marks.across(axis.at(200, 210, 800, 4000), 150, true).marks())
        .extracting(Axis.Tick::label)
        .containsExactly("200", "", "800", "4000");
    assertThat(marks.across(axis.at(200, 800, 3900, 4000), 150, true).marks())
        .extracting(Axis.Tick::label)
        .containsExactly("200", "800", "", "4000");
    double rounding = 0.004 / (1 - 0.9);
    Axis one = Axis.decadesAround(Text.of("x"), new double[] {0.04, rounding}).at(0.04, rounding);
    assertThat(rounding).isNotEqualTo(0.04);
    assertThat(marks.across(one, 150, true).marks()).containsExactly(new Axis.Tick(0.04, "0.04"));
    Ticks crowded = marks.across(axis.at(200, 201, 202, 203, 204), 150, true);
    assertThat(crowded.marks()).isEqualTo(marks.across(axis, 150, true).marks());
    assertThat(axis.at(0.1 * 3 + 1000).sweepTicks())
        .containsExactly(new Axis.Tick(1000.3, "1000.3"));
  }

  @Test
  void aLogarithmicAxisHasAPlaceForZeroAndSpreadsWhatFollowsIt() {
    Axis axis = new Axis(Text.of("epoch"), 0, 99, Axis.Scale.LOGARITHMIC_FROM_ONE);
    assertThat(axis.share(0)).isZero();
    assertThat(axis.share(9)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.share(99)).isEqualTo(1);
    Series series = new Series("s", new double[] {9}, new double[] {1}, DOTS);
    Axis y = new Axis(Text.of("y"), 0, 2);
    assertThat(drawn(panel(axis, y, series), 100, 80))
        .anySatisfy(dot -> assertPoints(dot, 50, 40, 50, 40));
    assertThatThrownBy(() -> new Axis(Text.of(""), -1, 1, Axis.Scale.LOGARITHMIC_FROM_ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void svgLengthsHaveAtMostTwoDecimals() {
    assertThat(Numbers.measured(0)).isEqualTo("0");
    assertThat(Numbers.measured(-0.0014)).isEqualTo("−0.0014");
    assertThat(Numbers.measured(51.849)).isEqualTo("51.8");
    assertThat(Numbers.measured(-1.2345e-9)).isEqualTo("−1.23·10⁻⁹");
    assertThat(Numbers.measured(9.996e5)).isEqualTo("1.00·10⁶");
    assertThat(SvgFile.hundredths(1)).isEqualTo("1");
    assertThat(SvgFile.hundredths(-0.004)).isEqualTo("0");
    assertThat(SvgFile.hundredths(-0.5)).isEqualTo("-0.5");
    assertThat(SvgFile.hundredths(12.047)).isEqualTo("12.05");
  }

  @Test
  void wrappedLinesFitAndKeepEveryWord() {
    Lettering lettering = new Lettering();
    String words = "reduced: epochs 100 → 40; seeds 32 → 8; teacher channels 64 → 16";
    List<Text> lines = lettering.wrap(words, Text::of, 8, 120);
    assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> lettering.width(line, 8) <= 120);
    assertThat(String.join(" ", lines.stream().map(Text::unstyled).toList())).isEqualTo(words);
  }

  @Test
  void subscriptsAreNarrowerThanPlainText() {
    Lettering lettering = new Lettering();
    assertThat(lettering.width(Text.of("").sub("n"), 9))
        .isLessThan(lettering.width(Text.of("").italic("n"), 9));
    assertThat(lettering.width(Text.of("").barred("ρ"), 9))
        .isCloseTo(lettering.width(Text.of("").italic("ρ"), 9), within(1e-9));
  }

  @Test
  void aDownwardAxisHasItsLeastValueOnTopAndTheTicksOfALinearOne() {
    Axis down = new Axis(Text.of("row"), 0.5, 10.5, Axis.Scale.DOWNWARD);
    assertThat(down.share(0.5)).isEqualTo(1);
    assertThat(down.share(10.5)).isZero();
    assertThat(down.share(3)).isCloseTo(0.75, within(1e-12));
    assertThat(down.ticks(4)).isEqualTo(new Axis(Text.of("row"), 0.5, 10.5).ticks(4));
  }

  @Test
  void signedColoursAreWhiteAtZeroBlueBelowAndRedAboveAndDarkenToBothEnds() {
    assertThat(Palette.signed(0)).isEqualTo(Color.WHITE);
    assertThat(Palette.signed(-0.5)).isEqualTo(Palette.category(0));
    assertThat(Palette.signed(0.5)).isEqualTo(Palette.category(3));
    assertThat(Palette.signed(7)).isEqualTo(Palette.signed(1));
    for (int sign : new int[] {-1, 1}) {
      for (int i = 1; i <= 20; i++) {
        Color deeper = Palette.signed(sign * i / 20.0);
        Color fainter = Palette.signed(sign * (i - 1) / 20.0);
        assertThat(brightness(deeper)).isLessThan(brightness(fainter));
      }
    }
  }

  private static double brightness(Color color) {
    return 0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
  }

  @Test
  void aMapIsPaintedNumberByNumberWithItsFirstRowOnTop() {
    BufferedImage page = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    HeatMap.signed("row", new double[][] {{-2, 0, 2}, {1, -1, 9}}, 2)
        .paint(page.createGraphics(), 60, 40);
    assertThat(page.getRGB(1, 1)).isEqualTo(Palette.signed(-1).getRGB());
    assertThat(page.getRGB(19, 19)).isEqualTo(Palette.signed(-1).getRGB());
    assertThat(page.getRGB(20, 0)).isEqualTo(Color.WHITE.getRGB());
    assertThat(page.getRGB(59, 0)).isEqualTo(Palette.signed(1).getRGB());
    assertThat(page.getRGB(0, 20)).isEqualTo(Palette.signed(0.5).getRGB());
    assertThat(page.getRGB(59, 39)).isEqualTo(Palette.signed(1).getRGB());
  }

  @Test
  void orderedColoursDarkenDownwards() {
    double last = -1;
    for (int i = 0; i <= 20; i++) {
      Color color = Palette.ordered(i / 20.0);
      double luminance =
          0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
      assertThat(luminance).isGreaterThan(last);
      last = luminance;
    }
  }
}
