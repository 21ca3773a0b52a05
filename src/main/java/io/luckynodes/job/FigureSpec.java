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
 * @param caption description of the figure in the project's own words
 * @param alternativeText description for a reader who cannot see the figure
 * @param drawing kind of drawing
 * @param options settings of the drawing, by name
 * @param experiments experiments whose metrics are drawn, in the order of the definition; at least
 *     one
 * @param claims claims about the figure
 * @param definitions names of the user's own definition files that define the figure or its
 *     experiments; null if there are none
 * @param basedOn id of the figure from which this one differs; null if it stands alone
 * @param alternative by name, the assumed settings whose value here is an alternative to the value
 *     in the figure {@code basedOn}, whose claims are judged again with it; null if the figure
 *     draws no alternative
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
   * Checks the id of a figure, since a file may hold any text as an id, or none.
   *
   * @throws IllegalArgumentException if the id is not a study and a name
   */
  public static void requireId(@Nullable String id) {
    if (id != null && !ID.matcher(id).matches()) {
      throw new IllegalArgumentException("figure: expected study/name, found '" + id + "'");
    }
  }

  /** Creates a figure that only the project's own definitions define. */
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
   * Values of each sweep axis that are drawn, for a figure of one experiment.
   *
   * @throws IllegalStateException if the figure draws several experiments, whose axes may differ
   */
  public SortedMap<String, List<JsonNode>> select() {
    if (experiments.size() != 1) {
      throw new IllegalStateException(id + " draws " + experiments.size() + " experiments");
    }
    return experiments.get(0).select();
  }

  /**
   * Reductions by the scale or the user, one line each; empty if there are none. If a figure draws
   * several experiments, reductions that they do not share follow in one line for each experiment,
   * after its label.
   */
  public List<String> reductions() {
    return ofAll(DrawnExperiment::reductions);
  }

  /**
   * Differences of experiments from the originals on which they are based, in lines like those of
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
