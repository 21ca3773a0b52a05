package io.luckynodes.dataset;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The expected BatchNorm layers of one of torchvision's VGG networks, and the places where its
 * checkpoint is published.
 *
 * @param dataset name of the data set, as in experiments
 * @param model torchvision's name of the network
 * @param layers the BatchNorm layers, lowest first
 * @param digestStart the first digits of the SHA-256 of the published checkpoint, which its file
 *     name contains: {@code MODEL-DIGITS.pth}
 * @param twin address of the same tensors as safetensors, at a commit that cannot change
 */
record VggLayout(
    String dataset, String model, List<BatchNormLayer> layers, String digestStart, URI twin) {
  /** The vectors of a BatchNorm layer, in the order in which they are stored and digested. */
  static final List<String> VECTORS = List.of("bias", "weight", "running_mean", "running_var");

  /**
   * Mark of a pooling layer in the lists of channels below; it halves the map and has no channels
   * of its own.
   */
  private static final int POOL = 0;

  /** Number of modules for each convolution: the convolution, its BatchNorm and its ReLU. */
  private static final int MODULES = 3;

  static final VggLayout VGG11 =
      new VggLayout(
          "vgg11-bn",
          "vgg11_bn",
          layersOf(64, POOL, 128, POOL, 256, 256, POOL, 512, 512, POOL, 512, 512),
          "6002323d",
          twinOf("vgg11_bn", "1eb350bbb712e01a71a259d3296ac996539a9f0e"));

  static final VggLayout VGG16 =
      new VggLayout(
          "vgg16-bn",
          "vgg16_bn",
          layersOf(
              64, 64, POOL, 128, 128, POOL, 256, 256, 256, POOL, 512, 512, 512, POOL, 512, 512,
              512),
          "6c64b313",
          twinOf("vgg16_bn", "e00c01e7cee168262dcba6428dc4a8f41e27e965"));

  static final List<VggLayout> PUBLISHED = List.of(VGG11, VGG16);

  VggLayout {
    layers = List.copyOf(layers);
  }

  /**
   * One BatchNorm layer.
   *
   * @param name name of the layer in the state dict, for example {@code features.1}
   * @param channels number of values in each of its vectors
   */
  record BatchNormLayer(String name, int channels) {
    String vector(String which) {
      return name + "." + which;
    }
  }

  /** The published network with the given data set's name. */
  static Optional<VggLayout> of(String dataset) {
    return PUBLISHED.stream().filter(layout -> layout.dataset.equals(dataset)).findFirst();
  }

  /** Number of channels of all layers together. */
  int channels() {
    return layers.stream().mapToInt(BatchNormLayer::channels).sum();
  }

  /**
   * Length of every vector by its name in the state dict, in the order in which they are digested.
   */
  Map<String, Integer> vectors() {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    for (BatchNormLayer layer : layers) {
      VECTORS.forEach(which -> lengths.put(layer.vector(which), layer.channels));
    }
    return Collections.unmodifiableMap(lengths);
  }

  /** Names of the layers. */
  SortedSet<String> layerNames() {
    SortedSet<String> names = new TreeSet<>();
    layers.forEach(layer -> names.add(layer.name));
    return names;
  }

  private static List<BatchNormLayer> layersOf(int... channels) {
    List<BatchNormLayer> layers = new ArrayList<>();
    int module = 0;
    for (int width : channels) {
      if (width != POOL) {
        layers.add(new BatchNormLayer("features." + (module + 1), width));
      }
      module += width == POOL ? 1 : MODULES;
    }
    return layers;
  }

  private static URI twinOf(String model, String commit) {
    return URI.create(
        "https://huggingface.co/timm/"
            + model
            + ".tv_in1k/resolve/"
            + commit
            + "/model.safetensors");
  }
}
