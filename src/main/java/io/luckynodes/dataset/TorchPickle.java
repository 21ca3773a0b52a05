package io.luckynodes.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;

/**
 * Reads the pickles of a PyTorch checkpoint, which contain ordered dictionaries, tensors and
 * storages.
 */
final class TorchPickle extends GuardedPickle {
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

    /** Number of bytes of one number. */
    int bytes() {
      return bytes;
    }

    /** The type for conversion to float32; empty if the numbers are not floating-point numbers. */
    Optional<FloatType> floats() {
      return switch (this) {
        case HALF -> Optional.of(FloatType.F16);
        case BFLOAT16 -> Optional.of(FloatType.BF16);
        case FLOAT -> Optional.of(FloatType.F32);
        case DOUBLE -> Optional.of(FloatType.F64);
        default -> Optional.empty();
      };
    }

    /** The type with a name such as {@code torch.FloatStorage}. */
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
   * An array of numbers that a checkpoint stores together.
   *
   * @param key its name in the checkpoint
   * @param count how many numbers it holds
   */
  record Storage(Type type, String key, long count) {}

  /**
   * A view of a storage.
   *
   * @param offset position of its first number in the storage
   * @param strides distance in numbers from one element to the next, along each dimension
   */
  record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

  private final SortedMap<String, Storage> storages = new TreeMap<>();

  TorchPickle() {
    super("a checkpoint", Set.of(Opcodes.BINPERSID));
  }

  /** All storages named so far, by key. */
  SortedMap<String, Storage> storages() {
    return storages;
  }

  /** Ignores the attributes of a dictionary, such as the versions of its modules. */
  @Override
  void build(Object target, Object state) {
    dictionary(target);
  }

  /** The classes and functions that a checkpoint may name. */
  @Override
  Object global(String name) {
    IObjectConstructor dictionary = this::newDictionary;
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

  private Object newDictionary(Object[] arguments) {
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

  /** Reads the description of a storage, whose numbers are outside the pickle. */
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
}
