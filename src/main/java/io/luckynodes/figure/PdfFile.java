package io.luckynodes.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A page as a PDF of its own size. Lines stay lines, and text stays text in fonts that the file
 * embeds as far as it uses them. Equal pages have equal bytes.
 */
final class PdfFile {
  private PdfFile() {}

  /**
   * Encodes a page.
   *
   * @param page that sets {@link Lettering#text}
   */
  static byte[] encode(Page page, String title, String alternativeText, ProvenanceRecord record) {
    String provenance = Json.write(record);
    try (PDDocument document = new PDDocument();
        PdfBoxGraphics2DFontTextDrawer fonts = new PdfBoxGraphics2DFontTextDrawer()) {
      for (String file : Lettering.fontFiles()) {
        fonts.registerFont(
            Objects.requireNonNull(PdfFile.class.getClassLoader().getResourceAsStream(file), file));
      }
      PDPage sheet = new PDPage(new PDRectangle(page.width(), page.height()));
      document.addPage(sheet);
      PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, page.width(), page.height());
      g.setFontTextDrawer(fonts);
      page.paint(g);
      g.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
        content.drawForm(g.getXFormObject());
      }
      PDDocumentInformation information = document.getDocumentInformation();
      information.setTitle(title);
      information.setSubject(alternativeText);
      information.setCustomMetadataValue(FigureFile.RECORD_KEY, provenance);
      // Without this id, the library would use the clock.
      document.setDocumentId((long) provenance.hashCode());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
