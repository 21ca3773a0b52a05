package io.luckynodes.cli;

import io.luckynodes.crate.Bundle;
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
    description =
        "Packs a run into one zip archive, as Zenodo and its like keep it: everything that the run's research object"
            + " describes, the source at the commit that the stages were built from, and CITATION.cff. The same results give"
            + " the same bytes. Needs git, and the commit in this project's clone.")
final class BundleCommand implements Runnable {
  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The archive (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("lucky-nodes.zip");

  @Option(
      names = "--uncommitted",
      description =
          "Go on even if the run was made by files that are in no commit; SOURCE.txt in the archive then names them.")
  private boolean uncommitted;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Path project = Path.of(System.getProperty("lucky.home", ".")).toAbsolutePath().normalize();
    Bundle.write(results.open(), project, uncommitted, out);
    PrintWriter print = Terminal.of(spec);
    print.println(out.toString());
    print.flush();
  }
}
