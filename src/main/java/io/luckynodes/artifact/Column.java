package io.luckynodes.artifact;

/**
 * A named column of a {@link Table}. The arrays are not copied, so the caller that makes a column
 * must not change its array afterwards.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // columns are bulk data, compared by digest and never by equals
public sealed interface Column {
  String name();

  int rows();

  record Ints(String name, int[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  record Doubles(String name, double[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  record Flags(String name, boolean[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  record Texts(String name, String[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  /** Column with a list of whole numbers in each row. */
  record IntLists(String name, int[][] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  /** Column with a list of float32 in each row. */
  record FloatLists(String name, float[][] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  /** Column with {@code width} bytes in each row, one row after another. */
  record Blobs(String name, int width, byte[] values) implements Column {
    public Blobs {
      if (width <= 0 || values.length % width != 0) {
        throw new IllegalArgumentException(
            "column " + name + ": " + values.length + " bytes are no whole rows of width " + width);
      }
    }

    @Override
    public int rows() {
      return values.length / width;
    }
  }
}
