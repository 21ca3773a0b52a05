package io.luckynodes.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.FigureFile.SealState;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {
  private static final String FORMAT = "javax_imageio_png_1.0";

  @TempDir Path folder;

  private static String document(String record) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata id=\"m\">"
        + record.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        + "</metadata><g/></svg>\n";
  }

  static byte[] svg() {
    return FigureFile.sealedSvg(document(Json.write(SampleArtifact.record())));
  }

  static byte[] png() throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
      entry.setAttribute("keyword", FigureFile.RECORD_KEY);
      entry.setAttribute("compressionFlag", "FALSE");
      entry.setAttribute("compressionMethod", "0");
      entry.setAttribute("languageTag", "");
      entry.setAttribute("translatedKeyword", "");
      entry.setAttribute("text", Json.write(SampleArtifact.record()));
      IIOMetadataNode texts = new IIOMetadataNode("iTXt");
      texts.appendChild(entry);
      IIOMetadataNode root = new IIOMetadataNode(FORMAT);
      root.appendChild(texts);
      metadata.mergeTree(FORMAT, root);
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
    return FigureFile.sealedPng(bytes.toByteArray());
  }

  private FigureFile read(byte[] bytes) throws IOException {
    return FigureFile.read(Files.write(folder.resolve("figure"), bytes));
  }

  @Test
  void bothFormatsCarryTheRecordAndAnIntactSeal() throws IOException {
    for (byte[] bytes : new byte[][] {svg(), png()}) {
      FigureFile file = read(bytes);
      assertThat(file.record()).isEqualTo(SampleArtifact.record());
      assertThat(file.seal()).isEqualTo(SealState.INTACT);
      assertThat(file.sha256()).isEqualTo(Digests.of(bytes));
    }
    assertThat(ImageIO.read(folder.resolve("figure").toFile()).getWidth()).isEqualTo(40);
  }

  @Test
  void everyAlteredByteBreaksTheSealOrIsRefused() throws IOException {
    for (byte[] bytes : new byte[][] {svg(), png()}) {
      for (int at = 0; at < bytes.length; at += 7) {
        byte[] altered = bytes.clone();
        altered[at] ^= 1;
        try {
          assertThat(read(altered).seal()).as("byte %d", at).isNotEqualTo(SealState.INTACT);
        } catch (LuckyException refused) {
          assertThat(refused.getMessage()).startsWith(folder.toString());
        }
      }
    }
  }

  @Test
  void aTruncatedFileIsRefusedOrLosesItsSeal() throws IOException {
    for (byte[] bytes : new byte[][] {svg(), png()}) {
      for (int length = 0; length < bytes.length; length += 11) {
        byte[] part = java.util.Arrays.copyOf(bytes, length);
        try {
          assertThat(read(part).seal()).isNotEqualTo(SealState.INTACT);
        } catch (LuckyException refused) {
          assertThat(refused.getMessage()).startsWith(folder.toString());
        }
      }
    }
  }

  @Test
  void whatIsAddedAfterTheSealBreaksIt() throws IOException {
    byte[] longer = java.util.Arrays.copyOf(svg(), svg().length + 1);
    assertThat(read(longer).seal()).isEqualTo(SealState.ABSENT);
  }

  @Test
  void foreignFilesAreRefusedByName() {
    assertThatThrownBy(() -> read("<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("found no provenance record");
    assertThatThrownBy(
            () -> read(FigureFile.sealedSvg(document("{\"format\": \"lucky-nodes-artifact/1\"}"))))
        .hasMessageContaining("format lucky-nodes-artifact/1, expected " + ProvenanceRecord.FORMAT);
    assertThatThrownBy(() -> FigureFile.read(folder.resolve("none.svg")))
        .hasMessageContaining("no such file");
  }

  @Test
  void aRecordLargerThanAnyIsNotRead() {
    byte[] large = FigureFile.sealedSvg(document(" ".repeat(ProvenanceRecord.LARGEST + 1)));
    assertThatThrownBy(() -> read(large))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("expected a record of at most 8388608 bytes, found one of 8388609");
  }

  @Test
  void lettersBeyondLatinAreKept() throws IOException {
    String record = Json.write(SampleArtifact.record()).replace("c0de", "ρ\u4e00");
    FigureFile file = read(FigureFile.sealedSvg(document(record)));
    assertThat(file.record().code()).isEqualTo("ρ\u4e00");
    assertThat(file.seal()).isEqualTo(SealState.INTACT);
  }
}
