package io.luckynodes.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The types of numbers that can be converted to float32. Types of 16 bits are converted without
 * loss, and so is a float64 that once was a float32. Any other float64 is rounded to the nearest
 * float32, like the decimal numbers of a table.
 */
enum FloatType {
  F16(2) {
    @Override
    float next(ByteBuffer bytes) {
      short bits = bytes.getShort();
      int exponent = bits >> FRACTION_BITS & LARGEST_EXPONENT;
      int fraction = bits & (1 << FRACTION_BITS) - 1;
      float size;
      if (exponent == LARGEST_EXPONENT) {
        size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      } else if (exponent == 0) {
        size = Math.scalb((float) fraction, SMALLEST_POWER);
      } else {
        size = Math.scalb((float) (fraction | 1 << FRACTION_BITS), SMALLEST_POWER + exponent - 1);
      }
      return bits < 0 ? -size : size;
    }
  },
  BF16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
    }
  },
  F32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  };

  // F16 has one sign bit, five exponent bits and ten fraction bits. The last fraction bit of the
  // smallest numbers counts 2^-24.
  private static final int FRACTION_BITS = 10;
  private static final int LARGEST_EXPONENT = 31;
  private static final int SMALLEST_POWER = -24;

  private final int bytes;

  FloatType(int bytes) {
    this.bytes = bytes;
  }

  /** The type with the given safetensors name. */
  static Optional<FloatType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  abstract float next(ByteBuffer bytes);

  /** Reads {@code count} numbers from a buffer's position on. */
  float[] read(ByteBuffer buffer, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = next(buffer);
    }
    return numbers;
  }
}
