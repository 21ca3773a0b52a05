package io.luckynodes.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The types of numbers that become float32. Those of 16 bits do so without a loss, and so does a
 * float64 that was a float32 once; any other float64 becomes the nearest float32, as the decimal
 * numbers of a table do.
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

  // Of F16: one bit of sign, five of exponent, ten of fraction, which counts 2^-24 at the least.
  private static final int FRACTION_BITS = 10;
  private static final int LARGEST_EXPONENT = 31;
  private static final int SMALLEST_POWER = -24;

  private final int bytes;

  FloatType(int bytes) {
    this.bytes = bytes;
  }

  /** By the name that safetensors has for it. */
  static Optional<FloatType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  abstract float next(ByteBuffer bytes);

  /** So many numbers from a buffer's place on. */
  float[] read(ByteBuffer buffer, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = next(buffer);
    }
    return numbers;
  }
}
