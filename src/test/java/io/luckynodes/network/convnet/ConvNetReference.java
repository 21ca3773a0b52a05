package io.luckynodes.network.convnet;

import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ConvNet's forward pass and losses in plain float64 loops, written for clarity. Images are
 * [y][x][channel].
 */
final class ConvNetReference {
  final ConvNetShape shape;
  final Map<String, double[]> tensors = new HashMap<>();

  ConvNetReference(ConvNetShape shape, Parameters weights) {
    this.shape = shape;
    for (Parameter parameter : weights.all()) {
      double[] values = new double[parameter.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = parameter.values()[i];
      }
      tensors.put(parameter.name(), values);
    }
  }

  /**
   * Logits of a batch and the statistics that training saw.
   *
   * @param means of each layer and channel over the batch
   * @param variances of each layer and channel over the batch, biased
   */
  record Pass(
      double[][] logits,
      List<double[]> means,
      List<double[]> variances,
      List<double[][][][]> activations) {}

  Pass forward(double[][][][] images, boolean training) {
    double[][][][] below = images;
    List<double[]> means = new ArrayList<>();
    List<double[]> variances = new ArrayList<>();
    List<double[][][][]> activations = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      double[][][][] maps = convolve(below, layer, shape.channels().get(layer));
      if (shape.batchNorm().beforeRelu()) {
        normalise(maps, layer, training, means, variances);
        rectify(maps);
      } else {
        rectify(maps);
        if (shape.batchNorm().present()) {
          normalise(maps, layer, training, means, variances);
        }
      }
      activations.add(maps);
      below = maps;
    }
    double[] weights = tensors.get("output/weights");
    double[] bias = tensors.get("output/bias");
    double[][] logits = new double[images.length][shape.outputs()];
    for (int b = 0; b < images.length; b++) {
      for (int k = 0; k < shape.outputs(); k++) {
        logits[b][k] = bias[k];
        int at = 0;
        for (double[][] row : below[b]) {
          for (double[] pixel : row) {
            for (double value : pixel) {
              logits[b][k] += value * weights[at++ * shape.outputs() + k];
            }
          }
        }
      }
    }
    return new Pass(logits, means, variances, activations);
  }

  private static void rectify(double[][][][] maps) {
    for (double[][][] image : maps) {
      for (double[][] row : image) {
        for (double[] pixel : row) {
          for (int c = 0; c < pixel.length; c++) {
            pixel[c] = Math.max(pixel[c], 0);
          }
        }
      }
    }
  }

  private void normalise(
      double[][][][] maps,
      int layer,
      boolean training,
      List<double[]> means,
      List<double[]> variances) {
    int out = shape.channels().get(layer);
    double[] mean = tensors.get(shape.batchNorm().tensor(layer, "mean"));
    double[] variance = tensors.get(shape.batchNorm().tensor(layer, "variance"));
    if (training) {
      mean = new double[out];
      variance = new double[out];
      statistics(maps, mean, variance);
    }
    means.add(mean);
    variances.add(variance);
    double[] scale = tensors.get(shape.batchNorm().tensor(layer, "scale"));
    double[] offset = tensors.get(shape.batchNorm().tensor(layer, "offset"));
    for (double[][][] image : maps) {
      for (double[][] row : image) {
        for (double[] pixel : row) {
          for (int c = 0; c < out; c++) {
            pixel[c] = (pixel[c] - mean[c]) / Math.sqrt(variance[c] + 1e-5);
            if (shape.batchNorm().affine()) {
              pixel[c] = pixel[c] * scale[c] + offset[c];
            }
          }
        }
      }
    }
  }

  private double[][][][] convolve(double[][][][] below, int layer, int out) {
    double[] filter = tensors.get(ConvNetShape.filter(layer));
    double[] bias = tensors.get(ConvNetShape.bias(layer));
    int in = shape.channelsInto(layer);
    double[][][][] result =
        new double[below.length][shape.heightOf(layer)][shape.widthOf(layer)][out];
    for (int b = 0; b < below.length; b++) {
      for (int y = 0; y < shape.heightOf(layer); y++) {
        for (int x = 0; x < shape.widthOf(layer); x++) {
          for (int c = 0; c < out; c++) {
            double sum = bias[c];
            for (int dy = 0; dy < 3; dy++) {
              for (int dx = 0; dx < 3; dx++) {
                for (int i = 0; i < in; i++) {
                  sum += below[b][y + dy][x + dx][i] * filter[((dy * 3 + dx) * in + i) * out + c];
                }
              }
            }
            result[b][y][x][c] = sum;
          }
        }
      }
    }
    return result;
  }

  private static void statistics(double[][][][] maps, double[] mean, double[] variance) {
    int count = maps.length * maps[0].length * maps[0][0].length;
    for (int c = 0; c < mean.length; c++) {
      for (double[][][] image : maps) {
        for (double[][] row : image) {
          for (double[] pixel : row) {
            mean[c] += pixel[c] / count;
          }
        }
      }
      for (double[][][] image : maps) {
        for (double[][] row : image) {
          for (double[] pixel : row) {
            variance[c] += (pixel[c] - mean[c]) * (pixel[c] - mean[c]) / count;
          }
        }
      }
    }
  }

  /** Softmax cross-entropy, averaged over the batch. */
  static double crossEntropy(double[][] logits, double[][] oneHot) {
    double sum = 0;
    for (int b = 0; b < logits.length; b++) {
      double partition = 0;
      for (double logit : logits[b]) {
        partition += Math.exp(logit);
      }
      for (int k = 0; k < logits[b].length; k++) {
        sum -= oneHot[b][k] * (logits[b][k] - Math.log(partition));
      }
    }
    return sum / logits.length;
  }

  /** Mean of squared differences over batch and outputs. */
  static double meanSquared(double[][] logits, double[][] wanted) {
    double sum = 0;
    for (int b = 0; b < logits.length; b++) {
      for (int k = 0; k < logits[b].length; k++) {
        sum += (logits[b][k] - wanted[b][k]) * (logits[b][k] - wanted[b][k]);
      }
    }
    return sum / logits.length / logits[0].length;
  }
}
