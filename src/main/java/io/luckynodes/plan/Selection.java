package io.luckynodes.plan;

import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Figure;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Which figures a run is asked for. */
final class Selection {
  private Selection() {}

  /**
   * The figures that match a list of ids, globs, names of studies and definition files; all if the
   * list is empty.
   *
   * @param wanted for example {@code student-specialization/fig07}, {@code
   *     student-specialization/fig1*}, {@code race} or {@code my-figure.yaml}
   * @throws LuckyException ({@link ExitCode#USAGE}) if one of them matches nothing
   */
  static List<Figure> of(Definitions definitions, List<String> wanted) {
    if (wanted.isEmpty()) {
      return List.copyOf(definitions.figures().values());
    }
    SortedSet<String> ids = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    for (String item : wanted) {
      PathMatcher glob;
      try {
        glob = FileSystems.getDefault().getPathMatcher("glob:" + item);
      } catch (PatternSyntaxException e) {
        faults.add("'" + item + "' is no pattern: " + e.getDescription());
        continue;
      }
      boolean found = false;
      for (Figure figure : definitions.figures().values()) {
        if (item.endsWith(".yaml")
            ? Path.of(figure.file()).getFileName().equals(Path.of(item).getFileName())
            : figure.id().startsWith(item + "/") || glob.matches(Path.of(figure.id()))) {
          ids.add(figure.id());
          found = true;
        }
      }
      boolean definesExperiment =
          definitions.experiments().values().stream()
              .anyMatch(
                  e ->
                      item.endsWith(".yaml")
                          && Path.of(e.file()).getFileName().equals(Path.of(item).getFileName()));
      if (!found && !definesExperiment) {
        faults.add("no figure matches '" + item + "'");
      }
    }
    if (!faults.isEmpty()) {
      throw new LuckyException(
          ExitCode.USAGE,
          String.join("\n", faults)
              + "\nfigures are: "
              + String.join(", ", definitions.figures().keySet()));
    }
    return ids.stream().map(definitions.figures()::get).toList();
  }
}
