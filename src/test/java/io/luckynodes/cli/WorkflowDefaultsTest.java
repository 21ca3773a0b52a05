package io.luckynodes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Scale;
import io.luckynodes.json.Json;
import io.luckynodes.plan.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Nextflow's files say of scales and times is what the stages say. */
class WorkflowDefaultsTest {
  @Test
  void theWorkflowTakesTheScalesThatThereAreAndHasTheSameDefault() throws IOException {
    List<String> scales = new ArrayList<>();
    schema("scale").path("enum").forEach(scale -> scales.add(scale.asText()));
    assertThat(scales).isEqualTo(Scale.ids());
    assertThat(schema("scale").path("default").asText()).isEqualTo(Scale.DEFAULT.id());
    assertThat(Files.readString(Path.of("nextflow.config")))
        .contains("    scale = '" + Scale.DEFAULT.id() + "'\n");
  }

  @Test
  void aTaskPausesAfterTheTimeThatTheEstimateCountsOn() throws IOException {
    String time = Estimate.MOST_TIME;
    assertThat(TimeSpan.of("--longest-task", time))
        .isEqualTo(Duration.ofMinutes((long) Estimate.MOST_MINUTES));
    assertThat(schema("longest_task").path("default").asText()).isEqualTo(time);
    assertThat(Files.readString(Path.of("nextflow.config")))
        .contains("    longest_task = '" + time + "'\n");
    assertThat(Files.readString(Path.of("README.md")))
        .containsPattern("`--longest_task TIME` .* default `" + time + "` ");
  }

  private static JsonNode schema(String parameter) {
    return Json.read(Path.of("nextflow_schema.json"), JsonNode.class)
        .path("$defs")
        .findValue(parameter);
  }
}
