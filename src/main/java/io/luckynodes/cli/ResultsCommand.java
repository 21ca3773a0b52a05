package io.luckynodes.cli;

import io.luckynodes.overview.Overview;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky results}: the results of a run as a page of a repository. */
@Command(
    name = "results",
    header = "Writes the results of a run as a Markdown page.",
    description =
        "Writes the results of a run as a Markdown page with small pictures, for a repository: the"
            + " counts of each study, a contact sheet, the claims that fail with the reasons, and"
            + " every claim and figure.")
final class ResultsCommand implements Runnable {
  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the pictures; the page is written beside the folder, as DIR.md (default:"
              + " ${DEFAULT-VALUE}).")
  private Path out = Path.of("docs", "results");

  @Option(
      names = "--definitions",
      paramLabel = "DIR",
      description =
          "Folder with the definitions of the figures, to which the page links (default:"
              + " ${DEFAULT-VALUE}).")
  private Path definitions = Path.of("figures");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Path page = Overview.write(results.open(), out, definitions);
    PrintWriter print = Terminal.of(spec);
    print.println(page + ", with its pictures in " + out);
    print.flush();
  }
}
