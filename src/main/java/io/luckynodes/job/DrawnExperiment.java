package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;

/**
 * What a figure takes of one experiment.
 *
 * @param id of the experiment
 * @param title of the experiment, one line
 * @param model kind of network
 * @param settings values in force, by name; the number of seeds among them
 * @param select values of each sweep axis that the figure draws or compares, in the order they are
 *     drawn
 * @param reductions what the scale or the user reduced, one line each; empty if nothing
 */
public record DrawnExperiment(
    String id,
    String title,
    String model,
    SortedMap<String, Setting> settings,
    SortedMap<String, List<JsonNode>> select,
    List<String> reductions) {}
