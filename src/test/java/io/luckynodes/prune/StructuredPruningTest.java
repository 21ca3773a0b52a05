package io.luckynodes.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.network.Observation;
import io.luckynodes.network.convnet.ConvNetObserver;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StructuredPruningTest {
  private static final int SIDE = 10;
  private static final ConvNetShape SHAPE =
      new ConvNetShape(SIDE, SIDE, 2, List.of(5, 4, 6), 3, BatchNorm.AFTER_RELU);
  private static final Parameters WEIGHTS = trained();

  @Test
  void theStrengthOfAChannelIsItsMeanAbsoluteOutgoingWeight() {
    float[] filter = WEIGHTS.get("conv2/filter").values();
    double[] strengths = StructuredPruning.outgoing(WEIGHTS, SHAPE, 0);
    for (int channel = 0; channel < 5; channel++) {
      double sum = 0;
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 3; x++) {
          for (int out = 0; out < 4; out++) {
            sum += Math.abs(filter[((y * 3 + x) * 5 + channel) * 4 + out]);
          }
        }
      }
      assertThat(strengths[channel]).isCloseTo(sum / 36, within(1e-9));
    }
    float[] linear = WEIGHTS.get("output/weights").values();
    double[] last = StructuredPruning.outgoing(WEIGHTS, SHAPE, 2);
    for (int channel = 0; channel < 6; channel++) {
      double sum = 0;
      for (int position = 0; position < 16; position++) {
        for (int out = 0; out < 3; out++) {
          sum += Math.abs(linear[(position * 6 + channel) * 3 + out]);
        }
      }
      assertThat(last[channel]).isCloseTo(sum / 48, within(1e-9));
    }
  }

  @Test
  void theStrongestChannelsStayInTheirOrderWithAllThatBelongsToThem() {
    Parameters pruned = StructuredPruning.prune(WEIGHTS, SHAPE, 0.5);
    assertThat(shape(pruned).channels()).containsExactly(3, 2, 3);
    int[] below = {0, 1};
    for (int layer = 0; layer < 3; layer++) {
      int[] kept = strongest(layer, shape(pruned).channels().get(layer));
      for (String name : List.of("conv%d/bias", "bn%d/scale", "bn%d/offset", "bn%d/mean")) {
        String own = name.formatted(layer + 1);
        float[] expected = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
          expected[i] = WEIGHTS.get(own).values()[kept[i]];
        }
        assertThat(pruned.get(own).values()).as(own).isEqualTo(expected);
      }
      Parameter whole = WEIGHTS.get("conv" + (layer + 1) + "/filter");
      Parameter part = pruned.get("conv" + (layer + 1) + "/filter");
      for (int place = 0; place < 9; place++) {
        for (int i = 0; i < below.length; i++) {
          for (int j = 0; j < kept.length; j++) {
            assertThat(part.values()[(place * below.length + i) * kept.length + j])
                .isEqualTo(
                    whole
                        .values()[
                        (place * whole.dimension(2) + below[i]) * whole.dimension(3) + kept[j]]);
          }
        }
      }
      below = kept;
    }
    float[] linear = pruned.get("output/weights").values();
    for (int position = 0; position < 16; position++) {
      for (int i = 0; i < below.length; i++) {
        for (int out = 0; out < 3; out++) {
          assertThat(linear[(position * below.length + i) * 3 + out])
              .isEqualTo(
                  WEIGHTS.get("output/weights").values()[(position * 6 + below[i]) * 3 + out]);
        }
      }
    }
  }

  @Test
  void theShareIsRoundedDownAndNothingIsPrunedAtZero() {
    assertThat(shape(StructuredPruning.prune(WEIGHTS, SHAPE, 0.2)).channels())
        .containsExactly(4, 4, 5);
    assertThat(shape(StructuredPruning.prune(WEIGHTS, SHAPE, 0.24)).channels())
        .containsExactly(4, 4, 5);
    assertThat(shape(StructuredPruning.prune(WEIGHTS, SHAPE, 0.95)).channels())
        .containsExactly(1, 1, 1);
    Parameters same = StructuredPruning.prune(WEIGHTS, SHAPE, 0);
    for (Parameter parameter : WEIGHTS.all()) {
      assertThat(same.get(parameter.name()).values()).isEqualTo(parameter.values());
    }
  }

  @Test
  void withoutTheWeightsOfChannelsThatLeaveNothingThePrunedNetworkComputesTheSame() {
    List<int[]> dead = List.of(new int[] {0, 3}, new int[] {1}, new int[] {2, 5});
    List<Parameter> silenced = new ArrayList<>(WEIGHTS.all());
    for (int layer = 0; layer < 3; layer++) {
      String above = layer == 2 ? "output/weights" : "conv" + (layer + 2) + "/filter";
      int channels = SHAPE.channels().get(layer);
      for (int i = 0; i < silenced.size(); i++) {
        Parameter parameter = silenced.get(i);
        if (parameter.name().equals(above)) {
          silenced.set(i, without(parameter, channels, dead.get(layer)));
        }
      }
    }
    Parameters whole = new Parameters(silenced);
    // 2 of 5, 1 of 4 and 2 of 6: what a share of 0.4 drops.
    Parameters pruned = StructuredPruning.prune(whole, SHAPE, 0.4);
    assertThat(shape(pruned).channels()).containsExactly(3, 3, 4);
    int samples = 4;
    RandomGenerator random = new Streams("sample", 3).stream("images", "", Streams.ONCE);
    float[] images = new float[samples * SIDE * SIDE * 2];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    try (ConvNetObserver observer =
        new ConvNetObserver(SHAPE, whole, shape(pruned), pruned, samples, 1)) {
      Observation seen = observer.observe(images);
      assertThat(seen.studentOutputs()).hasSize(samples * 3);
      assertThat(seen.studentOutputs()).containsExactly(seen.teacherOutputs(), within(1e-5f));
      assertThat(seen.teacherOutputs()[0]).isNotEqualTo(seen.teacherOutputs()[1]);
    }
  }

  private static Parameter without(Parameter parameter, int channels, int[] dead) {
    int out = parameter.shape()[parameter.shape().length - 1];
    float[] values = parameter.values().clone();
    for (int i = 0; i < values.length; i++) {
      int channel = i / out % channels;
      if (Arrays.stream(dead).anyMatch(d -> d == channel)) {
        values[i] = 0;
      }
    }
    return new Parameter(parameter.name(), parameter.shape(), values);
  }

  private static int[] strongest(int layer, int count) {
    double[] strengths = StructuredPruning.outgoing(WEIGHTS, SHAPE, layer);
    List<Integer> channels = new ArrayList<>();
    for (int i = 0; i < strengths.length; i++) {
      channels.add(i);
    }
    channels.sort(Comparator.comparingDouble(channel -> -strengths[channel]));
    return channels.subList(0, count).stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static ConvNetShape shape(Parameters weights) {
    return ConvNetShape.of(weights, SIDE, SIDE);
  }

  /** Weights whose BatchNorm has seen something: no statistic is 0 or 1. */
  private static Parameters trained() {
    RandomGenerator random = new Streams("sample", 1).stream("weights", "", Streams.ONCE);
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : SHAPE.initial(random).all()) {
      float[] values = parameter.values().clone();
      if (parameter.name().startsWith("bn")) {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (0.5 + random.nextDouble());
        }
      }
      parameters.add(new Parameter(parameter.name(), parameter.shape(), values));
    }
    return new Parameters(parameters);
  }
}
