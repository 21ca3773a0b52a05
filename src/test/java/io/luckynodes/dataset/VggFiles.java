package io.luckynodes.dataset;

import io.luckynodes.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.arrow.memory.util.Float16;

/** A network's BatchNorm vectors, and files of every form that hold them, made by code. */
final class VggFiles {
  static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  /** Numbers of a tensor that is none of the vectors; more than a reader would read along. */
  static final int WEIGHTS = 6000;

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/model.safetensors");

  /** Two layers, 8 channels. */
  static final VggLayout SMALL =
      new VggLayout(
          "small-bn",
          "small_bn",
          List.of(
              new VggLayout.BatchNormLayer("features.1", 3),
              new VggLayout.BatchNormLayer("features.4", 5)),
          "00000000",
          NOWHERE);

  /** One tensor: float32 where it is a vector, else what its name says. */
  record Tensor(String type, List<Integer> shape, byte[] bytes) {}

  final VggLayout layout;
  final Map<String, float[]> vectors = new LinkedHashMap<>();

  /** All tensors of the network, in the order of their names. */
  final Map<String, Tensor> tensors = new TreeMap<>();

  VggFiles(VggLayout layout) {
    this.layout = layout;
    SplittableRandom random = new SplittableRandom(19);
    layout
        .vectors()
        .forEach(
            (name, length) -> {
              float[] vector = new float[length];
              for (int i = 0; i < length; i++) {
                vector[i] = (float) (random.nextDouble() - (name.endsWith("var") ? 0 : 0.7));
              }
              vectors.put(name, vector);
              tensors.put(name, new Tensor("F32", List.of(length), bytes(vector)));
            });
    tensors.put(
        "features.3.weight", new Tensor("F32", List.of(2, WEIGHTS / 2), bytes(new float[WEIGHTS])));
    tensors.put(
        "features.1.num_batches_tracked", new Tensor("I64", List.of(1), new byte[Long.BYTES]));
  }

  /** Puts a module's name before that of every tensor. */
  void wrapIn(String prefix) {
    Map<String, Tensor> before = new TreeMap<>(tensors);
    tensors.clear();
    before.forEach((name, tensor) -> tensors.put(prefix + name, tensor));
  }

