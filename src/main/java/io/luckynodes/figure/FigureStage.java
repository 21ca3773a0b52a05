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
    Metrics metrics = Metrics.read(task, kind.tables());
    Plate plate = Drawings.of(kind).draw(spec, new Options(spec, kind.options()), metrics);
    PlatePainter page =
        new PlatePainter(
            plate,
            spec.title(),
            Footer.warning(spec, task.job().scale()),
            Footer.footnote(spec, task.job().scale(), plate.notes()),
            new Lettering());
    ProvenanceRecord record =
        task.record("figure", metrics.inputs(), Map.of("commit", SourceCommit.words()));

    // All three are made before the first is written.
    byte[] svg = SvgFile.encode(page, spec.id(), spec.title(), spec.alternativeText(), record);
    byte[] png = PngFile.encode(page, record);
    byte[] csv = CsvFile.encode(plate);
    Path folder = task.out().resolve(spec.study());
    AtomicFile.write(folder.resolve(spec.name() + ".svg"), svg);
    AtomicFile.write(folder.resolve(spec.name() + ".png"), png);
    AtomicFile.write(folder.resolve(spec.name() + ".csv"), csv);
    task.log().accept(spec.id() + ": drawn, " + plate.panels().size() + " panels");
  }

  private static DrawingKind kind(FigureSpec spec) {
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
