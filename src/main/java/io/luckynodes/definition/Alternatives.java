package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Other values of an assumed setting that would have been as reasonable.
 *
 * @param values other values of a setting; for an axis, lists with as many values as the axis has;
 *     empty if only a reason is given why there are none
 * @param because reason for these values, or for having none
 */
public record Alternatives(List<JsonNode> values, String because) {
  public Alternatives {
    values = List.copyOf(values);
  }
}
