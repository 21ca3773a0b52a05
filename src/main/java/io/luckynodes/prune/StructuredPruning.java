package io.luckynodes.prune;

import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Structured pruning [C]: in each hidden layer channels are ranked by the mean absolute value of
 * their outgoing weights. The weakest share is dropped, with all weights that belong to it. Ranks
 * are those of the unpruned network.
 *
 * <p>The released code reads the weights above the last hidden layer as if channels were their last
 * dimension, though they are its first (model_gen.py:294 at 625b5f7), and so ranks mixtures of
 * channels there. This class ranks each channel by its own weights.
 */
public final class StructuredPruning {
  private StructuredPruning() {}

  /**
   * Makes the pruned network.
   *
   * @param share share of each layer's channels that is dropped, rounded down [C]
   */
  public static Parameters prune(Parameters weights, ConvNetShape shape, double share) {
    List<int[]> kept = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      kept.add(strongest(outgoing(weights, shape, layer), share));
    }
    List<Parameter> pruned = new ArrayList<>();
    int[] below = IntStream.range(0, shape.inputChannels()).toArray();
    for (int layer = 0; layer < shape.layers(); layer++) {
      String conv = "conv" + (layer + 1) + "/";
      String norm = "bn" + (layer + 1) + "/";
      pruned.add(select(select(weights.get(conv + "filter"), 2, below), 3, kept.get(layer)));
      for (String name :
          List.of(
              conv + "bias", norm + "scale", norm + "offset", norm + "mean", norm + "variance")) {
        if (weights.has(name)) {
          pruned.add(select(weights.get(name), 0, kept.get(layer)));
        }
      }
      below = kept.get(layer);
    }
    // The linear layer's rows run over y, x, channel.
    int channels = shape.channels().get(shape.layers() - 1);
    int positions = weights.get("output/weights").dimension(0) / channels;
    int[] rows = new int[positions * below.length];
    for (int position = 0; position < positions; position++) {
      for (int i = 0; i < below.length; i++) {
        rows[position * below.length + i] = position * channels + below[i];
      }
    }
    pruned.add(select(weights.get("output/weights"), 0, rows));
    pruned.add(weights.get("output/bias"));
    return new Parameters(pruned);
  }

  /**
   * Mean absolute outgoing weight of each channel of a layer.
   *
   * @param layer number of the layer, counted from 0
   */
  static double[] outgoing(Parameters weights, ConvNetShape shape, int layer) {
    int channels = shape.channels().get(layer);
    boolean last = layer == shape.layers() - 1;
    Parameter above = weights.get(last ? "output/weights" : "conv" + (layer + 2) + "/filter");
    // Both are laid out as [..., channel, out]: (y, x, channel, out) and (y · x · channel, out).
    int out = above.dimension(last ? 1 : 3);
    double[] sums = new double[channels];
    float[] values = above.values();
    for (int i = 0; i < values.length; i++) {
      sums[i / out % channels] += Math.abs(values[i]);
    }
    double count = (double) values.length / channels;
    for (int channel = 0; channel < channels; channel++) {
      sums[channel] /= count;
    }
    return sums;
  }

  /**
   * The channels that are kept, in their old order. Of equally strong channels, the one with the
   * lower number is dropped first.
   */
  private static int[] strongest(double[] strengths, double share) {
    int dropped = (int) (strengths.length * share);
    return IntStream.range(0, strengths.length)
        .boxed()
        .sorted(Comparator.comparingDouble(channel -> strengths[channel]))
        .skip(dropped)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** Selects the chosen entries along one axis. */
  private static Parameter select(Parameter parameter, int axis, int[] chosen) {
    int[] shape = parameter.shape().clone();
    int before = 1;
    int after = 1;
    for (int i = 0; i < shape.length; i++) {
      if (i < axis) {
        before *= shape[i];
      } else if (i > axis) {
        after *= shape[i];
      }
    }
    int old = shape[axis];
    shape[axis] = chosen.length;
    float[] values = new float[before * chosen.length * after];
    for (int b = 0; b < before; b++) {
      for (int i = 0; i < chosen.length; i++) {
        System.arraycopy(
            parameter.values(),
            (b * old + chosen[i]) * after,
            values,
            (b * chosen.length + i) * after,
            after);
      }
    }
    return new Parameter(parameter.name(), shape, values);
  }
}
