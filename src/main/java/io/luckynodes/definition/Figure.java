package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Claim;
import java.util.List;
import java.util.SortedMap;

/**
 * A figure as defined: which experiment's metrics are drawn, how, and what the paper says about it.
 *
 * @param id {@code study/figNN}
 * @param experiment id of the experiment
 * @param select values of axes that are drawn; an axis that is not named is drawn whole
 * @param file where it is defined
 */
public record Figure(
    String id,
    String experiment,
    String title,
    String caption,
    String alternativeText,
    String drawing,
    SortedMap<String, JsonNode> options,
    SortedMap<String, List<JsonNode>> select,
    List<Claim> claims,
    String file) {}
