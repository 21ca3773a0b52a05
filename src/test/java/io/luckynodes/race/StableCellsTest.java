package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StableCellsTest {
  @Test
  void thePlanesCellsAreTwiceAsManyAsTheSamplesAndAllDiffer() {
    Samples samples = RaceSamples.gaussian(9, 2, 0.5, 1);

    List<PlaneCells.Sector> sectors = PlaneCells.of(samples);

    assertThat(sectors).hasSize(18);
    assertThat(sectors.stream().map(PlaneCells.Sector::gating).collect(Collectors.toSet()))
        .hasSize(18);
    assertThat(CellCount.log10Bound(9, 2)).isCloseTo(Math.log10(18), within(1e-12));
    assertThat(sectors.stream().mapToDouble(sector -> sector.to() - sector.from()).sum())
        .isCloseTo(360, within(1e-9));
  }

  @Test
  void aSectorsTargetIsTheSignedSumOfWhatItsDirectionsLetPass() {
    // One sample of each class, at right angles: four sectors.
    Samples samples = new Samples(2, new float[] {1, 0, 0, 2}, new int[] {1, -1});

    List<PlaneCells.Sector> sectors = PlaneCells.of(samples);

    assertThat(sectors.stream().mapToDouble(PlaneCells.Sector::from).toArray())
        .containsExactly(-90, 0, 90, 180);
    // −90 to 0: only (1, 0) passes, whose direction is at the sector's edge.
    assertThat(sectors.get(0).signedSum()).containsExactly(1, 0);
    assertThat(sectors.get(1).signedSum()).containsExactly(1, -2);
    assertThat(sectors.get(1).targetDegrees(1)).isCloseTo(-63.43, within(0.01));
    assertThat(sectors.get(1).targetDegrees(-1)).isCloseTo(116.57, within(0.01));
    assertThat(sectors.get(3).hasTarget()).isFalse();
    assertThat(PlaneCells.stable(sectors, 1, -1)).isZero();
  }

  @Test
  void probesFindEveryStableCellOfThePlaneAndNoOther() {
    int withSeveral = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Samples samples = RaceSamples.gaussian(12, 2, 0.7, seed);
      List<PlaneCells.Sector> sectors = PlaneCells.of(samples);
      for (int alignment : new int[] {1, -1}) {
        StableCells.Found found =
            StableCells.find(
                StableCells.plain(samples),
                StableCells.probes(2000, 2, RaceSamples.random(seed)),
                alignment,
                30);
        Set<Gating> stable =
            sectors.stream()
                .filter(sector -> sector.stable(alignment))
                .map(PlaneCells.Sector::gating)
                .collect(Collectors.toSet());
        assertThat(found.fixed()).as("seed " + seed).isEqualTo(stable.size());
        assertThat(found.estimate()).isGreaterThanOrEqualTo(found.fixed());
        assertThat(found.patterns().get(0)).isLessThanOrEqualTo(24);
        withSeveral += stable.size() > 1 ? 1 : 0;
      }
    }
    assertThat(withSeveral).isPositive();
  }

  @Test
  void theCountNeverGrowsAndStopsAfterThePatience() {
    Samples samples = RaceSamples.gaussian(60, 10, 0.3, 5);

    StableCells.Found found =
        StableCells.find(
            StableCells.plain(samples), StableCells.probes(300, 10, RaceSamples.random(6)), -1, 4);

    List<Integer> patterns = found.patterns();
    IntStream.range(1, patterns.size())
        .forEach(i -> assertThat(patterns.get(i)).isLessThanOrEqualTo(patterns.get(i - 1)));
    assertThat(patterns.subList(patterns.size() - 5, patterns.size()))
        .containsOnly(found.estimate());
    assertThat(patterns.get(0)).isGreaterThan(290);
  }

  @Test
  void cellsInWhichOneOrTwoProbesEndAreCountedByProbesNotByCellsOnTheWay() {
    // Two samples of one class: for class 1 all that lets either pass ends in the cell of both.
    Samples both = new Samples(2, new float[] {1, 0, 0, 1}, new int[] {1, 1});
    double[] first = {1, -0.5};
    double[] second = {-0.5, 1};
    double[] third = {1, 1};

    StableCells.Found two = StableCells.find(StableCells.plain(both), List.of(first, second), 1, 2);
    StableCells.Found three =
        StableCells.find(StableCells.plain(both), List.of(first, first, second, third), 1, 2);

    // Targets of the two outer cells are the samples, on the bound of the other, which lets nothing
    // pass: each of these cells is its own target's.
    assertThat(two.estimate()).isEqualTo(2);
    assertThat(two.alone()).isEqualTo(2);
    assertThat(two.pairs()).isZero();
    assertThat(three.estimate()).isEqualTo(3);
    assertThat(three.alone()).isEqualTo(2);
    assertThat(three.pairs()).isEqualTo(1);
  }

  @Test
  void probesThatMeetOnTheWayCountTogether() {
    Samples samples = RaceSamples.gaussian(60, 10, 0.3, 5);
    StableCells.Found found =
        StableCells.find(
            StableCells.plain(samples), StableCells.probes(300, 10, RaceSamples.random(6)), 1, 4);
    assertThat(found.alone() + 2 * found.pairs()).isLessThanOrEqualTo(300);
    assertThat(found.alone() + found.pairs()).isLessThanOrEqualTo(found.estimate());
    // 300 probes in so few cells: most cells have several.
    assertThat(found.estimate()).isLessThan(60);
    assertThat(found.alone()).isLessThan(found.estimate());
  }

  @Test
  void aProbeThatLetsNothingPassIsDead() {
    Samples samples = new Samples(2, new float[] {1, 0, 1, 0.5f}, new int[] {1, 1});

    StableCells.Found found =
        StableCells.find(
            StableCells.plain(samples), List.of(new double[] {-1, 0}, new double[] {1, 0.1}), 1, 2);

    assertThat(found.dead()).isEqualTo(1);
    assertThat(found.estimate()).isEqualTo(1);
    assertThat(found.fixed()).isEqualTo(1);
  }

  @Test
  void coversBoundIsTheSumOfBinomials() {
    // 2 (C(4,0) + C(4,1) + C(4,2)) = 22; with as many dimensions as samples every pattern: 2^5.
    assertThat(CellCount.log10Bound(5, 3)).isCloseTo(Math.log10(22), within(1e-12));
    assertThat(CellCount.log10Bound(5, 5)).isCloseTo(5 * Math.log10(2), within(1e-12));
    assertThat(CellCount.log10Bound(200, 1024)).isCloseTo(200 * Math.log10(2), within(1e-9));
    assertThat(CellCount.log10Bound(4000, 1024)).isBetween(900.0, 1300.0);
  }
}
