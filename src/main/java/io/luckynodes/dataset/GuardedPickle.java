package io.luckynodes.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads pickles of one kind safely. A pickle is a program that may name any class and function. The
 * classes and functions that a kind allows only keep their arguments. A pickle is refused if it
 * names any other, or uses an instruction that the writers of its kind do not use.
 */
abstract class GuardedPickle extends Unpickler {
  /**
   * Largest allowed number of instructions, since each can leave an object in memory. The supported
   * files need some ten thousand.
   */
  static final int MOST_INSTRUCTIONS = 1 << 20;

  /** Instructions that every kind has: plain values, texts, tuples, lists, dictionaries, calls. */
  private static final Set<Short> COMMON =
      Set.of(
          Opcodes.PROTO,
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
          Opcodes.BINSTRING,
          Opcodes.SHORT_BINSTRING,
          Opcodes.BINUNICODE,
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
          Opcodes.SETITEM,
          Opcodes.SETITEMS,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.GLOBAL,
          Opcodes.REDUCE,
          Opcodes.BUILD);

  private final String kind;
  private final Set<Short> allowed;
  private int instructions;

  /**
   * @param kind contents of the pickles, for messages
   * @param more allowed instructions beyond the common ones
   */
  GuardedPickle(String kind, Set<Short> more) {
    this.kind = kind;
    this.allowed =
        Stream.concat(COMMON.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** The object that replaces a named class or function; any other name is refused. */
  abstract Object global(String name);

  /** Gives an object its state. */
  abstract void build(Object target, Object state);

  /**
   * Reads one pickle, and no byte beyond its end.
   *
   * @throws IOException if the bytes are not such a pickle, or the pickle is refused
   */
  final Object read(ByteArrayInputStream bytes) throws IOException {
    instructions = 0;
    try {
      return load(bytes);
    } catch (PickleException | IOException e) {
      throw new IOException("not a pickle of " + kind + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // The pickle takes more from its stack than the stack holds, or combines values that do not
      // fit.
      throw new IOException("not a pickle of " + kind + ": " + e, e);
    }
  }

  @Override
  protected final Object dispatch(short key) throws IOException {
    if (!allowed.contains(key)) {
      throw new PickleException(
          String.format(Locale.ROOT, "instruction 0x%02x has no place in one", key & 0xff));
    }
    if (++instructions > MOST_INSTRUCTIONS) {
      throw new PickleException("it has more than " + MOST_INSTRUCTIONS + " instructions");
    }
    switch (key) {
      case Opcodes.GLOBAL -> {
        String module = PickleUtils.readline(input);
        stack.add(global(module + "." + PickleUtils.readline(input)));
      }
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(global((String) stack.pop() + "." + name));
      }
      case Opcodes.BUILD -> {
        Object state = stack.pop();
        build(stack.peek(), state);
      }
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        put(stack.pop(), value);
      }
      case Opcodes.SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        for (int i = 0; i < items.size(); i += 2) {
          put(items.get(i), items.get(i + 1));
        }
      }
      case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES -> {
        requireLength(Integer.BYTES);
        return super.dispatch(key);
      }
      case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> {
        requireLength(Long.BYTES);
        return super.dispatch(key);
      }
      default -> {
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  /** Casts an object to a dictionary, or refuses the pickle. */
  static Map<Object, Object> dictionary(Object object) {
    if (!(object instanceof Map<?, ?>)) {
      throw new PickleException("items are put into something that is no dictionary");
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> dictionary = (Map<Object, Object>) object;
    return dictionary;
  }

  private void put(Object key, Object value) {
    dictionary(stack.peek()).put(checkedKey(key), value);
  }

  /**
   * Accepts only texts and numbers as keys: computing the hash of a collection that contains itself
   * would not end.
   */
  Object checkedKey(Object key) {
    if (!(key instanceof String || key instanceof Number)) {
      throw new PickleException("a key is neither a word nor a number");
    }
    return key;
  }

  /**
   * Checks the length of a text, because the library would allocate memory for any length before it
   * looks for the bytes.
   */
  private void requireLength(int width) throws IOException {
    input.mark(width);
    byte[] bytes = PickleUtils.readbytes(input, width);
    long length =
        width == Long.BYTES
            ? PickleUtils.bytes_to_long(bytes, 0)
            : PickleUtils.bytes_to_integer(bytes);
    if (length < 0 || length > input.available()) {
      throw new PickleException(
          "a text of "
              + (width == Long.BYTES
                  ? Long.toUnsignedString(length)
                  : Integer.toUnsignedString((int) length))
              + " bytes");
    }
    input.reset();
  }
}
