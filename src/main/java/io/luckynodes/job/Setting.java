package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A setting's value in force.
 *
 * @param value what the job runs with
 * @param source where the paper's value comes from
 * @param paper the paper's value, if the scale or the user put another in its place
 */
public record Setting(JsonNode value, Source source, @Nullable JsonNode paper) {
  /** Whether the value in force differs from the paper's. */
  public boolean reduced() {
    return paper != null;
  }
}