  /** Has all vectors stored as numbers of another type, rounded to what that can hold. */
  void storeAs(FloatType type) {
    vectors.forEach(
        (name, vector) -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(vector.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i < vector.length; i++) {
            vector[i] = put(bytes, type, vector[i]);
          }
          tensors.put(name, new Tensor(type.name(), List.of(vector.length), bytes.array()));
        });
  }

  private static float put(ByteBuffer bytes, FloatType type, float value) {
    switch (type) {
      case F16 -> {
        short half = Float16.toFloat16(value);
        bytes.putShort(half);
        return Float16.toFloat(half);
      }
      case BF16 -> {
        int upper = Float.floatToIntBits(value) >> Short.SIZE;
        bytes.putShort((short) upper);
        return Float.intBitsToFloat(upper << Short.SIZE);
      }
      case F64 -> bytes.putDouble(value);
      default -> bytes.putFloat(value);
    }
    return value;
  }

  static VggLayout with(VggLayout layout, String digestStart, URI twin) {
    return new VggLayout(layout.dataset(), layout.model(), layout.layers(), digestStart, twin);
  }

  static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  // CSV.

  byte[] csv() {
    StringBuilder csv =
        new StringBuilder("model,layer,channel,bias,weight,running_mean,running_var\n");
    for (VggLayout.BatchNormLayer layer : layout.layers()) {
      for (int c = 0; c < layer.channels(); c++) {
        csv.append(layout.model()).append(',').append(layer.name()).append(',').append(c);
        for (String which : VggLayout.VECTORS) {
          csv.append(',').append(vectors.get(layer.vector(which))[c]);
        }
        csv.append('\n');
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  // Safetensors.

  byte[] safetensors() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", Map.of("format", "pt"));
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    tensors.forEach(
        (name, tensor) -> {
          int from = data.size();
          data.writeBytes(tensor.bytes);
          header.put(
              name,
              Map.of(
                  "dtype",
                  tensor.type,
                  "shape",
                  tensor.shape,
                  "data_offsets",
                  List.of(from, data.size())));
        });
    return safetensors(Json.write(header), data.toByteArray());
  }

  static byte[] safetensors(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  // Checkpoints.

  /** The form of PyTorch until 1.5. */
  byte[] stream() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new PickleWriter().number(MAGIC).stop());
    file.writeBytes(new PickleWriter().integer(1001).stop());
    file.writeBytes(
        new PickleWriter()
            .code('}')
            .mark()
            .text("little_endian")
            .code(0x88)
            .text("protocol_version")
            .integer(1001)
            .code('u')
            .stop());
    file.writeBytes(stateDict(true));
    PickleWriter keys = new PickleWriter().code(']').mark();
    tensors.keySet().forEach(name -> keys.text(key(name)));
    file.writeBytes(keys.code('e').stop());
    tensors.forEach(
        (name, tensor) -> {
          file.writeBytes(
              ByteBuffer.allocate(Long.BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(count(tensor))
                  .array());
          file.writeBytes(tensor.bytes);
        });
    return file.toByteArray();
  }

  /** The form of PyTorch since 1.6. */
  byte[] zip() throws IOException {
    return zip(stateDict(false));
  }

  byte[] zip(byte[] pickle) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      put(zip, "archive/data.pkl", pickle);
      put(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        put(zip, "archive/data/" + key(tensor.getKey()), tensor.getValue().bytes);
      }
      put(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file.toByteArray();
  }

  /** Adds a file as PyTorch does: not compressed. */
  static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** The pickle of a dictionary with an epoch, a lone tensor, and state dicts under some names. */
  byte[] training(String... names) {
    byte[] whole = stateDict(false);
    byte[] inner = Arrays.copyOfRange(whole, 2, whole.length - 1);
    PickleWriter pickle = new PickleWriter().code('}').mark().text("epoch").integer(90);
    pickle.text("best_acc1").global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().text("storage").global("torch", "FloatStorage").text("best").text("cuda:0");
    pickle.integer(1).tuple().code('Q').integer(0).code(')').code(')').code(0x89);
    pickle.dictionary().tuple().code('R');
    for (String name : names) {
      pickle.text(name).raw(inner);
    }
    return pickle.text("optimizer").code('}').code('u').stop();
  }

  byte[] stateDict(boolean views) {
    PickleWriter pickle = new PickleWriter().dictionary().code('q').code(0).mark();
    tensors.forEach(
        (name, tensor) -> {
          pickle.text(name).global("torch._utils", "_rebuild_tensor_v2").mark();
          pickle.mark().text("storage");
          pickle.global("torch", storage(tensor.type));
          pickle.text(key(name)).text("cpu").integer(count(tensor));
          if (views) {
            pickle.code('N');
          }
          pickle.tuple().code('Q').integer(0).mark();
          tensor.shape.forEach(pickle::integer);
          pickle.tuple().mark();
          for (int i = 1; i <= tensor.shape.size(); i++) {
            pickle.integer(
                tensor.shape.subList(i, tensor.shape.size()).stream().reduce(1, (a, b) -> a * b));
          }
          pickle.tuple().code(0x89).dictionary().tuple().code('R');
        });
    // Attributes, as a module's state dict has them.
    pickle.code('u').code('}').text("_metadata").dictionary().code('s').code('b');
    return pickle.stop();
  }

  private static String storage(String type) {
    return switch (type) {
      case "F16" -> "HalfStorage";
      case "BF16" -> "BFloat16Storage";
      case "F32" -> "FloatStorage";
      case "F64" -> "DoubleStorage";
      default -> "LongStorage";
    };
  }

  /** A key that is not the tensor's name. */
  private String key(String name) {
    return Integer.toString(List.copyOf(tensors.keySet()).indexOf(name));
  }

  private static int count(Tensor tensor) {
    return tensor.shape.stream().reduce(1, (a, b) -> a * b);
  }

  boolean sameVectors(Map<String, float[]> others) {
    return others.keySet().equals(vectors.keySet())
        && vectors.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), others.get(entry.getKey())));
  }
}
