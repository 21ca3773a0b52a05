package io.luckynodes.dataset;

import io.luckynodes.dataset.TorchPickle.Storage;
import io.luckynodes.dataset.TorchPickle.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A checkpoint as {@code torch.save} writes it: a state dict, or a dictionary that contains one, in
 * one of two forms.
 *
 * <ul>
 *   <li>Until PyTorch 1.5, a stream: five pickles (a magic number, the version 1001 of the
 *       protocol, facts about the machine, the state dict, the keys of the storages), then for each
 *       storage the count of its numbers and the numbers.
 *   <li>Since then, a zip archive: the pickle {@code data.pkl} and a file for each storage.
 * </ul>
 */
final class TorchCheckpoint implements VectorFile {
  /**
   * Largest allowed pickle in bytes. A state dict of a hundred tensors has some twenty thousand;
   * each byte can become an object of fifty bytes.
   */
  static final int MOST_PICKLE_BYTES = 1 << 20;

  /** Largest number of names that an error message lists. */
  private static final int NAMES_TOLD = 12;

  private static final String MAGIC = "119547037146038801333356";
  private static final int PROTOCOL = 1001;

  private final SortedMap<String, Tensor> tensors;
  private final Numbers numbers;

  /** Gives access to the numbers of storages. */
  private interface Numbers extends AutoCloseable {
    byte[] read(Storage storage, long fromByte, int length) throws IOException;

    @Override
    void close() throws IOException;
  }

  private TorchCheckpoint(Object state, Numbers numbers) throws IOException {
    this.tensors = stateDict(state);
    this.numbers = numbers;
  }

