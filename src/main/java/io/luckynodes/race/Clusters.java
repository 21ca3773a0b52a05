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
 * Clusters of neurons by the direction of their incoming weights.
 *
 * <p>There are two methods, both deterministic. <i>By leader</i>: the method takes neurons from the
 * greatest ‖w‖ ‖a‖ down, equal ones by number. Each neuron joins the leader with the greatest
 * cosine to it if that cosine is at least the threshold, and otherwise becomes a leader. So no
 * member is further from its leader than the threshold allows. The leader is the strongest neuron
 * of its cluster, and the others can be merged into it.
 *
 * <p><i>By components</i>: neurons are linked where their cosine is at least the threshold, and a
 * cluster is a connected component. Chains of links join neurons that are themselves far apart. So
 * this method never gives more clusters than the first, and its clusters can be too wide to be
 * merged. Both are counted, to show the effect of the method.
 *
 * <p>A neuron without incoming weights is in no cluster. The same holds for a neuron that is weaker
 * than the rule's least strength.
 */
public final class Clusters {
  private final List<Neuron> neurons;
  private final Rule rule;
  private final double[][] cosines;
  private final double[] strength;
  private final int[] strongestFirst;

  /**
   * The rule that decides which neurons are grouped, and by which method.
   *
   * @param chains whether clusters are components; otherwise they are by leader
   * @param leastStrength share of the greatest ‖w‖ ‖a‖ below which a neuron is in no cluster
   */
  public record Rule(boolean chains, double leastStrength) {}

  /** Takes the neurons to group; the cosines of all pairs are computed once. */
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

  /** The number of neurons. */
  public int neurons() {
    return neurons.size();
  }

  /** Clusters by the rule, as {@link #byLeader} or {@link #byComponents} gives them. */
  public List<int[]> of(double threshold) {
    return rule.chains() ? byComponents(threshold) : byLeader(threshold);
  }

  /**
   * Clusters by leader, the largest first, equal ones by their leader's number. Within a cluster
   * the leader comes first, then the others by strength.
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
   * Clusters by components, the largest first, equal ones by their strongest neuron's number.
   * Within a cluster neurons are sorted by strength.
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
   * The index of each neuron's cluster in a list of clusters; −1 if the neuron is in none.
   *
   * @param clusters clusters of these neurons
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
