package io.luckynodes.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Table;
import io.luckynodes.job.Member;
import io.luckynodes.random.Streams;
import io.luckynodes.table.TableWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WinnerRanksTest {
  private static final boolean[] ALIVE = {false};

  @Test
  void theLastEpochChoosesTheWinnerWhoseRankIsFollowedBack() {
    WinnerRanks ranks = new WinnerRanks();
    // Added out of order. At epoch 9 students 2 and 0 win.
    ranks.add(9, new double[][] {{0.2, 0.1, 0.9, 0.3, 0.4}, {0.8, 0.7, 0.1, 0.2, 0.3}});
    // Student 2 is third of five, student 0 is last.
    ranks.add(0, new double[][] {{0.5, 0.6, 0.4, 0.1, 0.2}, {-0.9, 0.1, 0.2, 0.3, 0.4}});
    ranks.add(4, new double[][] {{0.5, 0.1, 0.4, 0.1, 0.2}, {0.9, 0.1, 0.2, 0.3, 0.4}});

    assertThat(ranks.summaries().keySet()).containsExactly(0, 4, 9);
    assertMeanAndMedian(ranks, 0, (0.5 + 1) / 2, (0.5 + 1) / 2);
    assertMeanAndMedian(ranks, 4, (0.25 + 0) / 2, (0.25 + 0) / 2);
    assertMeanAndMedian(ranks, 9, 0, 0);
  }

  @Test
  void theMedianIsThatOfTheTeacherNodes() {
    WinnerRanks ranks = new WinnerRanks();
    double[] first = {1, 0, 0};
    ranks.add(1, new double[][] {first, first, first});
    // Ranks 0, ½ and 1, then 0, 0 and 1.
    ranks.add(0, new double[][] {{3, 2, 1}, {2, 3, 1}, {1, 2, 3}});
    assertMeanAndMedian(ranks, 0, 0.5, 0.5);
    WinnerRanks skewed = new WinnerRanks();
    skewed.add(1, new double[][] {first, first, first});
    skewed.add(0, new double[][] {{3, 2, 1}, {3, 2, 1}, {1, 2, 3}});
    assertMeanAndMedian(skewed, 0, 1.0 / 3, 0);
  }

  @Test
  void equalsShareTheMeanOfTheirPlaces() {
    WinnerRanks ranks = new WinnerRanks();
    ranks.add(1, new double[][] {{0, 0, 0, 1, 0}});
    // One is above, and places 1, 2 and 3 go to three equals: 2 of 4.
    ranks.add(0, new double[][] {{0.5, 0.5, 0.1, 0.5, 0.7}});
    assertMeanAndMedian(ranks, 0, 0.5, 0.5);
    // At the last epoch the first of two equals wins, and both stand at half a place.
    WinnerRanks tied = new WinnerRanks();
    tied.add(0, new double[][] {{0.1, 0.3, 0.2}});
    tied.add(1, new double[][] {{0.1, 0.8, 0.8}});
    assertMeanAndMedian(tied, 0, 0, 0);
    assertMeanAndMedian(tied, 1, 0.25, 0.25);
  }

  @Test
  void studentsWithoutAnyCorrelationShareTheirPlaces() {
    WinnerRanks ranks = new WinnerRanks();
    ranks.add(0, new double[][] {{0, 0, 0}, {0.4, 0, 0}});
    ranks.add(1, new double[][] {{0, 0, 0}, {0, 0, 0.9}});
    // The second winner, dead at the start, stands behind one and beside another.
    assertMeanAndMedian(ranks, 0, (0.5 + 0.75) / 2, (0.5 + 0.75) / 2);
    assertMeanAndMedian(ranks, 1, (0.5 + 0) / 2, (0.5 + 0) / 2);
  }

  @Test
  void theOnlyStudentIsFirst() {
    WinnerRanks ranks = new WinnerRanks();
    ranks.add(0, new double[][] {{-0.3}, {0}});
    ranks.add(1, new double[][] {{0.3}, {0}});
    assertMeanAndMedian(ranks, 0, 0, 0);
    assertMeanAndMedian(ranks, 1, 0, 0);
  }

  @Test
  void aStudentEqualToItsTeacherIsFirstThroughout() {
    RandomGenerator random = new Streams("test", 1).stream("rho", "", Streams.ONCE);
    WinnerRanks ranks = new WinnerRanks();
    for (int epoch = 0; epoch < 4; epoch++) {
      double[][] rho = new double[6][30];
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 30; j++) {
          rho[i][j] = j == i ? 1 : 0.999 * random.nextDouble();
        }
      }
      ranks.add(epoch, rho);
    }
    for (int epoch = 0; epoch < 4; epoch++) {
      assertMeanAndMedian(ranks, epoch, 0, 0);
    }
  }

  @Test
  void whatIsNotANumberHasNoRankAtItsEpochOrIfItIsTheLastAtAny() {
    WinnerRanks ranks = new WinnerRanks();
    ranks.add(0, new double[][] {{0.1, 0.2}, {0.2, 0.1}});
    ranks.add(1, new double[][] {{0.1, Double.NaN}, {0.2, 0.1}});
    ranks.add(2, new double[][] {{0.1, 0.2}, {0.2, 0.1}});
    assertMeanAndMedian(ranks, 0, 0, 0);
    assertThat(ranks.summaries().get(1).mean()).isNaN();
    assertThat(ranks.summaries().get(1).median()).isNaN();
    ranks.add(2, new double[][] {{0.1, 0.2}, {0.2, Double.NaN}});
    assertThat(ranks.summaries().get(0).mean()).isNaN();
    assertThat(ranks.summaries().get(0).median()).isNaN();
  }

  @Test
  void ranksAreThoseOfSortingEveryRow() {
    RandomGenerator random = new Streams("test", 2).stream("rho", "", Streams.ONCE);
    WinnerRanks ranks = new WinnerRanks();
    List<double[][]> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      double[][] rho = new double[7][40];
      for (double[] row : rho) {
        for (int j = 0; j < row.length; j++) {
          row[j] = 2 * random.nextDouble() - 1;
        }
      }
      epochs.add(rho);
      ranks.add(epoch, rho);
    }
    for (int epoch = 0; epoch < 5; epoch++) {
      double sum = 0;
      List<Double> all = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        int winner = sorted(epochs.get(4)[i]).get(0);
        double rank = sorted(epochs.get(epoch)[i]).indexOf(winner) / 39.0;
        sum += rank;
        all.add(rank);
      }
      all.sort(Comparator.naturalOrder());
      assertMeanAndMedian(ranks, epoch, sum / 7, all.get(3));
    }
  }

  /** Places of a row's values, the greatest first. */
  private static List<Integer> sorted(double[] row) {
    List<Integer> places = new ArrayList<>();
    for (int j = 0; j < row.length; j++) {
      places.add(j);
    }
    places.sort(Comparator.comparingDouble((Integer j) -> -row[j]));
    return places;
  }

  @Test
  void theTableHasARowForEveryNetworkEpochAndLayerAndKeepsNetworksApart() {
    TableWriter written = new TableWriter(List.of("winner-ranks"));
    LayerTables tables = new LayerTables(written);
    Member first = new Member(1, new TreeMap<>());
    Member second = new Member(2, new TreeMap<>());
    double[][] one = {{1, 0, 0}};
    double[][] other = {{0, 0, 1}};
    // In the first network the lower layer's winner changes, in the second the upper one's.
    for (int epoch = 0; epoch < 2; epoch++) {
      tables.addLayer(first, epoch, 0, epoch == 0 ? new double[][] {{1, 0.5, 0}} : other, ALIVE);
      tables.addLayer(first, epoch, 1, one, ALIVE);
      tables.addLayer(second, epoch, 0, one, ALIVE);
      tables.addLayer(second, epoch, 1, epoch == 0 ? new double[][] {{1, 0, 0.5}} : other, ALIVE);
    }
    tables.finish();
    Table table = Objects.requireNonNull(written.tables().get("winner-ranks"));
    assertThat(table.ints("seed")).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    assertThat(table.ints("layer")).containsExactly(0, 0, 1, 1, 0, 0, 1, 1);
    assertThat(table.ints("epoch")).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(table.doubles("mean_rank")).containsExactly(1, 0, 0, 0, 0, 0, 0.5, 0);
    assertThat(written.tables()).containsOnlyKeys("winner-ranks");
  }

  private static void assertMeanAndMedian(
      WinnerRanks ranks, int epoch, double mean, double median) {
    assertThat(ranks.summaries().get(epoch).mean()).isCloseTo(mean, within(1e-12));
    assertThat(ranks.summaries().get(epoch).median()).isCloseTo(median, within(1e-12));
  }
}
