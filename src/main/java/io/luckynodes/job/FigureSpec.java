package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;

/**
 * A figure as the FIGURE stage draws it and the REPORT stage shows it.
 *
 * @param id {@code study/figNN}
 * @param title one line
 * @param caption what it shows, in our own words
 * @param alternativeText what a reader who cannot see it should know
 * @param drawing kind of drawing
 * @param options settings of the drawing, by name
 * @param select values of each sweep axis that are drawn, in the order they are drawn
 * @param claims what the paper says about the figure
 * @param reductions what the scale or the user reduced, one line each; empty if nothing
 */
public record FigureSpec(
    String id,
    String title,
    String caption,
    String alternativeText,
    String drawing,
    SortedMap<String, JsonNode> options,
    SortedMap<String, List<JsonNode>> select,
    List<Claim> claims,
    List<String> reductions) {

  /** Id of the study, the part before the slash. */
  public String study() {
    return id.substring(0, id.indexOf('/'));
  }

  /** Name within the study, the part after the slash. */
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }
}