  /**
   * Finds the tensors of a network by their names: the state dict itself, or the one in a
   * dictionary that a training program saved with it. If there are several, the file is refused.
   */
  private static SortedMap<String, Tensor> stateDict(Object state) throws IOException {
    if (!(state instanceof Map<?, ?> top)) {
      throw new IOException("holds no state dict");
    }
    Map<String, SortedMap<String, Tensor>> readings = new LinkedHashMap<>();
    readings.put("its top", tensors(top));
    top.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> wrapped) {
            readings.put(String.valueOf(name), tensors(wrapped));
          }
        });
    readings.values().removeIf(SortedMap::isEmpty);
    if (readings.values().stream().anyMatch(TorchCheckpoint::hasBatchNorm)) {
      // A single tensor, such as the best accuracy, can be beside a wrapped state dict.
      readings.values().removeIf(found -> !hasBatchNorm(found));
    }
    if (readings.isEmpty()) {
      throw new IOException(
          "holds no state dict: expected tensors by their names, at its top or in one of its"
              + " entries, found "
              + top.keySet().stream().map(String::valueOf).limit(NAMES_TOLD).toList());
    }
    if (readings.size() > 1) {
      throw new IOException(
          "holds more than one state dict, expected one; save the one that is meant in a file of"
              + " its own: they are "
              + String.join(", ", readings.keySet()));
    }
    return readings.values().iterator().next();
  }

  private static SortedMap<String, Tensor> tensors(Map<?, ?> entries) {
    SortedMap<String, Tensor> found = new TreeMap<>();
    entries.forEach(
        (name, value) -> {
          if (name instanceof String text && value instanceof Tensor tensor) {
            found.put(text, tensor);
          }
        });
    return found;
  }

  private static boolean hasBatchNorm(SortedMap<String, Tensor> tensors) {
    return tensors.keySet().stream().anyMatch(name -> name.endsWith(".running_mean"));
  }

  /** Whether the first bytes of a file are those of a zip archive. */
  static boolean isZip(byte[] start) {
    return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
  }

  /** Whether the first bytes of a file are those of a pickle of protocol 2. */
  static boolean isPickle(byte[] start) {
    return start.length > 1 && (start[0] & 0xff) == 0x80 && start[1] == 2;
  }

  /**
   * Opens a checkpoint in the form of a stream.
   *
   * @throws IOException if the file is of another form or cannot be read
   */
  static TorchCheckpoint openStream(Path file) throws IOException {
    LocalBytes bytes = new LocalBytes(file);
    boolean opened = false;
    try {
      TorchCheckpoint checkpoint = stream(bytes);
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        bytes.close();
      }
    }
  }

  private static TorchCheckpoint stream(LocalBytes bytes) throws IOException {
    int length = (int) Math.min(bytes.size(), MOST_PICKLE_BYTES);
    ByteArrayInputStream pickles = new ByteArrayInputStream(bytes.read(0, length));
    TorchPickle pickle = new TorchPickle();
    if (!(pickle.read(pickles) instanceof Number magic) || !magic.toString().equals(MAGIC)) {
      throw new IOException("not a checkpoint: expected the magic number of PyTorch's");
    }
    if (!(pickle.read(pickles) instanceof Number protocol) || protocol.intValue() != PROTOCOL) {
      throw new IOException("expected version " + PROTOCOL + " of the checkpoint protocol");
    }
    if (!(pickle.read(pickles) instanceof Map<?, ?> machine)
        || !Boolean.TRUE.equals(machine.get("little_endian"))) {
      throw new IOException("was written on a machine that is not little-endian");
    }
    Object state = pickle.read(pickles);
    if (!(pickle.read(pickles) instanceof List<?> keys)) {
      throw new IOException("expected the list of its storages after the state dict");
    }
    Map<String, Long> places = new HashMap<>();
    long at = (long) length - pickles.available();
    for (Object key : keys) {
      Storage storage = key instanceof String name ? pickle.storages().get(name) : null;
      if (storage == null) {
        throw new IOException("a storage is listed of which no tensor is made");
      }
      long count =
          ByteBuffer.wrap(bytes.read(at, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
      at += Long.BYTES;
      if (count != storage.count() || count < 0) {
        throw new IOException(
            "storage " + key + ": expected " + storage.count() + " numbers, found " + count);
      }
      if (count > (bytes.size() - at) / storage.type().bytes()) {
        throw new IOException(
            "storage " + key + ": its " + count + " numbers do not fit; the file is truncated");
      }
      if (places.put(storage.key(), at) != null) {
        throw new IOException("storage " + key + " is listed twice");
      }
      at += count * storage.type().bytes();
    }
    return new TorchCheckpoint(
        state,
        new Numbers() {
          @Override
          public byte[] read(Storage storage, long fromByte, int count) throws IOException {
            Long place = places.get(storage.key());
            if (place == null) {
              throw new IOException("holds no storage " + storage.key());
            }
            return bytes.read(place + fromByte, count);
          }

          @Override
          public void close() throws IOException {
            bytes.close();
          }
        });
  }

  /**
   * Opens a checkpoint in the form of a zip archive.
   *
   * @throws IOException if the file is of another form or cannot be read
   */
  static TorchCheckpoint openZip(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    boolean opened = false;
    try {
      TorchCheckpoint checkpoint = zip(zip);
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        zip.close();
      }
    }
  }

  private static TorchCheckpoint zip(ZipFile zip) throws IOException {
    List<? extends ZipEntry> pickles =
        zip.stream().filter(entry -> entry.getName().matches("[^/]+/data\\.pkl")).toList();
    if (pickles.size() != 1) {
      throw new IOException(
          "not a checkpoint: expected one file FOLDER/data.pkl in the archive, found "
              + pickles.size());
    }
    ZipEntry data = pickles.get(0);
    String folder = data.getName().substring(0, data.getName().indexOf('/') + 1);
    ZipEntry order = zip.getEntry(folder + "byteorder");
    if (order != null
        && !new String(bytes(zip, order, 0, 16), StandardCharsets.US_ASCII)
            .strip()
            .equals("little")) {
      throw new IOException("was written on a machine that is not little-endian");
    }
    ByteArrayInputStream pickle =
        new ByteArrayInputStream(bytes(zip, data, 0, MOST_PICKLE_BYTES + 1));
    if (pickle.available() > MOST_PICKLE_BYTES) {
      throw new IOException(data.getName() + ": has more than " + MOST_PICKLE_BYTES + " bytes");
    }
    return new TorchCheckpoint(
        new TorchPickle().read(pickle),
        new Numbers() {
          @Override
          public byte[] read(Storage storage, long fromByte, int length) throws IOException {
            ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
            if (entry == null) {
              throw new IOException("holds no " + folder + "data/" + storage.key());
            }
            if (entry.getMethod() != ZipEntry.STORED) {
              // PyTorch writes no compressed files, and a few compressed bytes could become any
              // number of bytes.
              throw new IOException(entry.getName() + ": is compressed, expected plain numbers");
            }
            int bytes = storage.type().bytes();
            if (entry.getSize() % bytes != 0 || entry.getSize() / bytes != storage.count()) {
              throw new IOException(
                  entry.getName()
                      + ": expected "
                      + storage.count()
                      + " numbers, found "
                      + entry.getSize()
                      + " bytes");
            }
            byte[] read = bytes(zip, entry, fromByte, length);
            if (read.length < length) {
              throw new IOException(entry.getName() + ": ends too early");
            }
            return read;
          }

          @Override
          public void close() throws IOException {
            zip.close();
          }
        });
  }

  /** Reads at most {@code most} bytes of a file in an archive, from a given byte on. */
  private static byte[] bytes(ZipFile zip, ZipEntry entry, long from, int most) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      in.skipNBytes(from);
      return in.readNBytes(most);
    }
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(tensors.keySet()));
  }

  @Override
  public Map<String, float[]> read(Map<String, Integer> lengths) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> wanted : lengths.entrySet()) {
      String name = wanted.getKey();
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IOException("holds no " + name);
      }
      int length = wanted.getValue();
      Storage storage = tensor.storage();
      Optional<FloatType> type = storage.type().floats();
      if (type.isEmpty()
          || !tensor.shape().equals(List.of((long) length))
          || !tensor.strides().equals(List.of(1L))) {
        throw new IOException(
            name
                + ": expected FLOAT, DOUBLE, HALF or BFLOAT16 of shape ["
                + length
                + "], found "
                + storage.type()
                + " of shape "
                + tensor.shape()
                + " and strides "
                + tensor.strides());
      }
      if (tensor.offset() < 0 || tensor.offset() > storage.count() - length) {
        throw new IOException(
            name
                + ": "
                + length
                + " numbers from "
                + tensor.offset()
                + " on do not lie within the "
                + storage.count()
                + " of storage "
                + storage.key());
      }
      int width = type.get().bytes();
      ByteBuffer bytes =
          ByteBuffer.wrap(numbers.read(storage, tensor.offset() * width, length * width))
              .order(ByteOrder.LITTLE_ENDIAN);
      values.put(name, type.get().read(bytes, length));
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    numbers.close();
  }
}
