package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.LuckyException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognitionTest {
  @TempDir Path folder;
  private Path results = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    results = SmallRun.results(folder);
  }

  @Test
  void aFigureThatHoldsItsRecordNeedsNoResults() {
    assertThat(Recognition.of(figure("svg"), null).standing()).isEqualTo("intact");
    assertThat(Recognition.of(figure("png"), null).record().stage()).isEqualTo("figure");
  }

  @Test
  void aTableIsRecognisedByItsBytesAlsoWithOtherLineEndings() throws IOException {
    Path table = Files.copy(figure("csv"), folder.resolve("renamed.txt"));
    assertThat(standing(table)).contains("the bytes of figures/" + SmallRun.FIGURE + ".csv");

    Files.writeString(table, Files.readString(table).replace("\n", "\r\n"));
    assertThat(standing(table)).contains("with other line endings (git does that) the bytes of");

    Files.writeString(table, Files.readString(table) + "1");
    assertThatThrownBy(() -> standing(table))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("no provenance record in it, and no figure of");
  }

  @Test
  void anImageIsRecognisedByItsPixelsAndNotIfOneIsAnother() throws IOException {
    BufferedImage image = ImageIO.read(figure("png").toFile());
    Path stripped = folder.resolve("stripped.png");
    ImageIO.write(image, "png", stripped.toFile());
    assertThat(standing(stripped)).contains("the pixels of figures/" + SmallRun.FIGURE + ".png");

    image.setRGB(3, 3, 0xff010203);
    ImageIO.write(image, "png", stripped.toFile());
    assertThatThrownBy(() -> standing(stripped)).isInstanceOf(LuckyException.class);
  }

  @Test
  void aDrawingIsRecognisedWithoutMetadataCommentsAndBlanks() throws IOException {
    String svg = Files.readString(figure("svg"));
    String stripped =
        svg.replaceAll("(?s)<metadata.*?</metadata>|<title.*?</title>|<!--.*?-->", "")
            .replace("><", ">\n  <");
    Path file = folder.resolve("stripped.svg");
    Files.writeString(file, stripped);
    assertThat(standing(file)).contains("the drawing of figures/" + SmallRun.FIGURE + ".svg");

    Files.writeString(file, stripped.replace("</svg>", "<circle r=\"3\"/></svg>"));
    assertThatThrownBy(() -> standing(file)).isInstanceOf(LuckyException.class);
  }

  @Test
  void foreignFilesAreNoneOfThem() throws IOException {
    Path file = folder.resolve("foreign");
    for (String text :
        new String[] {
          "",
          "%PDF-1.7 damaged",
          "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><svg>&y;</svg>",
          "\u0089PNG\r\n"
        }) {
      Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> standing(file)).as(text).isInstanceOf(LuckyException.class);
    }
  }

  private String standing(Path file) {
    return Recognition.of(file, Results.in(results)).standing();
  }

  private Path figure(String ending) {
    return results.resolve("figures/" + SmallRun.FIGURE + "." + ending);
  }
}
