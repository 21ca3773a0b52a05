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
    description =
        "Writes what a CODECHECK of one paper needs: codecheck.yml (configuration 2.0) with its"
            + " manifest, copies of the figures and their numbers, and codecheck/certificate.md: of"
            + " each claim what is said, what was obtained and expected, and the verdict. Both are"
            + " drafts: what only a codechecker can say reads FIXME.")
final class CodecheckCommand implements Runnable {
  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for it, which must be empty or not there (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("codecheck-bundle");

  @Option(
      names = "--study",
      paramLabel = "STUDY",
      description = "The paper, by the id of its study; needed where the results tell of several.")
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
            + ": drafts, fill in what reads FIXME");
    print.println("beside them: " + (paths.size() - 2) + " files that they are about");
    print.flush();
  }
}
