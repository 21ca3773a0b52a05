package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.cli.Lucky;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code lucky publish} of a figure that was drawn. */
class PublishTest {
  private static final String NAME = "fig03";

  @TempDir Path folder;

  @Test
  void thePdfHasTextThatCanBeSearchedItsFontsTheRecordAndEqualBytes() throws IOException {
    Path results = SmallRun.results(folder);
    assertThat(publish(results, "a").text).contains(NAME + ".pdf", "student-specialization/fig03");
    assertThat(publish(results, "b").exit).isZero();
    Path pdf = folder.resolve("a").resolve(NAME + ".pdf");
    assertThat(pdf).hasSameBinaryContentAs(folder.resolve("b").resolve(NAME + ".pdf"));

    ProvenanceRecord record =
        Json.read(results.resolve(RecordFile.pathOf(SmallRun.FIGURE)), RecordFile.class).record();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(504);
      assertThat(new PDFTextStripper().getText(document))
          .contains("(a)", "Smoke scale", "reduced:");
      assertThat(document.getDocumentInformation().getCustomMetadataValue(FigureFile.RECORD_KEY))
          .isEqualTo(Json.write(record));
      assertThat(document.getDocumentInformation().getTitle()).isNotEmpty();
      var form = document.getPage(0).getResources();
      int fonts = 0;
      for (COSName name : form.getXObjectNames()) {
        var resources =
            ((org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject) form.getXObject(name))
                .getResources();
        for (COSName font : resources.getFontNames()) {
          PDFont used = resources.getFont(font);
          assertThat(used.isEmbedded()).as(used.getName()).isTrue();
          assertThat(used.getName()).contains("DejaVuSans");
          fonts++;
        }
      }
      assertThat(fonts).isGreaterThan(1);
    }
  }

  @Test
  void aPlainFigureHasItsWidthNoTitleAndNoFooterButTheWarning() throws IOException {
    Path results = SmallRun.results(folder);
    Said said = publish(results, "p", "--plain", "--width", "3.25in");
    assertThat(said.exit).isZero();
    String svg = Files.readString(folder.resolve("p").resolve(NAME + ".svg"));
    String drawn = svg.substring(svg.indexOf("</metadata>"));
    assertThat(svg).contains("width=\"3.25in\"").contains("viewBox=\"0 0 234 ");
    assertThat(drawn).contains("<text").contains(">(a)<").contains("Smoke scale");
    assertThat(drawn).doesNotContain("reduced:");
    String outlines = Files.readString(folder.resolve("p").resolve(NAME + ".outlines.svg"));
    assertThat(outlines).doesNotContain("<text").contains("width=\"3.25in\"");
    assertThat(said.text).contains("reduced:");
  }

  @Test
  void lettersAreAtTheSamePlacesAsTextAndAsOutlines() throws IOException {
    Path results = SmallRun.results(folder);
    publish(results, "w");
    Path outlines = folder.resolve("w").resolve(NAME + ".outlines.svg");
    String published = Files.readString(outlines);
    String kept = Files.readString(results.resolve("figures").resolve(SmallRun.FIGURE + ".svg"));
    assertThat(published).as("drawn as in the results").isEqualTo(kept);
  }

  @Test
  void whatCannotBePublishedIsSaid() throws IOException {
    Path results = SmallRun.results(folder);
    assertThat(publish(results, "x", "--width", "3").text)
        .contains("--width: expected a length from 100pt to 3000pt");
    assertThat(publish(results, "x", "--width", "0.5in").exit).isNotZero();
    assertThat(folder.resolve("x")).doesNotExist();
  }

  private record Said(int exit, String text) {}

  private Said publish(Path results, String out, String... more) {
    StringWriter said = new StringWriter();
    CommandLine line = Lucky.commandLine();
    line.setOut(new PrintWriter(said));
    line.setErr(new PrintWriter(said));
    String[] arguments = new String[6 + more.length];
    System.arraycopy(
        new String[] {
          "publish",
          SmallRun.FIGURE,
          "--results",
          results.toString(),
          "--out",
          folder.resolve(out).toString()
        },
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return new Said(line.execute(arguments), said.toString());
  }
}
