package io.luckynodes.cli;

import io.luckynodes.crate.Bundle;
import io.luckynodes.report.Wording;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky bundle}: a run as one file for an archive. */
@Command(
    name = "bundle",
    header = "Packs a run and its source into one zip archive.",
    description =
        "Packs a run into one zip archive for a repository such as Zenodo. The archive holds"
            + " everything that the run's research object describes, the source at the commit that"
            + " the stages were built from, and CITATION.cff. Equal results give equal bytes. The"
            + " command needs git, and this project's clone must have the commit.")
final class BundleCommand implements Runnable {
  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The archive to write (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("lucky-nodes.zip");

  @Option(
      names = "--uncommitted",
      description =
          "Go on even if the run used files that are in no commit. SOURCE.txt in the archive then"
              + " names these files.")
  private boolean uncommitted;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Path project = Path.of(System.getProperty("lucky.home", ".")).toAbsolutePath().normalize();
    Bundle.write(results.open(), project, uncommitted, out);
    PrintWriter print = Terminal.of(spec);
    print.println(
        out
            + ": "
            + Wording.bytes(out.toFile().length())
            + "; index.html in it shows the results, and SOURCE.txt says what the source is");
    print.flush();
  }
}
