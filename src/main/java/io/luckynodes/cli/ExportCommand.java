package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.TableExport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky export}: a table of measurements as one file. */
@Command(
    name = "export",
    header = "Writes one table of measurements as CSV or Parquet.",
    description =
        "Writes a table of an experiment as one file, CSV or Parquet. The results keep the table in"
            + " several files, one for each variant and group of seeds.")
final class ExportCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "Id of the experiment, for example plane.")
  private String experiment = "";

  @Parameters(
      index = "1",
      paramLabel = "TABLE",
      description = "Name of the table, for example student-nodes.")
  private String table = "";

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "A folder that a run wrote (default: ${DEFAULT-VALUE}).")
  private Path results = Path.of("results");

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "The CSV file to write (default: EXPERIMENT.TABLE.csv).")
  private @Nullable Path csv;

  @Option(
      names = "--parquet",
      paramLabel = "FILE",
      description = "The Parquet file to write. CSV is then written only if --csv is given too.")
  private @Nullable Path parquet;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    TableExport export = TableExport.of(Results.in(results), experiment, table);
    PrintWriter out = Terminal.of(spec);
    if (csv != null || parquet == null) {
      Path target = csv == null ? Path.of(experiment + "." + table + ".csv") : csv;
      say(out, export, target, write(target, export::writeCsv));
    }
    if (parquet != null) {
      say(out, export, parquet, write(parquet, stream -> export.writeParquet(table, stream)));
    }
    out.flush();
  }

  private static void say(PrintWriter out, TableExport export, Path target, long rows) {
    out.println(target + ": " + rows + " rows from " + export.files().size() + " files");
  }

  /** What writes a file, and gives the number of its rows. */
  @FunctionalInterface
  private interface Writing {
    long to(OutputStream stream) throws IOException;
  }

  /** Writes it whole or not at all. */
  private static long write(Path target, Writing writing) {
    try (AtomicFile file = new AtomicFile(target)) {
      long rows = writing.to(Channels.newOutputStream(file));
      file.commit();
      return rows;
    } catch (IOException e) {
      throw new LuckyException(
          ExitCode.CANNOT_WRITE, target + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
