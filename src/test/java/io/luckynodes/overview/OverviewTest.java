package io.luckynodes.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Markdown;
import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.report.Summary;
import io.luckynodes.run.RunRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
  private static final Path DEFINITIONS = Path.of("figures");

  /** A link of Markdown: the part in round brackets behind square ones. */
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

  @TempDir static Path once;
  private static Path made;

  @TempDir Path folder;
  private Path results;
  private Path out;

  @BeforeAll
  static void run() throws IOException {
    made = SmallRun.withRun(SmallRun.results(once));
  }

  @BeforeEach
  void copy() throws IOException {
    results = SmallRun.copy(made, folder.resolve("results"));
    out = folder.resolve("docs/results");
  }

  private String write() throws IOException {
    return Files.readString(Overview.write(Results.in(results), out, DEFINITIONS));
  }

  private Summary summary() {
    return Summary.read(results.resolve(Summary.PLACE));
  }

  @Test
  void thePageLiesBesideTheFolderOfItsPicturesAndEveryLinkLeadsToAFile() throws IOException {
    String page = write();

    Path docs = folder.resolve("docs");
    assertThat(docs.resolve("results.md")).hasContent(page);
    List<String> links =
        LINK.matcher(page).results().map((MatchResult link) -> link.group(1)).toList();
    assertThat(links).contains("results/contact-sheet.png").hasSizeGreaterThan(3);
    assertThat(links)
        .filteredOn(link -> !link.startsWith("https://"))
        .allSatisfy(link -> assertThat(docs.resolve(link)).isRegularFile());
    assertThat(links).anyMatch(link -> link.endsWith("figures/" + SmallRun.FIGURE + ".yaml"));
  }

  @Test
  void everyClaimOfTheSummaryStandsOnThePageWithItsVerdict() throws IOException {
    List<String> page = write().lines().toList();

    List<Summary.Claim> claims =
        summary().own().stream().flatMap(figure -> figure.claims().stream()).toList();
    assertThat(claims).isNotEmpty();
    for (Summary.Claim claim : claims) {
      assertThat(page)
          .anyMatch(
              line ->
                  line.contains(Markdown.text(claim.statement()))
                      && line.contains(claim.stands().mark() + " " + claim.verdict()));
    }
  }

  @Test
  void theCountsAreThoseOfTheSummary() throws IOException {
    changeFirstClaim(Outcome.FAILS.words());
    String page = write();

    List<String> rows =
        page.substring(page.indexOf(OverviewPage.BEGIN), page.indexOf(OverviewPage.END))
            .lines()
            .skip(3)
            .toList();
    List<Summary.Claim> claims = summary().own().get(0).claims();
    int column = 4;
    for (Outcome outcome : Outcome.values()) {
      long sum = 0;
      for (String row : rows) {
        sum += Long.parseLong(row.split("\\|", -1)[column].strip());
      }
      assertThat(sum)
          .as(outcome.words())
          .isEqualTo(claims.stream().filter(claim -> claim.stands() == outcome).count());
      column++;
    }
    assertThat(rows.get(0)).contains("| 1 of 1 |");
  }

  @Test
  void aClaimThatFailsIsListedWithTheReasonsForItsVerdict() throws IOException {
    assertThat(write()).contains("No claim fails.").doesNotContain("*Obtained:*");
    changeFirstClaim(Outcome.FAILS.words());

    Summary.Claim claim = summary().own().get(0).claims().get(0);
    // Lines are broken at blanks.
    assertThat(write().replaceAll("\\s+", " "))
        .contains("*Obtained:* " + Markdown.text(claim.why()))
        .contains("*How it is judged:* " + Markdown.text(claim.reason()));
  }

  @Test
  void equalResultsGiveEqualBytesAndSmallPictures() throws IOException {
    String once = write();
    byte[] sheet = Files.readAllBytes(out.resolve("contact-sheet.png"));

    assertThat(write()).isEqualTo(once);
    assertThat(Files.readAllBytes(out.resolve("contact-sheet.png"))).isEqualTo(sheet);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(150_000));
    }
    BufferedImage picture = ImageIO.read(out.resolve("contact-sheet.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(1800);
  }

  @Test
  void aFolderWithAnotherFileIsLeftAsItIs() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "mine");

    assertThatThrownBy(this::write)
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("found mine.txt");
    assertThat(out).isDirectoryContaining("glob:**/mine.txt");
    assertThat(folder.resolve("docs/results.md")).doesNotExist();
  }

  @Test
  void aPictureThatIsNotTheRunsIsRefused() throws IOException {
    Path png = results.resolve("figures/" + SmallRun.FIGURE + ".png");
    byte[] bytes = Files.readAllBytes(png);
    bytes[bytes.length / 2] ^= 1;
    Files.write(png, bytes);

    assertThatThrownBy(this::write)
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("expected the bytes that the run's summary names");
  }

  @Test
  void aRunThatHasNotEndedHasNoPage() throws IOException {
    ObjectNode tree = (ObjectNode) Json.read(results.resolve(Summary.PLACE), JsonNode.class);
    tree.putObject("unfinished").put("stopped", true).put("words", "1 of 3 figures so far");
    Files.writeString(results.resolve(Summary.PLACE), Json.write(tree));

    assertThatThrownBy(this::write)
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("expected the results of a whole run, found: 1 of 3 figures so far");
  }

  @Test
  void aRunThatWasResumedNamesTheRunsBefore() throws IOException {
    assertThat(write()).doesNotContain("Earlier run");
    Path run = results.resolve("run");
    Path earlier = Files.createDirectories(run.resolve("first_run"));
    PlanStage.write(
        earlier,
        "smoke",
        PlanStage.jobs(
            new PlanStage.Request(
                DEFINITIONS, List.of(), List.of(SmallRun.FIGURE), "smoke", Optional.empty())));
    String record = Files.readString(results.resolve(RunRecord.PLACE));
    Files.writeString(
        earlier.resolve("run.json"),
        record.replace("second_run", "first_run").replace("2026-01-02", "2026-01-01"));

    assertThat(write())
        .contains("| Earlier run | Run first\\_run began on 1 January 2026, 00:00 UTC, took 14 s");
  }

  private void changeFirstClaim(String outcome) throws IOException {
    JsonNode tree = Json.read(results.resolve(Summary.PLACE), JsonNode.class);
    ((ObjectNode) tree.path("figures").path(0).path("claims").path(0))
        .put("outcome", outcome)
        .put("verdict", outcome);
    Files.writeString(results.resolve(Summary.PLACE), Json.write(tree));
  }
}
