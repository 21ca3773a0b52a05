package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure as the FIGURE stage draws it and the REPORT stage shows it.
 *
 * @param id {@code study/figNN}
 * @param title one line
 * @param caption what it shows, in our own words
 * @param alternativeText what a reader who cannot see it should know
 * @param drawing kind of drawing
 * @param options settings of the drawing, by name
 * @param experiments whose metrics it draws, in the definition's order; at least one
 * @param claims what the paper says about the figure
 * @param definitions names of the user's own definition files that the plan was made with; null if
 *     the project's alone were
 * @param basedOn id of the figure that it differs from; null if it stands alone
 * @param alternative by name, the assumed settings of that figure that have another value here, by
 *     which its claims are judged once more; null if it is a figure of its own
 */
public record FigureSpec(
    String id,
    String title,
    String caption,
    String alternativeText,
    String drawing,
    SortedMap<String, JsonNode> options,
    List<DrawnExperiment> experiments,
    List<Claim> claims,
    @Nullable List<String> definitions,
    @Nullable String basedOn,
    @Nullable SortedMap<String, JsonNode> alternative) {
  private static final Pattern ID = Pattern.compile("[^/]+/[^/]+");

  public FigureSpec {
    requireId(id);
  }

  /**
   * What is read from a file may have any text there, or none.
   *
   * @throws IllegalArgumentException if it is no study and name
   */
  public static void requireId(@Nullable String id) {
    if (id != null && !ID.matcher(id).matches()) {
      throw new IllegalArgumentException("figure: expected study/name, found '" + id + "'");
    }
  }

  /** A figure of the project's own definitions. */
  public FigureSpec(
      String id,
      String title,
      String caption,
      String alternativeText,
      String drawing,
      SortedMap<String, JsonNode> options,
      List<DrawnExperiment> experiments,
      List<Claim> claims) {
    this(
        id,
        title,
        caption,
        alternativeText,
        drawing,
        options,
        experiments,
        claims,
        null,
        null,
        null);
  }

  /** Id of the study, the part before the slash. */
  public String study() {
    return id.substring(0, id.indexOf('/'));
  }

  /** Name within the study, the part after the slash. */
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }

  /**
   * Values of each sweep axis that are drawn, of a figure of one experiment.
   *
   * @throws IllegalStateException if it draws several, whose axes are not the same
   */
  public SortedMap<String, List<JsonNode>> select() {
    if (experiments.size() != 1) {
      throw new IllegalStateException(id + " draws " + experiments.size() + " experiments");
    }
    return experiments.get(0).select();
  }

  /**
   * What the scale or the user reduced, one line each; empty if nothing. Where a figure draws
   * several experiments, what is not the same in all of them stands in one line for each, after the
   * experiment's label.
   */
  public List<String> reductions() {
    return ofAll(DrawnExperiment::reductions);
  }

  /**
   * By what experiments differ from the paper's that they are based on, in lines like those of
   * {@link #reductions}.
   */
  public List<String> changes() {
    return ofAll(one -> Objects.requireNonNullElse(one.changes(), List.of()));
  }

  /** The {@link #changes} and then the {@link #reductions}. */
  public List<String> differences() {
    return Stream.concat(changes().stream(), reductions().stream()).toList();
  }

  private List<String> ofAll(Function<DrawnExperiment, List<String>> linesOf) {
    List<String> lines = new ArrayList<>(linesOf.apply(experiments.get(0)));
    experiments.forEach(one -> lines.retainAll(linesOf.apply(one)));
    List<String> common = List.copyOf(lines);
    for (DrawnExperiment one : experiments) {
      List<String> own =
          linesOf.apply(one).stream().filter(line -> !common.contains(line)).toList();
      if (!own.isEmpty()) {
        lines.add(one.label() + ": " + String.join(", ", own));
      }
    }
    return lines;
  }
}
