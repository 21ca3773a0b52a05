package io.luckynodes.training.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopsTest {
  @Test
  void theStartAndTheEndsOfAllTrainingsAreAlwaysAmongThem() {
    Stops stops = Stops.of(100, 2, new int[] {30, 7, 100}, new int[] {50}, 0);
    assertThat(stops.steps()).containsExactly(0, 7, 30, 50, 100, 200, 300);
    assertThat(stops.last()).isEqualTo(6);
    assertThat(stops.step(3)).isEqualTo(50);
    assertThat(stops.snapshots()).containsExactly(0, 1, 2, 4, 5, 6);
    assertThat(stops.measures(0)).isTrue();
    assertThat(stops.measures(1)).isFalse();
    assertThat(stops.measures(3)).isTrue();
    assertThat(stops.measures(6)).isTrue();
  }

  @Test
  void stepsBeyondTheLastArePassedOver() {
    Stops stops = Stops.of(10, 0, new int[] {0, 5, 11, 20}, new int[] {9, 5, 30}, 0);
    assertThat(stops.steps()).containsExactly(0, 5, 9, 10);
    assertThat(stops.snapshots()).containsExactly(0, 1, 3);
  }

  @Test
  void whereWeightsAreRewoundToTrainingStopsWithoutKeepingOrMeasuring() {
    Stops stops = Stops.of(10, 1, new int[] {5}, new int[] {5}, 3);
    assertThat(stops.steps()).containsExactly(0, 3, 5, 10, 20);
    assertThat(stops.snapshots()).containsExactly(0, 2, 3, 4);
    assertThat(stops.measures(1)).isFalse();
  }
}
