package io.luckynodes.artifact;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.fuzz.Promise;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures from strangers, sealed by them. */
class FigureFileFuzzTest {
  static Stream<byte[]> svg() {
    return Stream.of(FigureFileTest.svg());
  }

  static Stream<byte[]> png() throws IOException {
    return Stream.of(FigureFileTest.png());
  }

  @MethodSource("svg")
  @FuzzTest(maxDuration = "5m")
  void anySvg(byte[] bytes) {
    Promise.ofReader("any.svg", sealedSvg(bytes), FigureFile::read);
  }

  @MethodSource("png")
  @FuzzTest(maxDuration = "5m")
  void anyPng(byte[] bytes) {
    Promise.ofReader("any.png", bytes, FigureFile::read);
    if (bytes.length >= 12) {
      Promise.ofReader("sealed.png", FigureFile.sealedPng(bytes), FigureFile::read);
    }
  }

  private static byte[] sealedSvg(byte[] bytes) {
    return bytes.length % 2 == 0
        ? bytes
        : FigureFile.sealedSvg(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }
}
