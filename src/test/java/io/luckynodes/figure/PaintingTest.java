package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.api.Test;

class PaintingTest {
  private static final Look DOTS = new Look(Color.BLACK, Look.Line.NONE, Look.Sign.DOT, 2);

  @Test
  void pointsLandWhereTheAxesSay() {
    Axis x = new Axis(Text.of("x"), 0, 1.1);
    Axis y = new Axis(Text.of("y"), -0.1, 2.5);
    Series corners =
        new Series("s", new double[] {0, 1.1, 0.55}, new double[] {-0.1, 2.5, 1.2}, DOTS);
    SVGGraphics2D g = new SVGGraphics2D(110, 80);
    g.setGeomDoubleConverter(SvgFile::hundredths);
    PlotArea.paint(g, new Panel("p", Text.of(""), x, y, List.of(corners), ""), 110, 80);
    assertThat(g.getSVGElement()).contains("M0,80L0,80", "M110,0L110,0", "M55,40L55,40");
  }

  @Test
  void ticksAreRoundNumbersWithinTheAxis() {
    assertThat(new Axis(Text.of(""), -0.1, 2.5).ticks(5))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "1", "2");
    assertThat(new Axis(Text.of(""), -1.5, 1.5).ticks(6))
        .extracting(Axis.Tick::label)
        .containsExactly("−1.5", "−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5");
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
  void aLogarithmicAxisHasAPlaceForZeroAndSpreadsWhatFollowsIt() {
    Axis axis = new Axis(Text.of("epoch"), 0, 99, Axis.Scale.LOGARITHMIC_FROM_ONE);
    assertThat(axis.share(0)).isZero();
    assertThat(axis.share(9)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.share(99)).isEqualTo(1);
    Series series = new Series("s", new double[] {9}, new double[] {1}, DOTS);
    SVGGraphics2D g = new SVGGraphics2D(100, 80);
    g.setGeomDoubleConverter(SvgFile::hundredths);
    Axis y = new Axis(Text.of("y"), 0, 2);
    PlotArea.paint(g, new Panel("p", Text.of(""), axis, y, List.of(series), ""), 100, 80);
    assertThat(g.getSVGElement()).contains("M50,40L50,40");
    assertThatThrownBy(() -> new Axis(Text.of(""), -1, 1, Axis.Scale.LOGARITHMIC_FROM_ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void svgLengthsHaveAtMostTwoDecimals() {
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
    new HeatMap("row", new double[][] {{-2, 0, 2}, {1, -1, 9}}, 2)
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
