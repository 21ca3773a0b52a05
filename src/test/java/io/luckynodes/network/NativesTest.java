package io.luckynodes.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * Tasks start at the same time. If each had to unpack TensorFlow's libraries first, one could load
 * a file that another is still writing, and crash.
 */
class NativesTest {
  @Test
  void areThoseThatTheBuildUnpacked() {
    String loaded = Loader.load(tensorflow.class);

    assertThat(Path.of(loaded).getParent())
        .isEqualTo(Path.of(System.getProperty("java.library.path")));
  }
}
