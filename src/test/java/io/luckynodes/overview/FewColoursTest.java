package io.luckynodes.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewColoursTest {
  /** White paper with many shades of grey, and a thin line of vermilion. */
  private static BufferedImage drawing() {
    BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 200, 100);
    for (int shade = 0; shade < 80; shade++) {
      g.setColor(new Color(3 * shade, 3 * shade, 3 * shade));
      g.drawLine(0, shade, 60, shade);
    }
    g.setColor(new Color(0xA63200));
    g.drawLine(100, 50, 110, 50);
    g.dispose();
    return image;
  }

  private static List<Color> colours(IndexColorModel palette) {
    List<Color> colours = new ArrayList<>();
    for (int i = 0; i < palette.getMapSize(); i++) {
      colours.add(new Color(palette.getRGB(i)));
    }
    return colours;
  }

  @Test
  void aHueOfFewPixelsHasItsColourAndWhiteStaysWhite() {
    List<Color> colours = colours(FewColours.of(drawing(), 8));

    assertThat(colours).hasSize(8).contains(Color.WHITE);
    assertThat(colours)
        .anyMatch(
            one ->
                Math.abs(one.getRed() - 0xA6) < 8
                    && Math.abs(one.getGreen() - 0x32) < 8
                    && one.getBlue() < 8);
  }

  @Test
  void noMoreColoursAreChosenThanThePictureHas() {
    BufferedImage paper = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    assertThat(colours(FewColours.of(paper, 16))).containsExactly(Color.BLACK);
  }
}
