package io.luckynodes.diff;

import io.luckynodes.diff.FigureDifference.State;
import io.luckynodes.lineage.ColumnDifference;
import io.luckynodes.report.TextTable;
import io.luckynodes.report.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats the differences between two folders of results for a terminal. */
public final class DifferenceLines {
  private DifferenceLines() {}

  /** One line for each figure, then the differences, then the totals. */
  public static List<String> of(ResultsDifference difference) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        TextTable.of(
            List.of("", "folder", "scale", "run", "commit"),
            List.of(side("A", difference.a()), side("B", difference.b()))));
    lines.add("");
    lines.addAll(
        TextTable.of(
            List.of("figure", ""),
            difference.figures().stream()
                .map(figure -> List.of(figure.id(), figure.words()))
                .toList()));
    section(lines, settings(difference));
    section(lines, numbers(difference));
    section(lines, common("other code of stage", difference, FigureDifference::code));
    section(lines, common("other environment", difference, FigureDifference::environment));
    section(
        lines,
        TextTable.of(
            List.of("figure", "claim", "verdict in A", "verdict in B"),
            difference.verdicts().stream()
                .map(claim -> List.of(claim.figure(), claim.claim(), claim.a(), claim.b()))
                .toList()));
    lines.add("");
    lines.add(sum(difference));
    return lines;
  }

  private static List<String> side(String name, ResultsDifference.Side side) {
    return List.of(name, side.folder(), side.scale(), side.run(), side.commit());
  }

  private static void section(List<String> lines, List<String> table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table);
    }
  }

  private static List<String> settings(ResultsDifference difference) {
    List<List<String>> rows = new ArrayList<>();
    for (FigureDifference figure : difference.figures()) {
      figure
          .settings()
          .forEach(change -> rows.add(List.of(figure.id(), change.what(), change.a(), change.b())));
    }
    return TextTable.of(List.of("figure", "setting", "A", "B"), rows);
  }

  private static List<String> numbers(ResultsDifference difference) {
    List<List<String>> rows = new ArrayList<>();
    for (FigureDifference figure : difference.figures()) {
      for (Change change : figure.numbers().shape()) {
        rows.add(
            List.of(
                figure.id(), change.what(), change.a() + " in A, " + change.b() + " in B", "", ""));
      }
      for (ColumnDifference column : figure.numbers().columns()) {
        rows.add(
            List.of(
                figure.id(),
                column.name(),
                relative(column),
                absolute(column),
                String.valueOf(column.rows())));
      }
    }
    return TextTable.of(
        List.of("figure", "column", "relative difference", "absolute", "rows that differ"), rows);
  }

  /** The largest relative difference in words. */
  static String relative(ColumnDifference column) {
    return column.relative() == null ? "other values" : number(column.relative());
  }

  /** The largest absolute difference in words; empty if values cannot be compared. */
  static String absolute(ColumnDifference column) {
    return number(column.absolute());
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.1e", value);
  }

  /** The changes of all figures, each once with the number of its figures. */
  private static List<String> common(
      String name,
      ResultsDifference difference,
      Function<FigureDifference, List<Change>> changesOf) {
    Map<Change, Integer> counts = new LinkedHashMap<>();
    for (FigureDifference figure : difference.figures()) {
      changesOf.apply(figure).forEach(change -> counts.merge(change, 1, Integer::sum));
    }
    return TextTable.of(
        List.of(name, "A", "B", "figures"),
        counts.entrySet().stream()
            .map(
                entry ->
                    List.of(
                        entry.getKey().what(),
                        entry.getKey().a(),
                        entry.getKey().b(),
                        String.valueOf(entry.getValue())))
            .toList());
  }

  /** The number of figures in each state, and the number of changed verdicts. */
  public static String sum(ResultsDifference difference) {
    return Wording.count(difference.figures().size(), "figure", "figures")
        + ": "
        + Arrays.stream(State.values())
            .filter(state -> difference.figures(state) > 0)
            .map(state -> difference.figures(state) + " " + words(state))
            .collect(Collectors.joining(", "))
        + "; "
        + Wording.count(difference.verdicts().size(), "verdict", "verdicts")
        + " changed";
  }

  private static String words(State state) {
    return state == State.SAME
        ? "the same"
        : state == State.DIFFERENT ? "different" : state.words();
  }
}
