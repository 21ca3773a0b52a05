package io.luckynodes.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickles of a PyTorch checkpoint. A pickle is a program that may name any class and
 * function; of those that this one knows, none does more than to keep its arguments, and a pickle
 * that names another, or uses an instruction that {@code torch.save} does not write, is refused.
 */
final class TorchPickle extends Unpickler {
  private static final int STORAGE_FIELDS = 5;
  private static final String STORAGE = "Storage";

  /** The types of stored numbers. */
  enum Type {
    FLOAT(4),
    DOUBLE(8),
    HALF(2),
    BFLOAT16(2),
    LONG(8),
    INT(4),
    SHORT(2),
    CHAR(1),
    BYTE(1),
    BOOL(1);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of a number. */
    int bytes() {
      return bytes;
    }

    /** From {@code torch.FloatStorage} and the like. */
    private static Optional<Type> of(String global) {
      return Arrays.stream(values())
          .filter(
              type ->
                  global.equalsIgnoreCase(
                      "torch." + type.name().toLowerCase(Locale.ROOT) + STORAGE))
          .findFirst();
    }
  }

  /**
   * Numbers that a checkpoint keeps together.
   *
   * @param key its name in the checkpoint
   * @param count how many
   */
  record Storage(Type type, String key, long count) {}

  /**
   * A view of a storage.
   *
   * @param offset of its first number
   * @param strides numbers from one element to the next, along each side
   */
  record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

  private final SortedMap<String, Storage> storages = new TreeMap<>();

  /**
   * Reads one pickle, and not a byte beyond.
   *
   * @throws IOException if the bytes are no such pickle, or one that is refused
   */
  Object read(ByteArrayInputStream bytes) throws IOException {
    try {
      return load(bytes);
    } catch (PickleException | IOException e) {
      throw new IOException("not a pickle of a checkpoint: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // A pickle that takes more from its stack than lies on it, or puts together what does not
      // fit.
      throw new IOException("not a pickle of a checkpoint: " + e, e);
    }
  }

  /** All storages named so far, by key. */
  SortedMap<String, Storage> storages() {
    return storages;
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    switch (key) {
      case Opcodes.GLOBAL -> {
        String module = PickleUtils.readline(input);
        stack.add(global(module + "." + PickleUtils.readline(input)));
        return NO_RETURN_VALUE;
      }
      case Opcodes.BUILD -> {
        // Attributes of a dictionary, such as the versions of its modules: of no use here.
        stack.pop();
        dictionary();
        return NO_RETURN_VALUE;
      }
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        put(stack.pop(), value);
        return NO_RETURN_VALUE;
      }
      case Opcodes.SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        for (int i = 0; i < items.size(); i += 2) {
          put(items.get(i), items.get(i + 1));
        }
        return NO_RETURN_VALUE;
      }
      case Opcodes.BINUNICODE, Opcodes.BINSTRING -> requireLength();
      case Opcodes.PROTO,
          Opcodes.STOP,
          Opcodes.MARK,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.LONG1,
          Opcodes.BINFLOAT,
          Opcodes.SHORT_BINSTRING,
          Opcodes.SHORT_BINUNICODE,
          Opcodes.EMPTY_DICT,
          Opcodes.EMPTY_LIST,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.APPEND,
          Opcodes.APPENDS,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.BINPERSID,
          Opcodes.REDUCE -> {
        // As the library does it.
      }
      default ->
          throw new PickleException(
              String.format(Locale.ROOT, "instruction 0x%02x has no place in one", key & 0xff));
    }
    return super.dispatch(key);
  }

  /** What a checkpoint may name. */
  private static Object global(String name) {
    IObjectConstructor dictionary = TorchPickle::newDictionary;
    IObjectConstructor tensor = TorchPickle::newTensor;
    IObjectConstructor parameter = arguments -> arguments[0];
    return switch (name) {
      case "collections.OrderedDict" -> dictionary;
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor;
      case "torch._utils._rebuild_parameter" -> parameter;
      default ->
          Type.of(name)
              .<Object>map(type -> type)
              .orElseThrow(() -> new PickleException("it names " + name + ", which is refused"));
    };
  }

  private static Object newDictionary(Object[] arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.length > 0) {
      for (Object pair : (List<?>) arguments[0]) {
        List<?> items = pair instanceof Object[] tuple ? Arrays.asList(tuple) : (List<?>) pair;
        dictionary.put(checkedKey(items.get(0)), items.get(1));
      }
    }
    return dictionary;
  }

  private static Object newTensor(Object[] arguments) {
    return new Tensor(
        (Storage) arguments[0],
        ((Number) arguments[1]).longValue(),
        longs((Object[]) arguments[2]),
        longs((Object[]) arguments[3]));
  }

  private static List<Long> longs(Object[] tuple) {
    List<Long> numbers = new ArrayList<>();
    for (Object item : tuple) {
      numbers.add(((Number) item).longValue());
    }
    return numbers;
  }

  /** A storage, which stands outside of the pickle. */
  @Override
  protected Object persistentLoad(Object id) {
    Object[] fields = (Object[]) id;
    if (fields.length < STORAGE_FIELDS || !"storage".equals(fields[0])) {
      throw new PickleException("it refers to something that is no storage");
    }
    if (fields.length > STORAGE_FIELDS && fields[STORAGE_FIELDS] != null) {
      throw new PickleException("it has views of storages, which are not supported");
    }
    Storage storage =
        new Storage((Type) fields[1], (String) fields[2], ((Number) fields[4]).longValue());
    Storage known = storages.putIfAbsent(storage.key, storage);
    if (known != null && !known.equals(storage)) {
      throw new PickleException("storage " + storage.key + " is described in two ways");
    }
    return storage;
  }

  private Map<Object, Object> dictionary() {
    if (!(stack.peek() instanceof Map<?, ?>)) {
      throw new PickleException("items are put into something that is no dictionary");
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> dictionary = (Map<Object, Object>) stack.peek();
    return dictionary;
  }

  private void put(Object key, Object value) {
    dictionary().put(checkedKey(key), value);
  }

  /** Words and numbers alone: the hash of a collection could be that of itself. */
  private static Object checkedKey(Object key) {
    if (!(key instanceof String || key instanceof Number)) {
      throw new PickleException("a key is neither a word nor a number");
    }
    return key;
  }

  /** The library would make room for any length before it looks for the bytes. */
  private void requireLength() throws IOException {
    input.mark(Integer.BYTES);
    int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, Integer.BYTES));
    if (length < 0 || length > input.available()) {
      throw new PickleException("a text of " + Integer.toUnsignedString(length) + " bytes");
    }
    input.reset();
  }
}
