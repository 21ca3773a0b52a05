package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.Publication;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Summary;
import io.luckynodes.stage.RecordFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky publish}: a figure for a text or a slide. */
@Command(
    name = "publish",
    header = "Draws a figure for a paper or a slide.",
    description =
        "Draws a figure of the results again, for a paper or a slide: NAME.pdf and NAME.svg, in"
            + " which text is text in the font DejaVu Sans, and NAME.outlines.svg, which looks the"
            + " same where that font is missing. The command also prints the caption.")
final class PublishCommand implements Runnable {
  private static final Pattern LENGTH = Pattern.compile("(\\d+(?:\\.\\d+)?)(in|cm|mm|pt)");
  private static final int LEAST = 100;
  private static final int MOST = 3000;

  @Parameters(
      index = "0",
      paramLabel = "FIGURE",
      description = "Id of the figure, such as student-specialization/fig07.")
  private String figure = "";

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "A folder that a run wrote (default: ${DEFAULT-VALUE}).")
  private Path results = Path.of("results");

  @Option(
      names = "--width",
      paramLabel = "LENGTH",
      description =
          "Width of the figure, for example 3.25in, 8.5cm, 160mm or 240pt (default: 7in). The"
              + " figure is laid out anew for this width; the size of its letters stays.")
  private @Nullable String width;

  @Option(
      names = "--plain",
      description = "Leave out title and footer, for a text that has its own caption.")
  private boolean plain;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the files (default: the current folder).")
  private Path out = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    int points = width == null ? Publication.Layout.STANDARD.width() : points(width);
    Results from = Results.in(results);
    FigureId.require(from, figure);
    RecordFile drawn = from.record(RecordFile.pathOf(figure));
    SortedMap<String, Path> artifacts = artifacts(from);
    Publication publication =
        Publication.of(
            Results.job(drawn.record()),
            drawn.record(),
            name -> {
              Path file = artifacts.get(name);
              if (file == null) {
                throw new LuckyException(
                    ExitCode.NO_INPUT,
                    results + ": " + name + ", which " + figure + " needs, is missing");
              }
              return file;
            },
            new Publication.Layout(points, plain));
    String name = figure.substring(figure.lastIndexOf('/') + 1);
    PrintWriter said = Terminal.of(spec);
    publication
        .files()
        .forEach(
            (ending, bytes) -> {
              Path file = out.resolve(name + "." + ending);
              AtomicFile.write(file, bytes);
              said.println(file);
            });
    said.println();
    said.println(publication.caption());
    said.flush();
  }

  /** By name, the measurements that the summary names for the figure. */
  private SortedMap<String, Path> artifacts(Results from) {
    SortedMap<String, Path> artifacts = new TreeMap<>();
    for (Summary.Figure one : Summary.read(from.require(Summary.PLACE)).figures()) {
      if (one.id().equals(figure)) {
        one.metrics()
            .keySet()
            .forEach(
                path ->
                    artifacts.put(path.substring(path.lastIndexOf('/') + 1), from.require(path)));
      }
    }
    return artifacts;
  }

  private int points(String length) {
    Matcher parts = LENGTH.matcher(length);
    double value = parts.matches() ? Double.parseDouble(parts.group(1)) : 0;
    double points =
        value == 0
            ? 0
            : switch (parts.group(2)) {
              case "in" -> value * 72;
              case "cm" -> value * 72 / 2.54;
              case "mm" -> value * 72 / 25.4;
              default -> value;
            };
    if (points < LEAST || points > MOST) {
      throw new ParameterException(
          spec.commandLine(),
          "--width: expected a length from "
              + LEAST
              + "pt to "
              + MOST
              + "pt, as a number with the unit in, cm, mm or pt, such as 3.25in, found "
              + length);
    }
    return (int) Math.round(points);
  }
}
