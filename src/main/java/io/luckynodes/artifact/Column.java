package io.luckynodes.artifact;

/**
 * A named column of a {@link Table}. The arrays are handed over, not copied: whoever makes a column
 * no longer writes to its array.
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

  /** A list of whole numbers per row. */
  record IntLists(String name, int[][] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  /** A list of float32 per row. */
  record FloatLists(String name, float[][] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }
  }

  /** {@code width} bytes per row, one row after the other. */
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
