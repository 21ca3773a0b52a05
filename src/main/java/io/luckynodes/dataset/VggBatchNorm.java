package io.luckynodes.dataset;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and running statistics of all BatchNorm layers of a VGG network, as the dataset
 * stage wrote them. Layers are ordered from the lowest up, channels in the network's order.
 */
public final class VggBatchNorm {
  /** Kind of the artifact. */
  public static final String KIND = "dataset";

  private final VggLayout layout;
  private final List<Layer> layers;
  private final @Nullable Parent input;

  /**
   * One layer, with a value for each channel in every vector.
   *
   * @param name name of the layer in the network's state dict
   * @param bias value that is added last; a negative one keeps most of a channel below ReLU's
   *     threshold
   * @param scale factor of the normalised values
   * @param runningMean mean of the values before normalisation, over training
   * @param runningVariance variance of the values before normalisation, over training
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
  public record Layer(
      String name, float[] bias, float[] scale, float[] runningMean, float[] runningVariance) {
    /** Number of channels. */
    public int channels() {
      return bias.length;
    }

    private float[] vector(int which) {
      return switch (which) {
        case 0 -> bias;
        case 1 -> scale;
        case 2 -> runningMean;
        default -> runningVariance;
      };
    }
  }

  private VggBatchNorm(VggLayout layout, List<Layer> layers, @Nullable Parent input) {
    this.layout = layout;
    this.layers = List.copyOf(layers);
    this.input = input;
  }

  /**
   * Makes the layers from the vectors of a state dict.
   *
   * @param vectors vectors by name, each of the layout's length
   * @throws IOException if a value is not finite, or a variance is negative
   */
  static VggBatchNorm of(VggLayout layout, Map<String, float[]> vectors) throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (VggLayout.BatchNormLayer layer : layout.layers()) {
      List<float[]> own = new ArrayList<>();
      for (String which : VggLayout.VECTORS) {
        float[] vector = Objects.requireNonNull(vectors.get(layer.vector(which)));
        boolean variance = which.equals("running_var");
        for (int channel = 0; channel < vector.length; channel++) {
          if (!Float.isFinite(vector[channel]) || (variance && vector[channel] < 0)) {
            throw new IOException(
                layer.vector(which)
                    + ": channel "
                    + channel
                    + ": expected a finite number"
                    + (variance ? ", at least 0" : "")
                    + ", found "
                    + vector[channel]);
          }
        }
        own.add(vector);
      }
      layers.add(new Layer(layer.name(), own.get(0), own.get(1), own.get(2), own.get(3)));
    }
    return new VggBatchNorm(layout, layers, null);
  }

  /**
   * Reads a checked artifact.
   *
   * @param dataset name of the data set: {@code vgg11-bn} or {@code vgg16-bn}
   * @throws LuckyException if the artifact is missing ({@link ExitCode#NO_INPUT}), or damaged, of
   *     another kind or of another network ({@link ExitCode#BAD_INPUT})
   */
  public static VggBatchNorm read(Path artifact, String dataset) {
    VggLayout layout =
        VggLayout.of(dataset)
            .orElseThrow(
                () ->
                    new LuckyException(
                        ExitCode.BAD_INPUT, "data set " + dataset + " is none of VGG networks"));
    return read(artifact, layout);
  }

  static VggBatchNorm read(Path artifact, VggLayout layout) {
    Artifact read = ArtifactReader.read(artifact).expect(KIND);
    List<Layer> layers = new ArrayList<>();
    List<Table> tables = read.tables();
    int row = 0;
    Table all = joined(tables, artifact);
    for (VggLayout.BatchNormLayer expected : layout.layers()) {
      int from = row;
      row += expected.channels();
      if (row > all.rows()) {
        break;
      }
      for (int i = from; i < row; i++) {
        if (!all.texts("model")[i].equals(layout.model())
            || !all.texts("name")[i].equals(expected.name())
            || all.ints("channel")[i] != i - from) {
          throw new LuckyException(
              ExitCode.BAD_INPUT,
              artifact
                  + ": row "
                  + i
                  + ": expected "
                  + layout.model()
                  + " "
                  + expected.name()
                  + " channel "
                  + (i - from)
                  + ", found "
                  + all.texts("model")[i]
                  + " "
                  + all.texts("name")[i]
                  + " channel "
                  + all.ints("channel")[i]);
        }
      }
      layers.add(
          new Layer(
              expected.name(),
              floats(all.doubles("bias"), from, row),
              floats(all.doubles("scale"), from, row),
              floats(all.doubles("running_mean"), from, row),
              floats(all.doubles("running_var"), from, row)));
    }
    if (all.rows() != layout.channels()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          artifact
              + ": has "
              + all.rows()
              + " rows, expected the "
              + layout.channels()
              + " channels of "
              + layout.model());
    }
    return new VggBatchNorm(layout, layers, read.asInput());
  }

  /** Joins the batches of an artifact into one table; the data is small enough. */
  private static Table joined(List<Table> tables, Path artifact) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("model", "name")) {
      columns.add(
          new Column.Texts(
              name,
              tables.stream().flatMap(t -> Arrays.stream(t.texts(name))).toArray(String[]::new)));
    }
    columns.add(
        new Column.Ints(
            "channel",
            tables.stream().flatMapToInt(t -> Arrays.stream(t.ints("channel"))).toArray()));
    for (String name : List.of("bias", "scale", "running_mean", "running_var")) {
      columns.add(
          new Column.Doubles(
              name,
              tables.stream().flatMapToDouble(t -> Arrays.stream(t.doubles(name))).toArray()));
    }
    return new Table(artifact.toString(), columns);
  }

  private static float[] floats(double[] values, int from, int to) {
    float[] floats = new float[to - from];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[from + i];
    }
    return floats;
  }

  /** The layers, lowest first. */
  public List<Layer> layers() {
    return layers;
  }

  /** The artifact as a parent, for the records of artifacts made from it. */
  public Parent asInput() {
    return Objects.requireNonNull(input, "not read from an artifact");
  }

  /**
   * SHA-256 of all values as little-endian float32: the biases, scales, running means and running
   * variances of layer after layer. The digest does not depend on the file from which the values
   * were read.
   */
  String sha256() {
    ByteBuffer bytes =
        ByteBuffer.allocate(layout.channels() * VggLayout.VECTORS.size() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (Layer layer : layers) {
      for (int which = 0; which < VggLayout.VECTORS.size(); which++) {
        for (float value : layer.vector(which)) {
          bytes.putFloat(value);
        }
      }
    }
    return Digests.of(bytes.array());
  }

  /** The artifact's table, with a row for each channel. */
  Table table() {
    int rows = layout.channels();
    String[] models = new String[rows];
    Arrays.fill(models, layout.model());
    int[] numbers = new int[rows];
    String[] names = new String[rows];
    int[] channels = new int[rows];
    double[][] values = new double[VggLayout.VECTORS.size()][rows];
    int row = 0;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      for (int channel = 0; channel < layer.channels(); channel++, row++) {
        numbers[row] = l;
        names[row] = layer.name();
        channels[row] = channel;
        for (int which = 0; which < values.length; which++) {
          values[which][row] = layer.vector(which)[channel];
        }
      }
    }
    return new Table(
        new Column.Texts("model", models),
        new Column.Ints("layer", numbers),
        new Column.Texts("name", names),
        new Column.Ints("channel", channels),
        new Column.Doubles("bias", values[0]),
        new Column.Doubles("scale", values[1]),
        new Column.Doubles("running_mean", values[2]),
        new Column.Doubles("running_var", values[3]));
  }
}
