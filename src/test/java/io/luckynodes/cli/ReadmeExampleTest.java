package io.luckynodes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.job.Plan;
import io.luckynodes.json.Json;
import io.luckynodes.testkit.GuideExample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the definitions' README promises a user is done here as it says. */
class ReadmeExampleTest {
  @TempDir Path folder;

  @Test
  void theExamplesOwnFileBecomesAFigure() throws IOException {
    Path own = GuideExample.in(folder);
    Path plan = folder.resolve("plan");
    lucky(
        "plan",
        "--also",
        own.toString(),
        "--figures",
        own.toString(),
        "--scale",
        "smoke",
        "--out",
        plan.toString());
    Path results = folder.resolve("results");
    for (Plan.Entry job : Json.read(plan.resolve("plan.json"), Plan.class).jobs()) {
      lucky(
          job.stage().id(),
          "--job",
          plan.resolve("jobs").resolve(job.id() + ".json").toString(),
          "--in",
          results.toString(),
          "--out",
          results.toString(),
          "--state",
          folder.resolve("state").toString());
    }
    assertThat(results.resolve("mine/wide.svg")).isNotEmptyFile();
    assertThat(results.resolve("mine/wide.png")).isNotEmptyFile();
    assertThat(results.resolve("mine/wide.csv")).isNotEmptyFile();
  }

  private static void lucky(String... arguments) {
    StringWriter errors = new StringWriter();
    int code =
        Lucky.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors))
            .execute(arguments);
    assertThat(code).as(String.join(" ", arguments) + ": " + errors).isZero();
  }
}
