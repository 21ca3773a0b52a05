package io.luckynodes.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;

/**
 * Reads pickles that hold numpy arrays, as Python 2 and every Python 3 write them: lists,
 * dictionaries and arrays. The bytes of the arrays are kept as they are.
 */
final class NumpyPickle extends GuardedPickle {
  private static final Object ARRAY_CLASS = "numpy.ndarray";

  /**
   * Bytes that Python 3 writes as a text with one character for each byte, in pickle protocols
   * without bytes.
   */
  private record EncodedBytes(String text) {}

  /** The type of an array's elements, given by numpy's letter and number of bytes: {@code u1}. */
  private record ElementType(String name) {}

  /** An array. Numpy first creates it and then fills it. */
  static final class Array {
    private List<Integer> shape = List.of();
    private String type = "";
    private boolean columnsFirst;
    private Object bytes = "";

    private Array() {}

    /**
     * The bytes of the array, row by row. An array of another type or shape is refused with a
     * message for the user.
     */
    byte[] rows(int rows, int columns) {
      if (!type.equals("u1") || !shape.equals(List.of(rows, columns))) {
        throw new PickleException(
            "expected an array of u1 of shape ["
                + rows
                + ", "
                + columns
                + "], found "
                + type
                + " of shape "
                + shape);
      }
      byte[] found = bytesOf(bytes);
      if (found.length != rows * columns) {
        throw new PickleException(
            "expected " + rows * columns + " bytes of an array, found " + found.length);
      }
      return columnsFirst ? transposed(found, rows, columns) : found;
    }

    private void fill(List<Integer> newShape, Object newType, boolean order, Object newBytes) {
      shape = newShape;
      type = ((ElementType) newType).name;
      columnsFirst = order;
      bytes = newBytes;
    }

    private static byte[] transposed(byte[] columnsFirst, int rows, int columns) {
      byte[] rowsFirst = new byte[columnsFirst.length];
      for (int column = 0, at = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          rowsFirst[row * columns + column] = columnsFirst[at++];
        }
      }
      return rowsFirst;
    }
  }

  NumpyPickle() {
    super(
        "arrays",
        Set.of(
            Opcodes.BINBYTES,
            Opcodes.SHORT_BINBYTES,
            Opcodes.BINBYTES8,
            Opcodes.BYTEARRAY8,
            Opcodes.FRAME,
            Opcodes.MEMOIZE,
            Opcodes.STACK_GLOBAL));
  }

  /**
   * The classes and functions that may be named. The modules that begin with {@code numpy._core}
   * are those of numpy 2.
   */
  @Override
  Object global(String name) {
    IObjectConstructor array = arguments -> new Array();
    IObjectConstructor full = NumpyPickle::fullArray;
    IObjectConstructor type = arguments -> new ElementType(text(arguments[0]));
    IObjectConstructor encoded = NumpyPickle::encoded;
    return switch (name) {
      case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct" -> array;
      case "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer" -> full;
      case "numpy.ndarray" -> ARRAY_CLASS;
      case "numpy.dtype" -> type;
      case "_codecs.encode" -> encoded;
      default -> throw new PickleException("it names " + name + ", which is refused");
    };
  }

  /** Makes an array from its bytes, type, shape and order, as pickles of protocol 5 store it. */
  private static Object fullArray(Object[] arguments) {
    Array array = new Array();
    array.fill(shape(arguments[2]), arguments[1], text(arguments[3]).equals("F"), arguments[0]);
    return array;
  }

  private static Object encoded(Object[] arguments) {
    String encoding = text(arguments[1]).toLowerCase(Locale.ROOT);
    if (!encoding.equals("latin1") && !encoding.equals("latin-1")) {
      throw new PickleException("bytes are encoded as " + encoding + ", expected latin1");
    }
    return new EncodedBytes((String) arguments[0]);
  }

  /**
   * Sets the shape, type, order and bytes of an array, which follow a version number. The state of
   * a type is ignored.
   */
  @Override
  void build(Object target, Object state) {
    Object[] fields = (Object[]) state;
    if (target instanceof Array array) {
      array.fill(shape(fields[1]), fields[2], Boolean.TRUE.equals(fields[3]), fields[4]);
    } else if (!(target instanceof ElementType)) {
      throw new PickleException("something that is no array is given a state");
    }
  }

  private static List<Integer> shape(Object tuple) {
    List<Integer> sides = new ArrayList<>();
    for (Object side : (Object[]) tuple) {
      sides.add(Math.toIntExact(((Number) side).longValue()));
    }
    return List.copyOf(sides);
  }

  /** Also accepts texts that were written as bytes. */
  @Override
  Object checkedKey(Object key) {
    return super.checkedKey(key instanceof Number ? key : text(key));
  }

  /** Converts an object to a text; the texts of Python 2 are bytes. */
  private static String text(Object object) {
    return object instanceof String text
        ? text
        : new String(bytesOf(object), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytesOf(Object object) {
    if (object instanceof byte[] bytes) {
      return bytes;
    }
    String text = object instanceof EncodedBytes encoded ? encoded.text : (String) object;
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      if (c > 0xff) {
        throw new PickleException("a text stands where bytes are expected");
      }
      bytes[i] = (byte) c;
    }
    return bytes;
  }
}
