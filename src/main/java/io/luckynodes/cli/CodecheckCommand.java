package io.luckynodes.cli;

import io.luckynodes.codecheck.CodecheckBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky codecheck}: drafts of the files of a CODECHECK. */
@Command(
    name = "codecheck",
    header = "Writes drafts of the files of a CODECHECK.",
    description =
        "Writes drafts of the files that a CODECHECK of one paper needs: codecheck.yml"
            + " (configuration 2.0), the figures and numbers of its manifest, and"
            + " codecheck/certificate.md. The certificate gives for each claim the statement, the"
            + " obtained and the expected value, and the verdict. Entries that only a codechecker"
            + " can fill in read FIXME.")
final class CodecheckCommand implements Runnable {
  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the files, which must be empty or missing (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("codecheck-bundle");

  @Option(
      names = "--study",
      paramLabel = "STUDY",
      description =
          "Id of the paper's study; needed if the results hold figures of several studies.")
  private @Nullable String study;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    List<String> paths = CodecheckBundle.write(results.open(), study, EmptyFolder.of(out, "--out"));
    PrintWriter print = Terminal.of(spec);
    print.println(
        out.resolve(paths.get(0))
            + " and "
            + out.resolve(paths.get(1))
            + " are drafts: fill in every entry that reads FIXME");
    print.println("files that they refer to: " + (paths.size() - 2));
    print.flush();
  }
}
