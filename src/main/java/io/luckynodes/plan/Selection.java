package io.luckynodes.plan;

import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Figure;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Selects the figures that a run is asked for. */
final class Selection {
  private Selection() {}

  /**
   * The figures that match a list of ids, globs, names of studies and definition files; all figures
   * if the list is empty. A file stands for all its figures, unless another item of the list names
   * figures of the file. Then the file adds no other figures.
   *
   * @param wanted for example {@code student-specialization/fig07}, {@code
   *     student-specialization/fig1*}, {@code race} or {@code my-figure.yaml}
   * @throws LuckyException ({@link ExitCode#USAGE}) if an item matches nothing, or no figure is
   *     selected
   */
  static List<Figure> of(Definitions definitions, List<String> wanted) {
    if (wanted.isEmpty()) {
      return List.copyOf(definitions.figures().values());
    }
    SortedSet<String> ids = new TreeSet<>();
    List<SortedSet<String>> ofFiles = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String item : wanted) {
      List<Figure> matching =
          isFile(item)
              ? definitions.figures().values().stream()
                  .filter(figure -> sameName(figure.file(), item))
                  .toList()
              : matching(definitions, item);
      boolean definesExperiment =
          isFile(item)
              && definitions.experiments().values().stream()
                  .anyMatch(experiment -> sameName(experiment.file(), item));
      if (matching.isEmpty() && !definesExperiment) {
        faults.add("no figure matches '" + item + "'" + suggestion(definitions, item));
      }
      SortedSet<String> found = new TreeSet<>(matching.stream().map(Figure::id).toList());
      if (isFile(item)) {
        ofFiles.add(found);
      } else {
        ids.addAll(found);
      }
    }
    SortedSet<String> named = new TreeSet<>(ids);
    ofFiles.stream().filter(file -> Collections.disjoint(named, file)).forEach(ids::addAll);
    if (ids.isEmpty() && faults.isEmpty()) {
      faults.add(
          String.join(" and ", wanted)
              + ": no figure is defined there, and an experiment runs only for figures that draw"
              + " it");
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

  private static String suggestion(Definitions definitions, String item) {
    SortedSet<String> known = new TreeSet<>(definitions.figures().keySet());
    definitions.figures().keySet().forEach(id -> known.add(id.substring(0, id.indexOf('/'))));
    return Suggestion.text(item, known);
  }

  private static List<Figure> matching(Definitions definitions, String item) {
    PathMatcher glob;
    try {
      glob = FileSystems.getDefault().getPathMatcher("glob:" + item);
    } catch (PatternSyntaxException e) {
      throw new LuckyException(
          ExitCode.USAGE, "'" + item + "' is not a valid pattern: " + e.getDescription(), e);
    }
    return definitions.figures().values().stream()
        .filter(figure -> figure.id().startsWith(item + "/") || glob.matches(Path.of(figure.id())))
        .toList();
  }

  private static boolean isFile(String item) {
    return item.endsWith(".yaml") || item.endsWith(".yml");
  }

  private static boolean sameName(String file, String item) {
    return Path.of(file).getFileName().equals(Path.of(item).getFileName());
  }
}
