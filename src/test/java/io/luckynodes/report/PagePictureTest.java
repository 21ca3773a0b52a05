package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.LuckyException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PagePictureTest {
  private static BufferedImage drawing() {
    BufferedImage image = new BufferedImage(700, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 700, 400);
    g.setStroke(new BasicStroke(2.5f));
    for (int i = 0; i < 60; i++) {
      g.setColor(Color.getHSBColor(i / 60f, 0.8f, 0.7f));
      g.drawLine(0, 5 * i, 700, 400 - 3 * i);
    }
    g.dispose();
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void itIsLessThanHalfAsLargeAndLooksTheSame() throws IOException {
    BufferedImage drawn = drawing();
    byte[] full = png(drawn);

    byte[] small = PagePicture.read("mine/fig", full).whole();

    assertThat(small.length).isLessThan(full.length / 2);
    assertThat(PagePicture.read("mine/fig", full).whole()).isEqualTo(small);
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(small));
    assertThat(shown.getWidth()).isEqualTo(drawn.getWidth());
    double off = 0;
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        Color one = new Color(drawn.getRGB(x, y));
        Color other = new Color(shown.getRGB(x, y));
        off +=
            Math.abs(one.getRed() - other.getRed())
                + Math.abs(one.getGreen() - other.getGreen())
                + Math.abs(one.getBlue() - other.getBlue());
      }
    }
    assertThat(off / (3.0 * drawn.getWidth() * drawn.getHeight()))
        .as("mean difference of a colour, of 255")
        .isLessThan(4);
    assertThat(new Color(shown.getRGB(699, 10))).isEqualTo(Color.WHITE);
  }

  @Test
  void sixteenColoursTakeHalfAByteForAPixelAndLookTheSame() throws IOException {
    BufferedImage drawn = drawing();

    BufferedImage few = ImageIO.read(new ByteArrayInputStream(PagePicture.encode(drawn, 16)));
    BufferedImage more = ImageIO.read(new ByteArrayInputStream(PagePicture.encode(drawn, 17)));

    assertThat(few.getColorModel().getPixelSize()).isEqualTo(4);
    assertThat(more.getColorModel().getPixelSize()).isEqualTo(8);
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        colours.add(few.getRGB(x, y));
      }
    }
    assertThat(colours).hasSizeBetween(8, 16);
    assertThat(new Color(few.getRGB(699, 10))).isEqualTo(Color.WHITE);
  }

  @Test
  void aPlotOfClaimsHasFewerDotsAndNothingButItsOwnHues() throws IOException {
    byte[] full = png(drawing());

    byte[] small = PagePicture.read("mine/fig", full).plot();

    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(small));
    assertThat(shown.getWidth()).isEqualTo(504);
    assertThat(shown.getHeight()).isEqualTo(288);
    assertThat(small.length).isLessThan(PagePicture.read("mine/fig", full).whole().length);
    assertThat(new Color(shown.getRGB(503, 5))).isEqualTo(Color.WHITE);
  }

  @Test
  void whatIsNoPngIsNamed() {
    assertThatThrownBy(() -> PagePicture.read("mine/fig", new byte[] {1, 2, 3}))
        .isInstanceOf(LuckyException.class)
        .hasMessage("figure mine/fig: expected a PNG, found something else");
  }

  @Test
  void aPictureThatSaysItIsHugeIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] png = png(drawing());
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> PagePicture.read("a/b", png))
        .isInstanceOf(LuckyException.class)
        .hasMessage("figure a/b: expected a PNG of at most 100000000 pixels, found 60000 by 60000");
  }

  @Test
  void whatWasCutOffOrChangedIsRefusedOrRead() throws IOException {
    byte[] png = png(drawing());
    for (int i = 8; i < 200; i++) {
      byte[] changed = png.clone();
      changed[i] ^= (byte) 0xff;
      byte[] cut = Arrays.copyOf(png, i);
      for (byte[] damaged : List.of(changed, cut)) {
        try {
          assertThat(PagePicture.read("a/b", damaged).whole()).isNotEmpty();
        } catch (LuckyException e) {
          assertThat(e).hasMessageStartingWith("figure a/b: expected a PNG");
        }
      }
    }
  }
}
