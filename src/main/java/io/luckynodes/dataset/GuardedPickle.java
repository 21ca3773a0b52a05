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
 * Reads pickles of one kind. A pickle is a program that may name any class and function; of those
 * that a kind knows, none does more than to keep its arguments, and a pickle that names another, or
 * uses an instruction that the writers of its kind do not use, is refused.
 */
abstract class GuardedPickle extends Unpickler {
  /** What such files need is some ten thousand; each can leave an object in memory. */
  static final int MOST_INSTRUCTIONS = 1 << 20;

  /** Those that every kind has: plain values, texts, tuples, lists, dictionaries, calls. */
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
   * @param kind what a pickle is of, for messages
   * @param more instructions beyond the common ones
   */
  GuardedPickle(String kind, Set<Short> more) {
    this.kind = kind;
    this.allowed =
        Stream.concat(COMMON.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** What stands for a class or a function that may be named; any other is refused. */
  abstract Object global(String name);

  /** Gives an object its state. */
  abstract void build(Object target, Object state);

  /**
   * Reads one pickle, and not a byte beyond.
   *
   * @throws IOException if the bytes are no such pickle, or one that is refused
   */
  final Object read(ByteArrayInputStream bytes) throws IOException {
    instructions = 0;
    try {
      return load(bytes);
    } catch (PickleException | IOException e) {
      throw new IOException("not a pickle of " + kind + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // A pickle that takes more from its stack than lies on it, or puts together what does not
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

  /** An object as the dictionary that it must be. */
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

  /** Words and numbers alone: the hash of a collection could be that of itself. */
  Object checkedKey(Object key) {
    if (!(key instanceof String || key instanceof Number)) {
      throw new PickleException("a key is neither a word nor a number");
    }
    return key;
  }

  /** The library would make room for any length before it looks for the bytes. */
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
