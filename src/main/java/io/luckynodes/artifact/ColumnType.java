package io.luckynodes.artifact;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Converts each kind of {@link Column} to and from vectors of an Arrow file. */
final class ColumnType {
  private static final ArrowType INT32 = new ArrowType.Int(32, true);
  private static final ArrowType FLOAT32 =
      new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  private static final ArrowType FLOAT64 =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

  private ColumnType() {}

  static Field field(Column column) {
    String name = column.name();
    if (column instanceof Column.Ints) {
      return plain(name, INT32);
    } else if (column instanceof Column.Doubles) {
      return plain(name, FLOAT64);
    } else if (column instanceof Column.Flags) {
      return plain(name, ArrowType.Bool.INSTANCE);
    } else if (column instanceof Column.Texts) {
      return plain(name, ArrowType.Utf8.INSTANCE);
    } else if (column instanceof Column.IntLists) {
      return list(name, INT32);
    } else if (column instanceof Column.FloatLists) {
      return list(name, FLOAT32);
    } else if (column instanceof Column.Blobs blobs) {
      return plain(name, new ArrowType.FixedSizeBinary(blobs.width()));
    }
    throw new IllegalArgumentException(column.toString());
  }

  private static Field plain(String name, ArrowType type) {
    return new Field(name, FieldType.notNullable(type), null);
  }

  private static Field list(String name, ArrowType element) {
    return new Field(
        name, FieldType.notNullable(ArrowType.List.INSTANCE), List.of(plain("item", element)));
  }

  /**
   * Copies rows {@code from} to {@code to} (exclusive) of a column into an empty vector of its
   * field.
   */
  static void fill(FieldVector vector, Column column, int from, int to) {
    int rows = to - from;
    if (column instanceof Column.Ints ints) {
      IntVector target = (IntVector) vector;
      target.allocateNew(rows);
      for (int i = 0; i < rows; i++) {
        target.set(i, ints.values()[from + i]);
      }
    } else if (column instanceof Column.Doubles doubles) {
      Float8Vector target = (Float8Vector) vector;
      target.allocateNew(rows);
      for (int i = 0; i < rows; i++) {
        target.set(i, doubles.values()[from + i]);
      }
    } else if (column instanceof Column.Flags flags) {
      BitVector target = (BitVector) vector;
      target.allocateNew(rows);
      for (int i = 0; i < rows; i++) {
        target.set(i, flags.values()[from + i] ? 1 : 0);
      }
    } else if (column instanceof Column.Texts texts) {
      VarCharVector target = (VarCharVector) vector;
      target.allocateNew();
      for (int i = 0; i < rows; i++) {
        target.setSafe(i, texts.values()[from + i].getBytes(StandardCharsets.UTF_8));
      }
    } else if (column instanceof Column.IntLists lists) {
      ListVector target = (ListVector) vector;
      IntVector items = (IntVector) target.getDataVector();
      items.allocateNew(total(lists.values(), from, to));
      int next = 0;
      for (int i = 0; i < rows; i++) {
        int[] row = lists.values()[from + i];
        target.startNewValue(i);
        for (int value : row) {
          items.set(next++, value);
        }
        target.endValue(i, row.length);
      }
      items.setValueCount(next);
    } else if (column instanceof Column.FloatLists lists) {
      ListVector target = (ListVector) vector;
      Float4Vector items = (Float4Vector) target.getDataVector();
      items.allocateNew(total(lists.values(), from, to));
      int next = 0;
      for (int i = 0; i < rows; i++) {
        float[] row = lists.values()[from + i];
        target.startNewValue(i);
        for (float value : row) {
          items.set(next++, value);
        }
        target.endValue(i, row.length);
      }
      items.setValueCount(next);
    } else if (column instanceof Column.Blobs blobs) {
      FixedSizeBinaryVector target = (FixedSizeBinaryVector) vector;
      target.allocateNew(rows);
      int width = blobs.width();
      target.getDataBuffer().setBytes(0, blobs.values(), from * width, (long) rows * width);
      for (int i = 0; i < rows; i++) {
        target.setIndexDefined(i);
      }
    } else {
      throw new IllegalArgumentException(column.toString());
    }
    vector.setValueCount(rows);
  }

