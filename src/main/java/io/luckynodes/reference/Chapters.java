package io.luckynodes.reference;

import io.luckynodes.claim.Predicate;
import io.luckynodes.claim.Predicates;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.drawing.AllTables;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.drawing.TableWords;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference as Markdown: a page each for settings, tables, drawings and predicates. */
public final class Chapters {
  /** Characters of a line of text. */
  private static final int WIDTH = 110;

  private final StringBuilder text = new StringBuilder();

  private Chapters() {}

  /** All pages, by file name. */
  public static SortedMap<String, String> all() {
    return new TreeMap<>(
        Map.of(
            "settings.md", new Chapters().settings(),
            "tables.md", new Chapters().tables(),
            "drawings.md", new Chapters().drawings(),
            "predicates.md", new Chapters().predicates()));
  }

  private void head(String title, String about, String source) {
    paragraph("# " + title);
    paragraph(about);
    paragraph(
        "This page is generated from "
            + source
            + "; [figures/README.md](../../figures/README.md#completion-and-checks-in-an-editor)"
            + " says how. `bin/lucky describe NAME` prints the same in a terminal.");
  }

  private String settings() {
    head(
        "Settings",
        "Each kind of network has the settings below. An experiment gives every setting of its kind,"
            + " under `settings` or under `sweep`.",
        "`src/main/resources/io/luckynodes/definition/models.json`");
    for (ModelKind kind : ModelKind.values()) {
      paragraph("## " + code(kind.id()));
      paragraph(kind.words());
      paragraph(
          "Tables: "
              + kind.tableNames().stream()
                  .map(name -> "[" + code(name) + "](tables.md)")
                  .collect(Collectors.joining(", "))
              + ".");
      if (kind.settings().isEmpty()) {
        continue;
      }
      row("setting", "meaning", "allowed");
      row("---", "---", "---");
      for (SettingSpec spec : kind.settings()) {
        row(code(spec.name()), spec.meaning(), spec.allowed());
      }
      text.append('\n');
    }
    return whole();
  }

  private String tables() {
    head(
        "Tables",
        "METRICS writes one artifact for each table that an experiment names under `measure`. Each"
            + " row begins with `seed`, with `epoch` or `step`, and with one column for each axis of"
            + " the sweep. Nodes and layers are counted from 0, and layer 0 is the lowest.",
        "the records of package `table` and `src/main/resources/io/luckynodes/drawing/tables.json`");
    for (String time : List.of(TableType.EPOCH, TableType.STEP)) {
      paragraph("## Tables by " + time);
      if (time.equals(TableType.STEP)) {
        paragraph(
            "Tables of the race count steps, and each network may end at a step of its own. The"
                + " column `ended` says whether the network's training ended at the row's step,"
                + " before anything was pruned. [race.md](../race.md#measurements) explains the"
                + " terms.");
      }
      row("table", "one row for", "further columns");
      row("---", "---", "---");
      TableWords.all()
          .forEach(
              (name, words) -> {
                if (type(name).time().equals(time)) {
                  row(code(name), words.row(), columns(words));
                }
              });
      text.append('\n');
    }
    return whole();
  }

  private static TableType type(String table) {
    return TableType.of(AllTables.named(table).orElseThrow());
  }

  private static String columns(TableWords table) {
    List<String> columns = new ArrayList<>();
    table
        .columns()
        .forEach(
            (name, words) ->
                columns.add(
                    code(name) + (words.meaning() == null ? "" : " (" + words.meaning() + ")")));
    String note = table.note();
    return String.join(", ", columns) + (note == null ? "" : ". " + note);
  }

  private String drawings() {
    head(
        "Drawings",
        "A figure names one of these under `drawing`, and gives its options under `options`. Every"
            + " option is needed unless the table says that it may be left out.",
        "`DrawingKind` and `src/main/resources/io/luckynodes/reference/drawings.json`");
    for (DrawingKind kind : DrawingKind.values()) {
      Words.Drawing words = Words.drawing(kind.id());
      paragraph("## " + code(kind.id()));
      paragraph(words.shows());
      paragraph(words.needs());
      options(Words.options(kind));
    }
    return whole();
  }

  private String predicates() {
    head(
        "Predicates",
        "A claim names one of these under `predicate`, and gives its options under `options`. What"
            + " a predicate says must hold for the mean over seeds; values are compared within each"
            + " seed. [artifacts.md](../artifacts.md#claims) describes the rule by which this mean is"
            + " judged.",
        "the classes of package `claim` and"
            + " `src/main/resources/io/luckynodes/reference/predicates.json`");
    paragraph(
        "A place (a layer, a variant, a panel) has *no room* if no effect can show there, for example"
            + " because the compared values are at their bound in every seed. This place does not"
            + " count for the verdict.");
    paragraph(
        "Predicates with variants or laws among their options can judge several experiments; the"
            + " others judge one. Predicates that take variants use the mean over layers, unless the"
            + " page says that they look at each layer. They compare two variants only if their"
            + " experiments have the same last epoch.");
    paragraph(
        "A network that diverged counts with the worst value: a ρ̄ of 0, an r̄ of 0.5, an accuracy of"
            + " 0.1. A layer whose ρ̄ has not grown has no winners, so its r̄ counts as 0.5 too.");
    for (String name : Predicates.names()) {
      Predicate predicate = Predicates.of(name);
      Words.Predicate words = Words.predicate(name);
      paragraph("## " + code(name));
      paragraph(words.holds());
      paragraph(
          "Reads "
              + predicate.tables().stream()
                  .map(table -> "[" + code(TableType.of(table).name()) + "](tables.md)")
                  .collect(Collectors.joining(", "))
              + (predicate.epochs() == Predicate.Epochs.LAST
                  ? " at the last epoch."
                  : " at every measured epoch.")
              + (predicate.axes().isEmpty()
                  ? ""
                  : " The experiment sweeps over "
                      + predicate.axes().stream()
                          .sorted()
                          .map(Chapters::code)
                          .collect(Collectors.joining(", "))
                      + "."));
      options(Words.options(predicate));
    }
    return whole();
  }

  private void options(List<Words.Option> options) {
    if (options.isEmpty()) {
      return;
    }
    row("option", "meaning", "allowed");
    row("---", "---", "---");
    options.forEach(option -> row(code(option.name()), option.meaning(), option.allowed()));
    text.append('\n');
  }

  private String whole() {
    return text.toString().stripTrailing() + "\n";
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  private void paragraph(String words) {
    int length = 0;
    for (String word : words.split(" ", -1)) {
      boolean next = length > 0 && length + 1 + word.length() > WIDTH;
      text.append(length == 0 ? "" : next ? "\n" : " ").append(word);
      length = (next || length == 0 ? 0 : length + 1) + word.length();
    }
    text.append("\n\n");
  }
}
