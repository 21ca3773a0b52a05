package io.luckynodes.race;

import io.luckynodes.race.Neurons.Neuron;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Neurons grouped by the direction of their incoming weights.
 *
 * <p>Two ways, both without chance. <i>By leader</i>: neurons are taken from the greatest ‖w‖ ‖a‖
 * down, equal ones by number; each joins the leader with the greatest cosine to it if that is at
 * least the threshold, and else becomes a leader. So no member is further from its leader than the
 * threshold allows, and the leader is the strongest of its cluster, into which the others can be
 * merged. <i>By components</i>: neurons are linked where their cosine is at least the threshold,
 * and a cluster is what hangs together. Chains of links join neurons that are themselves far apart,
 * so this gives never more clusters, and those too wide to be merged; it is counted beside the
 * first to show how much the way matters. A neuron without incoming weights is in no cluster, nor
 * is one that is too weak to count.
 */
public final class Clusters {
  private final List<Neuron> neurons;
  private final Rule rule;
  private final double[][] cosines;
  private final double[] strength;
  private final int[] strongestFirst;

  /**
   * Which neurons are grouped, and how.
   *
   * @param chains whether clusters are components; if not, they are by leader
   * @param leastStrength share of the greatest ‖w‖ ‖a‖ below which a neuron is in no cluster
   */
  public record Rule(boolean chains, double leastStrength) {}

  /** Neurons to group; the cosines of all pairs are computed once. */
  public Clusters(List<Neuron> neurons, Rule rule) {
    this.neurons = List.copyOf(neurons);
    this.rule = rule;
    int n = neurons.size();
    double[][] units =
        neurons.stream().map(neuron -> Vectors.unit(neuron.in())).toArray(double[][]::new);
    cosines = Vectors.products(units);
    strength =
        neurons.stream()
            .mapToDouble(neuron -> Vectors.norm(neuron.in()) * Vectors.norm(neuron.out()))
            .toArray();
    double least = rule.leastStrength() * Arrays.stream(strength).max().orElse(0);
    strongestFirst =
        IntStream.range(0, n)
            .filter(j -> Vectors.norm(neurons.get(j).in()) > 0)
            .filter(j -> strength[j] >= least)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> -strength[j]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** How many neurons there are. */
  public int neurons() {
    return neurons.size();
  }

  /** Clusters by the rule, as {@link #byLeader} or {@link #byComponents} gives them. */
  public List<int[]> of(double threshold) {
    return rule.chains() ? byComponents(threshold) : byLeader(threshold);
  }

  /**
   * Clusters by leader, the largest first, equal ones by their leader's number; within each its
   * leader first, then by strength.
   *
   * @param threshold least cosine between a member and its leader
   */
  public List<int[]> byLeader(double threshold) {
    List<List<Integer>> clusters = new ArrayList<>();
    for (int j : strongestFirst) {
      List<Integer> nearest = null;
      double best = threshold;
      for (List<Integer> cluster : clusters) {
        double cosine = cosines[cluster.get(0)][j];
        if (cosine >= threshold && (nearest == null || cosine > best)) {
          nearest = cluster;
          best = cosine;
        }
      }
      if (nearest == null) {
        nearest = new ArrayList<>();
        clusters.add(nearest);
      }
      nearest.add(j);
    }
    return sorted(clusters);
  }

  /**
   * Clusters by components, the largest first, equal ones by their strongest neuron's number;
   * within each by strength.
   *
   * @param threshold least cosine of a link
   */
  public List<int[]> byComponents(double threshold) {
    boolean[] seen = new boolean[neurons.size()];
    List<List<Integer>> clusters = new ArrayList<>();
    for (int first : strongestFirst) {
      if (seen[first]) {
        continue;
      }
      List<Integer> cluster = new ArrayList<>();
      Deque<Integer> open = new ArrayDeque<>(List.of(first));
      seen[first] = true;
      while (!open.isEmpty()) {
        int j = open.remove();
        cluster.add(j);
        for (int k : strongestFirst) {
          if (!seen[k] && cosines[j][k] >= threshold) {
            seen[k] = true;
            open.add(k);
          }
        }
      }
      cluster.sort(
          Comparator.comparingDouble((Integer j) -> -strength[j]).thenComparingInt(j -> j));
      clusters.add(cluster);
    }
    return sorted(clusters);
  }

  /**
   * The place of each neuron's cluster in a list; −1 if it is in none.
   *
   * @param clusters of these neurons
   */
  public int[] places(List<int[]> clusters) {
    int[] places = new int[neurons.size()];
    Arrays.fill(places, -1);
    for (int c = 0; c < clusters.size(); c++) {
      for (int j : clusters.get(c)) {
        places[j] = c;
      }
    }
    return places;
  }

  private static List<int[]> sorted(List<List<Integer>> clusters) {
    return clusters.stream()
        .sorted(
            Comparator.comparingInt((List<Integer> cluster) -> -cluster.size())
                .thenComparingInt(cluster -> cluster.get(0)))
        .map(cluster -> cluster.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
