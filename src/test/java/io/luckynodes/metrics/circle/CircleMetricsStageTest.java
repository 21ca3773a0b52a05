package io.luckynodes.metrics.circle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircleMetricsStageTest {
  private static final Map<String, Object> SETTINGS =
      Map.ofEntries(
          Map.entry("samples", 36),
          Map.entry("threshold", 0.766),
          Map.entry("teacher_nodes", 2),
          Map.entry("outputs", 3),
          Map.entry("fan_out_std", 0.01),
          Map.entry("learning_rate", 0.5),
          Map.entry("steps", 50),
          Map.entry("snapshot_steps", List.of(5)),
          Map.entry("retrain", 1),
          Map.entry("near_degrees", 5),
          Map.entry("carried_share", 0.95),
          Map.entry("flat_eigenvalue", 0.01),
          Map.entry("fitted_loss", 0.01),
          Map.entry("measure", List.of("student-nodes", "circle-nodes", "laws")));

  @TempDir private Path folder;

  @Test
  void measuresEveryNodeOfEveryTrainingOfEveryMember() throws IOException {
    Map<String, Path> written = run("one");
    Table nodes = ArtifactReader.read(written.get("circle-nodes")).tables().get(0);

    // Two widths and two seeds: 2 teacher nodes three times; 4 or 6 dense students, 2 of the ticket
    // and 2 redrawn, at steps 0, 5 and 50.
    assertThat(nodes.rows()).isEqualTo(2 * (2 * 3 * 2 + 3 * (4 + 2 + 2) + 3 * (6 + 2 + 2)));
    assertThat(nodes.texts("training")).contains("dense", "ticket", "redrawn");
    double[] degrees = nodes.doubles("degrees");
    double[] gaps = nodes.doubles("gap");
    for (int i = 0; i < nodes.rows(); i++) {
      assertThat(degrees[i]).isBetween(0.0, 360.0);
      // No node is further than a right angle from the nearest of two opposite teachers.
      assertThat(gaps[i]).isBetween(0.0, 90.0);
    }

    Table laws = ArtifactReader.read(written.get("laws")).tables().get(0);
    assertThat(laws.texts("law"))
        .contains("lucky-arrive", "overlap-sets-pace", "carriers", "flat-share", "ticket-fitted");
    assertThat(laws.texts("series")).contains("2 teacher and 6 student nodes", "redrawn");
  }

  @Test
  void twoRunsGiveTheSameNumbers() throws IOException {
    Map<String, Path> one = run("one");
    Map<String, Path> other = run("other");
    Table nodes = ArtifactReader.read(one.get("circle-nodes")).tables().get(0);
    Table again = ArtifactReader.read(other.get("circle-nodes")).tables().get(0);
    for (String column : List.of("degrees", "gap", "overlap", "fan_out")) {
      assertThat(again.doubles(column)).isEqualTo(nodes.doubles(column));
    }
    assertThat(ArtifactReader.read(other.get("laws")).tables().get(0).doubles("y"))
        .isEqualTo(ArtifactReader.read(one.get("laws")).tables().get(0).doubles("y"));
  }

  private Map<String, Path> run(String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    SortedMap<String, Setting> settings = new TreeMap<>();
    SETTINGS.forEach(
        (setting, value) -> settings.put(setting, new Setting(Json.tree(value), Source.A, null)));
    List<Member> members = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      for (int width : new int[] {4, 6}) {
        SortedMap<String, JsonNode> variant = new TreeMap<>();
        variant.put("hidden_nodes", Json.tree(width));
        members.add(new Member(seed, variant));
      }
    }
    Job job =
        new Job(
            "metrics.circle.s1-2",
            Stage.METRICS,
            "luck-matters",
            "circle",
            "circle",
            "smoke",
            settings,
            members,
            new TreeMap<>(),
            null);
    StageTask task = new StageTask(job, own, own, Optional.empty(), line -> {});
    new CircleMetricsStage().run(task);
    SortedMap<String, Path> written = new TreeMap<>();
    for (String table : List.of("student-nodes", "circle-nodes", "laws")) {
      written.put(table, task.outputPath(table));
    }
    return written;
  }
}
