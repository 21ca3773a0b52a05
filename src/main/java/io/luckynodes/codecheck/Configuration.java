package io.luckynodes.codecheck;

import io.luckynodes.definition.YamlText;
import io.luckynodes.report.Summary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code codecheck.yml}, following version 2.0 of CODECHECK's specification. */
final class Configuration {
  static final String PLACE = "codecheck.yml";

  /** The word in fields that a person must fill in; CODECHECK's own tools look for it. */
  static final String OPEN = "FIXME";

  private static final String VERSION = "https://codecheck.org.uk/spec/config/2.0/";

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<String> REMARKS =
      List.of(
          "A draft, made from the results of a run. Whoever checks them fills in what reads FIXME;",
          "no name, identifier or address was guessed. check_time is the end of the run, in UTC.");

  private Configuration() {}

  static String of(Material material) {
    Map<String, Object> paper = new LinkedHashMap<>();
    paper.put("title", material.title());
    List<String> authors = material.authors().isEmpty() ? List.of(OPEN) : material.authors();
    paper.put("authors", authors.stream().map(Configuration::person).toList());
    paper.put("reference", material.study().link().isEmpty() ? OPEN : material.study().link());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", VERSION);
    fields.put("paper", paper);
    fields.put("manifest", manifest(material));
    fields.put("codechecker", List.of(person(OPEN)));
    fields.put("summary", material.summary());
    fields.put("repository", OPEN);
    fields.put("check_time", WHEN.format(Instant.parse(material.run().complete())));
    fields.put("certificate", OPEN);
    fields.put("report", "https://doi.org/10.5281/zenodo." + OPEN);
    return YamlText.of(REMARKS, fields);
  }

  private static Map<String, String> person(String name) {
    Map<String, String> person = new LinkedHashMap<>();
    person.put("name", name);
    person.put("ORCID", OPEN);
    return person;
  }

  private static List<Map<String, String>> manifest(Material material) {
    List<Map<String, String>> items = new ArrayList<>();
    for (Summary.Figure figure : material.built()) {
      for (String path : Material.files(figure).keySet()) {
        String what = path.endsWith(Material.PICTURE) ? "picture" : "plotted numbers";
        items.add(item(path, figure.id() + ", " + what + ": " + figure.title()));
      }
    }
    for (String path : material.claims().keySet()) {
      items.add(item(path, "every claim: what is expected, what was obtained, the verdict"));
    }
    return items;
  }

  private static Map<String, String> item(String path, String comment) {
    Map<String, String> item = new LinkedHashMap<>();
    item.put("file", path);
    item.put("comment", comment);
    return item;
  }
}
