package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/**
 * One network of a job: one trial (seed) of one variant of the experiment's sweep.
 *
 * @param seed number of the trial, from 1
 * @param variant value of every sweep axis that the network depends on, by axis name
 */
public record Member(int seed, SortedMap<String, JsonNode> variant) {}
