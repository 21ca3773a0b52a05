package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Claim;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A figure as defined: which experiments' metrics are drawn, how, and what the paper says about it.
 *
 * @param id {@code study/figNN}
 * @param experiments ids of the experiments, at least one
 * @param select values of axes that are drawn, in each experiment that has the axis; an axis that
 *     is not named is drawn whole
 * @param alternative the assumed settings, by name, that have another value here than in the figure
 *     on which it is based, as one of their alternatives; null if it is no such figure
 * @param basedOn the figure that this one differs from; null if it stands alone
 * @param file where it is defined
 */
public record Figure(
    String id,
    List<String> experiments,
    String title,
    String caption,
    String alternativeText,
    String drawing,
    SortedMap<String, JsonNode> options,
    SortedMap<String, List<JsonNode>> select,
    List<Claim> claims,
    @Nullable SortedMap<String, JsonNode> alternative,
    @Nullable Figure basedOn,
    String file) {}
