package io.luckynodes.dataset;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles, instruction by instruction; of protocol 2 where nothing else is said. */
final class PickleWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PickleWriter() {
    this(2);
  }

  PickleWriter(int protocol) {
    code(0x80).code(protocol);
  }

  PickleWriter code(int instruction) {
    bytes.write(instruction);
    return this;
  }

  PickleWriter global(String module, String name) {
    bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return code('X').raw(utf8.length).raw(utf8);
  }

  /** A text of Python 2, which is bytes. */
  PickleWriter bytes(byte[] text) {
    return code('T').raw(text.length).raw(text);
  }

  PickleWriter bytes(String text) {
    return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  PickleWriter integer(int value) {
    return code('J').raw(value);
  }

  PickleWriter number(BigInteger value) {
    byte[] big = value.toByteArray();
    code(0x8a).code(big.length);
    for (int i = big.length - 1; i >= 0; i--) {
      code(big[i]);
    }
    return this;
  }

  PickleWriter mark() {
    return code('(');
  }

  PickleWriter tuple() {
    return code('t');
  }

  PickleWriter dictionary() {
    return global("collections", "OrderedDict").code(')').code('R');
  }

  PickleWriter raw(int value) {
    return raw(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  PickleWriter raw(byte[] some) {
    bytes.writeBytes(some);
    return this;
  }

  /** The pickle whole. */
  byte[] stop() {
    return code('.').bytes.toByteArray();
  }
}
