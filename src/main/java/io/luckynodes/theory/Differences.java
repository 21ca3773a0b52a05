package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Layer;
import java.util.ArrayList;
import java.util.List;

/** Gradients of a small network's loss by central differences, independent of back-propagation. */
public final class Differences {
  private Differences() {}

  /**
   * −∂J/∂θ for every parameter θ.
   *
   * @param y targets, [samples][outputs]
   * @param step h, which is added to and subtracted from each parameter
   */
  public static List<Layer> updates(SmallNetwork network, double[][] x, double[][] y, double step) {
    List<Layer> moved = network.layers().stream().map(SmallNetwork::copy).toList();
    SmallNetwork probe = new SmallNetwork(network.shape(), moved);
    List<Layer> updates = new ArrayList<>();
    for (Layer layer : moved) {
      double[][] weights = new double[layer.weights().length][];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = slopes(layer.weights()[k], probe, x, y, step);
      }
      updates.add(
          new Layer(
              weights,
              slopes(layer.bias(), probe, x, y, step),
              slopes(layer.scale(), probe, x, y, step),
              slopes(layer.offset(), probe, x, y, step)));
    }
    return updates;
  }

  private static double[] slopes(
      double[] values, SmallNetwork probe, double[][] x, double[][] y, double step) {
    double[] slopes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double kept = values[i];
      values[i] = kept + step;
      double above = probe.loss(x, y);
      values[i] = kept - step;
      double below = probe.loss(x, y);
      values[i] = kept;
      slopes[i] = (below - above) / (2 * step);
    }
    return slopes;
  }

  /**
   * g_j(x) of a layer without BatchNorm: minus the derivative of a sample's own loss with respect
   * to the layer's pre-activations.
   *
   * @return [samples][nodes]
   */
  public static double[][] linear(
      SmallNetwork network, int layer, double[][] x, double[][] y, double step) {
    double[][] linear = network.forward(x).get(layer).linear();
    double[][] slopes = new double[x.length][linear[0].length];
    for (int b = 0; b < x.length; b++) {
      double[][] own = {linear[b].clone()};
      double[][] target = {y[b]};
      for (int j = 0; j < own[0].length; j++) {
        own[0][j] = linear[b][j] + step;
        double above = SmallNetwork.halfSquares(target, network.outputsFrom(layer, own));
        own[0][j] = linear[b][j] - step;
        double below = SmallNetwork.halfSquares(target, network.outputsFrom(layer, own));
        own[0][j] = linear[b][j];
        slopes[b][j] = (below - above) / (2 * step);
      }
    }
    return slopes;
  }
}
