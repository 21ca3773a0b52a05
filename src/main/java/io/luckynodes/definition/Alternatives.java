package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Other values of an assumed setting that would have been as reasonable.
 *
 * @param values of a setting, or of an axis each a list of as many values as it has; none if only a
 *     reason is given why there are none
 * @param because why these, or why none
 */
public record Alternatives(List<JsonNode> values, String because) {
  public Alternatives {
    values = List.copyOf(values);
  }
}
