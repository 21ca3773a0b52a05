package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An assumed setting of an experiment with its alternatives.
 *
 * @param setting name of the setting; each experiment has it once
 * @param alternatives other values that would have been as reasonable; for an axis, lists with as
 *     many values as the axis has; empty if only a reason is given
 * @param because reason for these values, or for having none; empty if none is given
 */
public record Assumption(String setting, List<JsonNode> alternatives, String because) {
  public Assumption {
    alternatives = List.copyOf(alternatives);
  }
}
