package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A setting's value in force.
 *
 * @param value the value with which the job runs
 * @param source source of the paper's value
 * @param paper the paper's value, if the scale or the user replaced it
 */
public record Setting(JsonNode value, Source source, @Nullable JsonNode paper) {
  /** Whether the value in force differs from the paper's. */
  public boolean reduced() {
    return paper != null;
  }
}