  private static int total(int[][] lists, int from, int to) {
    return Arrays.stream(lists, from, to).mapToInt(list -> list.length).sum();
  }

  private static int total(float[][] lists, int from, int to) {
    return Arrays.stream(lists, from, to).mapToInt(list -> list.length).sum();
  }

  /**
   * Copies a vector's rows out of Arrow's memory.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if no artifact has such a column, or if it
   *     states more rows, or longer lists, than its bytes can hold
   */
  static Column column(FieldVector vector, String origin) {
    String name = vector.getName();
    int rows = vector.getValueCount();
    requireRoom(vector, rows, origin);
    if (vector instanceof IntVector source) {
      int[] values = new int[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = source.get(i);
      }
      return new Column.Ints(name, values);
    } else if (vector instanceof Float8Vector source) {
      double[] values = new double[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = source.get(i);
      }
      return new Column.Doubles(name, values);
    } else if (vector instanceof BitVector source) {
      boolean[] values = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = source.get(i) != 0;
      }
      return new Column.Flags(name, values);
    } else if (vector instanceof VarCharVector source) {
      String[] values = new String[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = new String(source.get(i), StandardCharsets.UTF_8);
      }
      return new Column.Texts(name, values);
    } else if (vector instanceof ListVector source
        && source.getDataVector() instanceof IntVector items) {
      int[][] values = new int[rows][];
      for (int i = 0; i < rows; i++) {
        int start = source.getElementStartIndex(i);
        values[i] = new int[source.getElementEndIndex(i) - start];
        for (int j = 0; j < values[i].length; j++) {
          values[i][j] = items.get(start + j);
        }
      }
      return new Column.IntLists(name, values);
    } else if (vector instanceof ListVector source
        && source.getDataVector() instanceof Float4Vector items) {
      float[][] values = new float[rows][];
      for (int i = 0; i < rows; i++) {
        int start = source.getElementStartIndex(i);
        values[i] = new float[source.getElementEndIndex(i) - start];
        for (int j = 0; j < values[i].length; j++) {
          values[i][j] = items.get(start + j);
        }
      }
      return new Column.FloatLists(name, values);
    } else if (vector instanceof FixedSizeBinaryVector source) {
      int width = source.getByteWidth();
      byte[] values = new byte[Math.multiplyExact(rows, width)];
      source.getDataBuffer().getBytes(0, values);
      return new Column.Blobs(name, width, values);
    }
    throw new LuckyException(
        ExitCode.BAD_INPUT,
        origin
            + ": column "
            + name
            + " has type "
            + vector.getField().getType()
            + ", which no artifact has");
  }

  /**
   * Checks that the stated rows and lists fit the vector's bytes, before memory is allocated for
   * them. An altered file may state anything.
   */
  private static void requireRoom(FieldVector vector, int rows, String origin) {
    boolean fits =
        vector instanceof BaseVariableWidthVector texts
            ? inOrder(texts.getOffsetBuffer(), rows, texts.getDataBuffer().capacity())
            : vector instanceof ListVector lists
                ? inOrder(lists.getOffsetBuffer(), rows, lists.getDataVector().getValueCount())
                    && fits(lists.getDataVector(), lists.getDataVector().getValueCount())
                : fits(vector, rows);
    if (!fits) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin + ": column " + vector.getName() + ": " + rows + " rows do not fit its bytes");
    }
  }

  private static boolean fits(ValueVector vector, int rows) {
    if (!(vector instanceof BaseFixedWidthVector fixed)) {
      return true;
    }
    long bits = fixed instanceof BitVector ? 1 : (long) Byte.SIZE * fixed.getTypeWidth();
    return rows * bits <= Byte.SIZE * fixed.getDataBuffer().capacity();
  }

  /** Whether the offsets never decrease and stay within the items. */
  private static boolean inOrder(ArrowBuf offsets, int rows, long items) {
    if (rows == 0) {
      return true;
    }
    if (offsets.capacity() / Integer.BYTES <= rows) {
      return false;
    }
    int before = offsets.getInt(0);
    for (int row = 1; row <= rows; row++) {
      int next = offsets.getInt((long) row * Integer.BYTES);
      if (next < before) {
        return false;
      }
      before = next;
    }
    return offsets.getInt(0) >= 0 && before <= items;
  }
}
