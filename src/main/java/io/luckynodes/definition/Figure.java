package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.job.Claim;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A figure as defined: the experiments that it draws, the kind of drawing, and the claims about it.
 *
 * @param id {@code study/figNN}
 * @param experiments ids of the experiments, at least one
 * @param select values of axes that are drawn, in each experiment that has the axis; all values of
 *     an axis that is not named are drawn
 * @param alternative the assumed settings, by name, whose value here is an alternative to the value
 *     in the figure on which this one is based; null if the figure draws no alternative
 * @param basedOn the figure from which this one differs; null if it stands alone
 * @param file file that defines the figure
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
