package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import io.luckynodes.runner.Reporting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions and records whose every text tries to become a part of the page. */
class HostileTextTest {
  private static final String HOSTILE =
      "</title></style></script>--><script>alert(1)</script><img src=x onerror=alert(1)>"
          + "\" onload=\"alert(1)\" ' onmouseover='alert(1)' javascript:alert(1) ${7*7} <#if x>";

  /** Fields of free text, wherever they stand in a job. */
  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "label",
          "caption",
          "alternativeText",
          "statement",
          "published",
          "reason",
          "name");

  @Test
  void noTextBecomesMarkup(@TempDir Path folder) throws IOException {
    Set<String> allowed = new TreeSet<>(Set.of("i", "sub", "sup", "small", "pre"));
    Document plain = page(new SyntheticRun(folder.resolve("plain"), "laptop"));
    plain.getAllElements().forEach(element -> allowed.add(element.tagName()));

    SyntheticRun run = new SyntheticRun(folder.resolve("hostile"), "laptop");
    run.change(HostileTextTest::hostile, HOSTILE);
    Path note = run.state.resolve("unavailable").resolve("dataset.cifar10.txt");
    Files.createDirectories(note.getParent());
    Files.writeString(note, HOSTILE);
    Document page = page(run);

    assertThat(page.select("script, iframe, object, embed, form, base, [srcdoc], [style]"))
        .isEmpty();
    for (Element element : page.getAllElements()) {
      assertThat(allowed).contains(element.tagName());
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWithIgnoringCase("on");
      }
    }
    assertThat(page.select("[href]").eachAttr("href"))
        .allMatch(
            link ->
                link.matches(
                        "#[a-z0-9-]+|(figures|claims|metrics|records)/[A-Za-z0-9./_-]+|summary\\.json|claims\\.csv|numbers\\.tex|data:,")
                    || link.startsWith("https://arxiv.org/abs/"));
    assertThat(page.select("[src]").eachAttr("src"))
        .allMatch(link -> link.startsWith("data:image/"));
    // Title, caption, alternative text, claim, setting, reduction, environment and reason are
    // there.
    assertThat(page.select("img").eachAttr("alt")).anyMatch(alt -> alt.contains(HOSTILE));
    assertThat(page.text().split("<script>alert\\(1\\)</script>", -1)).hasSizeGreaterThan(10);
    assertThat(page.text()).doesNotContain("49 <#if").contains("${7*7} <#if x>");
    assertThat(page.select("style")).hasSize(1);
    assertThat(Files.readAllLines(run.out.resolve("numbers.tex")))
        .allMatch(
            line ->
                line.startsWith("%")
                    || line.startsWith("\\newcommand")
                    || line.startsWith("  \\else")
                    || line.matches(
                        "\\\\luckyset\\{[A-Za-z0-9./-]+}\\{[a-z0-9.]+}\\{[A-Za-z0-9 ,.\\\\{}^-]*}"));
  }

  private static Document page(SyntheticRun run) throws IOException {
    Reporting.write(run.request());
    return Jsoup.parse(run.page());
  }

  private static Job hostile(Job job) {
    JsonNode tree = Json.tree(job);
    spoil(tree);
    return Json.read(tree.toString(), Job.class, "hostile job");
  }

  private static void spoil(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name :
          object.properties().stream().map(field -> field.getKey()).collect(Collectors.toList())) {
        if (TEXTS.contains(name) && object.get(name).isTextual()) {
          object.put(name, HOSTILE);
        } else if (name.equals("reductions")) {
          object.putArray(name).add(HOSTILE);
        } else if (name.equals("settings")) {
          ObjectNode setting = ((ObjectNode) object.get(name)).putObject(HOSTILE);
          setting.put("value", HOSTILE).put("source", "T").put("paper", HOSTILE);
        } else {
          spoil(object.get(name));
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(HostileTextTest::spoil);
    }
  }
}
