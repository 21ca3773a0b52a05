package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.race.Neurons.Neuron;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final Clusters.Rule BY_LEADER = new Clusters.Rule(false, 0);

  private static Neuron at(double degrees, double length) {
    double angle = Math.toRadians(degrees);
    return new Neuron(
        new double[] {length * Math.cos(angle), length * Math.sin(angle)}, 0, new double[] {1, -1});
  }

  /** Cosine 0.95 is at 18.19 degrees. */
  @Test
  void aNeuronJoinsTheNearestLeaderWithinTheThreshold() {
    Clusters clusters =
        new Clusters(
            List.of(at(0, 5), at(18, 1), at(30, 4), at(13, 1), at(200, 3), at(0, 0)), BY_LEADER);

    List<int[]> found = clusters.byLeader(0.95);

    // The strongest, at 0, leads; 30 leads too; 18 is nearer to 30, 13 to 0; the last is nowhere.
    assertThat(found).containsExactly(new int[] {0, 3}, new int[] {2, 1}, new int[] {4});
    assertThat(clusters.places(found)).containsExactly(0, 1, 1, 0, 2, -1);
  }

  @Test
  void componentsHangTogetherThroughChains() {
    Clusters clusters =
        new Clusters(List.of(at(0, 5), at(18, 1), at(36, 4), at(54, 1), at(200, 3)), BY_LEADER);

    assertThat(clusters.byComponents(0.95))
        .as("within each by strength, of which two are equal but for rounding")
        .satisfiesExactly(
            first -> assertThat(first).startsWith(0, 2).containsExactlyInAnyOrder(0, 1, 2, 3),
            second -> assertThat(second).containsExactly(4));
    assertThat(clusters.byLeader(0.95)).hasSize(3);
  }

  @Test
  void anEqualCountOfClustersIsFoundWhateverTheOrderOfTheNeurons() {
    RandomGenerator random = RaceSamples.random(1);
    List<Neuron> neurons = new ArrayList<>();
    for (int j = 0; j < 40; j++) {
      neurons.add(at(random.nextDouble() * 360, 1 + random.nextDouble()));
    }
    List<Neuron> reversed = new ArrayList<>(neurons);
    java.util.Collections.reverse(reversed);

    for (double threshold : new double[] {0.9, 0.95, 0.99}) {
      assertThat(new Clusters(reversed, BY_LEADER).byLeader(threshold))
          .hasSameSizeAs(new Clusters(neurons, BY_LEADER).byLeader(threshold));
      assertThat(new Clusters(reversed, BY_LEADER).byComponents(threshold))
          .hasSameSizeAs(new Clusters(neurons, BY_LEADER).byComponents(threshold))
          .hasSizeLessThanOrEqualTo(new Clusters(neurons, BY_LEADER).byLeader(threshold).size());
    }
  }

  @Test
  void mergingCollinearNeuronsKeepsTheFunction() {
    Neuron one = new Neuron(new double[] {1, 2}, 0.5, new double[] {3, -1});
    Neuron thrice = new Neuron(new double[] {3, 6}, 1.5, new double[] {-0.5, 2});
    Neuron other = new Neuron(new double[] {-1, 1}, 0, new double[] {1, 1});
    List<Neuron> before = List.of(one, other, thrice);

    List<Neuron> after = Merging.merge(before, List.of(new int[] {0, 2}, new int[] {1}));

    assertThat(after).hasSize(2);
    RandomGenerator random = RaceSamples.random(2);
    for (int i = 0; i < 100; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      assertThat(outputs(after, x)).containsExactly(outputs(before, x), within(1e-12));
    }
    assertThat(Math.hypot(Vectors.norm(after.get(0).in()), after.get(0).bias()))
        .isCloseTo(Vectors.norm(after.get(0).out()), within(1e-12));
  }

  @Test
  void neuronsThatCancelAreMergedToOneThatDoesNothing() {
    Neuron one = new Neuron(new double[] {1, 2}, 0.5, new double[] {3, -1});
    Neuron against = new Neuron(new double[] {2, 4}, 1, new double[] {-1.5, 0.5});

    List<Neuron> after = Merging.merge(List.of(one, against), List.of(new int[] {0, 1}));

    assertThat(outputs(after, new double[] {1, 1})).containsExactly(0, 0);
  }

  @Test
  void theRuleSaysHowClustersAreMadeAndWhichNeuronsAreStrongEnough() {
    // Links of 18 degrees chain the first four; strengths are as 5, 1, 4, 1 and 3.
    List<Neuron> neurons = List.of(at(0, 5), at(18, 1), at(36, 4), at(54, 1), at(200, 3));
    double cosine = Math.cos(Math.toRadians(20));
    assertThat(new Clusters(neurons, BY_LEADER).of(cosine)).hasSize(3);
    List<int[]> chains = new Clusters(neurons, new Clusters.Rule(true, 0)).of(cosine);
    assertThat(chains).hasSize(2);
    assertThat(chains.get(0)).as("the strongest first").startsWith(0, 2).contains(1, 3);
    Clusters strong = new Clusters(neurons, new Clusters.Rule(true, 0.3));
    assertThat(strong.places(strong.of(cosine))).containsExactly(0, -1, 1, -1, 2);
  }

  @Test
  void aNetworkOfNeuronsIsReadBackAsThem() {
    List<Neuron> neurons =
        List.of(at(10, 2), new Neuron(new double[] {4, 5}, 6, new double[] {7, 8}));

    var network = Neurons.network(neurons, new double[] {9, 10});

    assertThat(Neurons.outputBias(network)).containsExactly(9, 10);
    assertThat(Neurons.of(network).get(1).in()).containsExactly(4, 5);
    assertThat(Neurons.of(network).get(1).bias()).isEqualTo(6);
    assertThat(Neurons.of(network).get(1).out()).containsExactly(7, 8);
    assertThat(network.get("W2").values()).containsExactly(1, -1, 7, 8, 9, 10);
  }

  private static double[] outputs(List<Neuron> neurons, double[] x) {
    double[] sum = new double[2];
    for (Neuron neuron : neurons) {
      double active = Math.max(0, Vectors.dot(neuron.in(), x) + neuron.bias());
      sum[0] += active * neuron.out()[0];
      sum[1] += active * neuron.out()[1];
    }
    return sum;
  }
}
