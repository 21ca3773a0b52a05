package io.luckynodes.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnergyTest {
  @Test
  void itIsTheTimeTimesWhatCoresAndMemoryDraw() {
    // Half an hour on one and a half cores with 8 GB: 0.5 h × (1.5 × 20 W + 8 × 0.3725 W) × 1.2.
    Energy energy = new Energy(20, 1.2, 100);
    Trace.Task task = task(1_800_000L, 150.0, 8_000_000_000L);

    double kilowattHours = energy.kilowattHours(List.of(task, task));

    assertThat(kilowattHours).isCloseTo(2 * 0.5 * (30 + 2.98) * 1.2 / 1000, within(1e-12));
    assertThat(energy.grams(kilowattHours)).isCloseTo(100 * kilowattHours, within(1e-12));
  }

  @Test
  void whatIsNotKnownOfATaskCountsAsLittleAsCanBe() {
    assertThat(Energy.ANYWHERE.kilowattHours(List.of(task(null, 100.0, 1L)))).isZero();
    assertThat(Energy.ANYWHERE.kilowattHours(List.of(task(3_600_000L, null, null))))
        .isCloseTo(0.012 * 1.67, within(1e-12));
  }

  @Test
  void wordsHaveTwoDigits() {
    assertThat(Energy.words(0.0423)).isEqualTo("42 Wh");
    assertThat(Energy.words(0.000123)).isEqualTo("0.12 Wh");
    assertThat(Energy.words(1.26)).isEqualTo("1.3 kWh");
    assertThat(Energy.words(126)).isEqualTo("130 kWh");
    assertThat(Energy.words(0)).isEqualTo("0 Wh");
    assertThat(Energy.gramsInWords(9.96)).isEqualTo("10 g");
    assertThat(Energy.gramsInWords(1234)).isEqualTo("1.2 kg");
  }

  private static Trace.Task task(
      @Nullable Long milliseconds, @Nullable Double cpu, @Nullable Long memory) {
    return new Trace.Task(
        "",
        "STUDENT",
        "",
        "COMPLETED",
        0,
        1,
        null,
        null,
        1L,
        memory,
        milliseconds,
        cpu,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
