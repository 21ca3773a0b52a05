package io.luckynodes.cli;

import io.luckynodes.lineage.Causes;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucky why}: what the last run did again, and why. */
@Command(
    name = "why",
    header = "Says what the last run did again, and why.",
    description =
        "Prints which jobs of the last run came from the cache and which ran, why they ran (other"
            + " code, settings or inputs than before), and how many of them gave another result.")
final class WhyCommand implements Runnable {
  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    List<Causes.Row> rows = Causes.of(results.open());
    PrintWriter out = Terminal.of(spec);
    String format = "%-8s  %4s  %-10s  %-28s  %s";
    out.println(format.formatted("stage", "jobs", "", "because of", "result"));
    for (Causes.Row row : rows) {
      out.println(
          format.formatted(
              row.stage().id(),
              row.jobs(),
              row.ran() ? "ran" : "from cache",
              row.why().isEmpty() ? "-" : row.why(),
              row.compared() == 0
                  ? "-"
                  : row.changed() == 0
                      ? "as before"
                      : row.changed() + " of " + row.compared() + " changed"));
    }
    out.flush();
  }
}
