package io.luckynodes.figure;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.fingerprint.SourceCommit;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/**
 * Draws one figure: {@code STUDY/figNN.svg} and {@code .png}, which carry the provenance record,
 * and {@code .csv} with exactly the numbers that are plotted.
 */
public final class FigureStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    FigureSpec spec = task.job().figure();
    if (spec == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job " + task.job().id() + ": figure: expected what to draw, found nothing");
    }
    DrawingKind kind = kind(spec);
    Metrics metrics = Metrics.read(task.job(), task.in()::resolve, kind.tables(spec.options()));
    ProvenanceRecord record =
        task.record("figure", metrics.inputs(), Map.of("commit", SourceCommit.words()));
    DrawnFiles drawn;
    try {
      drawn = drawn(spec, kind, metrics, task.job().scale(), record);
    } catch (LuckyException fault) {
      throw fault;
    } catch (RuntimeException | OutOfMemoryError fault) {
      // A file that is sealed again can hold any number, and no drawing checks all numbers before
      // it counts, measures and lays out.
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "figure %s: cannot be drawn from the options and numbers given, of jobs %s: %s (%s)"
              .formatted(
                  spec.id(),
                  new TreeSet<>(task.job().needs().values()),
                  fault,
                  fault.getStackTrace().length == 0 ? "" : fault.getStackTrace()[0]),
          fault);
    }

    // All three files are encoded before the first is written.
    Path folder = task.out().resolve(spec.study());
    AtomicFile.write(folder.resolve(spec.name() + ".svg"), drawn.svg());
    AtomicFile.write(folder.resolve(spec.name() + ".png"), drawn.png());
    AtomicFile.write(folder.resolve(spec.name() + ".csv"), drawn.csv());
    task.log().accept(spec.id() + ": drawn, " + drawn.panels() + " panels");
  }

  /** The contents of a figure's files, and the number of its panels. */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
  private record DrawnFiles(byte[] svg, byte[] png, byte[] csv, int panels) {}

  private static DrawnFiles drawn(
      FigureSpec spec, DrawingKind kind, Metrics metrics, String scale, ProvenanceRecord record) {
    Plate plate = Drawings.of(kind).draw(spec, new Options(spec, kind), metrics);
    PlatePainter page =
        new PlatePainter(
            plate,
            spec.title(),
            Footer.warning(spec, scale),
            Footer.footnote(spec, scale, plate.notes()),
            new Lettering());
    return new DrawnFiles(
        SvgFile.encode(page, spec.id(), spec.title(), spec.alternativeText(), record),
        PngFile.encode(page, record),
        CsvFile.encode(plate),
        plate.panels().size());
  }

  static DrawingKind kind(FigureSpec spec) {
    return DrawingKind.of(spec.drawing())
        .orElseThrow(
            () ->
                new LuckyException(
                    ExitCode.BAD_DEFINITION,
                    "figure "
                        + spec.id()
                        + ": drawing: expected one of "
                        + DrawingKind.ids().stream().sorted().toList()
                        + ", found "
                        + spec.drawing()));
  }
}
