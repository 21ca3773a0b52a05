package io.luckynodes.lineage;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * A file whose provenance record is known, either because the file holds it, or because the results
 * hold the same figure.
 *
 * @param standing how much of the file is as it was made, in words
 */
public record Recognition(Path file, ProvenanceRecord record, String sha256, String standing) {
  private static final byte[] PDF_START = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /**
   * Recognises the file of a figure.
   *
   * @param results results to search for a figure that has lost its record; null if there are none
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), or if it has no
   *     record and equals no figure of the results ({@link ExitCode#BAD_INPUT})
   */
  public static Recognition of(Path file, @Nullable Results results) {
    byte[] bytes = WholeFile.bytes(file, FigureFile.LARGEST);
    if (startsWith(bytes, PDF_START)) {
      Optional<Recognition> own = ofPdf(file, bytes);
      if (own.isPresent()) {
        return own.get();
      }
    }
    try {
      FigureFile figure = FigureFile.of(file, bytes);
      return new Recognition(file, figure.record(), figure.sha256(), figure.seal().words());
    } catch (LuckyException noRecord) {
      return found(file, bytes, results)
          .orElseThrow(
              () ->
                  results == null
                      ? noRecord
                      : new LuckyException(
                          ExitCode.BAD_INPUT,
                          file
                              + ": expected a figure of this project, found no provenance record in it, and no figure of "
                              + results.folder()
                              + " with its bytes, its pixels or its drawing",
                          noRecord));
    }
  }

  private static Optional<Recognition> ofPdf(Path file, byte[] bytes) {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      String json = document.getDocumentInformation().getCustomMetadataValue(FigureFile.RECORD_KEY);
      return json == null
          ? Optional.empty()
          : Optional.of(
              new Recognition(
                  file,
                  Json.read(json, ProvenanceRecord.class, file + " (provenance record)"),
                  Digests.of(bytes),
                  "none, as in every PDF"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The figure of the results that is the same, under any file name. */
  private static Optional<Recognition> found(Path file, byte[] bytes, @Nullable Results results) {
    if (results == null) {
      return Optional.empty();
    }
    String sha256 = Digests.of(bytes);
    String unixSha256 = Digests.of(LineEndings.unix(bytes));
    for (String id : results.figures()) {
      Optional<RecordFile> drawn = record(results, id);
      if (drawn.isPresent()) {
        for (Map.Entry<String, String> one : drawn.get().files().entrySet()) {
          String what =
              one.getValue().equals(sha256)
                  ? "the bytes of "
                  : one.getValue().equals(unixSha256)
                      ? "with other line endings (git does that) the bytes of "
                      : "";
          if (!what.isEmpty()) {
            return Optional.of(same(file, drawn.get(), sha256, what, one.getKey()));
          }
        }
      }
    }
    Optional<Recognition> pixels = alike(file, bytes, results, "png", Sight::pixels);
    return pixels.isPresent() ? pixels : alike(file, bytes, results, "svg", Sight::drawing);
  }

  /** The figure of the results whose pixels or drawing are the same. */
  private static Optional<Recognition> alike(
      Path file,
      byte[] bytes,
      Results results,
      String ending,
      Function<byte[], Optional<String>> sight) {
    Optional<String> seen = sight.apply(bytes);
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    for (String id : results.figures()) {
      Path drawn = results.find("figures/" + id + "." + ending).file();
      Optional<RecordFile> record = record(results, id);
      if (drawn != null
          && record.isPresent()
          && sight.apply(WholeFile.bytes(drawn, FigureFile.LARGEST)).equals(seen)) {
        return Optional.of(
            same(
                file,
                record.get(),
                Digests.of(bytes),
                ending.equals("png") ? "the pixels of " : "the drawing of ",
                id + "." + ending));
      }
    }
    return Optional.empty();
  }

  private static Recognition same(
      Path file, RecordFile drawn, String sha256, String what, String name) {
    return new Recognition(
        file,
        drawn.record(),
        sha256,
        "none, nor a record; the file has "
            + what
            + "figures/"
            + Printable.of(name)
            + ", whose record this is");
  }

  private static Optional<RecordFile> record(Results results, String id) {
    String path = RecordFile.pathOf(id);
    return results.find(path).file() == null ? Optional.empty() : Optional.of(results.record(path));
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
