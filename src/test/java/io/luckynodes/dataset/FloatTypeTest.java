package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.util.Float16;
import org.junit.jupiter.api.Test;

class FloatTypeTest {
  private static ByteBuffer shorts(int bits) {
    return ByteBuffer.allocate(Short.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(0, (short) bits);
  }

  @Test
  void everyHalfIsTheNumberThatArrowReads() {
    for (int bits = 0; bits < 1 << Short.SIZE; bits++) {
      float expected = Float16.toFloat((short) bits);
      float read = FloatType.F16.next(shorts(bits));
      assertThat(Float.floatToIntBits(read))
          .as("0x%04x", bits)
          .isEqualTo(Float.floatToIntBits(expected));
    }
  }

  @Test
  void theEndsOfTheRangeAreRead() {
    assertThat(FloatType.F16.next(shorts(0x7bff))).isEqualTo(65504f);
    assertThat(FloatType.F16.next(shorts(0x0001))).isEqualTo(0x1p-24f);
    assertThat(FloatType.F16.next(shorts(0x0400))).isEqualTo(0x1p-14f);
    assertThat(FloatType.F16.next(shorts(0xbc00))).isEqualTo(-1f);
    assertThat(FloatType.BF16.next(shorts(0x3f80))).isEqualTo(1f);
    assertThat(FloatType.BF16.next(shorts(0xc0a0))).isEqualTo(-5f);
    assertThat(FloatType.BF16.next(shorts(0x0001))).isEqualTo(0x1p-133f);
  }

  @Test
  void aDoubleThatWasAFloatIsThatFloatAndAnotherTheNearest() {
    ByteBuffer bytes = ByteBuffer.allocate(3 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(0.1f).putDouble(0.1).putDouble(1 + 0x1p-25).flip();
    assertThat(FloatType.F64.read(bytes, 3)).containsExactly(0.1f, 0.1f, 1f);
  }

  @Test
  void typesAreKnownByTheirNamesInSafetensors() {
    for (FloatType type : FloatType.values()) {
      assertThat(FloatType.of(type.name())).contains(type);
    }
    assertThat(FloatType.of("I64")).isEmpty();
    assertThat(FloatType.of("F8_E4M3")).isEmpty();
  }
}
