package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An assumed setting of an experiment, with what else might have been assumed.
 *
 * @param setting its name; each experiment has it once
 * @param alternatives other values that would have been as reasonable; of an axis each is a list of
 *     as many values as it has; none if only a reason is given
 * @param because why these, or why none; empty if nothing is said
 */
public record Assumption(String setting, List<JsonNode> alternatives, String because) {
  public Assumption {
    alternatives = List.copyOf(alternatives);
  }
}
