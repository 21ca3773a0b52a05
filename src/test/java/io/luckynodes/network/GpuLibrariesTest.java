package io.luckynodes.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuLibrariesTest {
  @TempDir private Path folder;

  @Test
  void withoutAnyTheWayToHaveThemIsSaid() {
    assertThat(GpuLibraries.state(folder))
        .startsWith("there are no libraries for one in " + folder)
        .contains("-profile gpu");
  }

  @Test
  void oneThatIsMissingAndOneThatDoesNotLoadAreNamed() throws Exception {
    Files.writeString(folder.resolve("libcufft.so.11"), "no library");

    assertThat(GpuLibraries.faults(folder)).hasSize(GpuLibraries.NAMES.size());
    assertThat(GpuLibraries.state(folder))
        .contains("libcudart.so.12 is missing; ")
        .contains("libcufft.so.11 does not load: ");
  }

  @Test
  void theyAreForTheTensorFlowOfTheProject() throws Exception {
    assertThat(tensorFlow(Path.of("conf/gpu/pom.xml"))).isEqualTo(tensorFlow(Path.of("pom.xml")));
  }

  private static String tensorFlow(Path pom) throws IOException {
    Matcher version =
        Pattern.compile("<tensorflow.version>(.*)</tensorflow.version>")
            .matcher(Files.readString(pom));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  /** Where the launcher has fetched them, on a machine with a GPU or without. */
  @Test
  void allThatAreFetchedLoad() throws Exception {
    assertThat(GpuLibraries.faults(fetched())).isEmpty();
  }

  /**
   * TensorFlow looks for them only where a driver says that there is a GPU. With a stand-in for one
   * it must find each, and only then nothing to compute on.
   */
  @Test
  void tensorFlowFindsAllOfThemAndMissesTheDriverAlone() throws Exception {
    Path libraries = fetched();
    assumeThat(Files.exists(Path.of("/proc/driver/nvidia/version"))).isFalse();
    Path driver = folder.resolve("libcuda.so.1");
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "gcc",
                  "-shared",
                  "-fPIC",
                  "-Wl,-soname,libcuda.so.1",
                  "-o",
                  driver.toString(),
                  "src/test/resources/gpu/driver.c")
              .inheritIO()
              .start();
    } catch (IOException e) {
      abort("no gcc to build a stand-in for the driver with");
      return;
    }
    assertThat(compiler.waitFor()).isZero();

    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.cachedir=" + libraries,
            "-Djava.library.path=" + libraries,
            "-Dorg.bytedeco.javacpp.pathsFirst=true",
            "-cp",
            System.getProperty("java.class.path"),
            AsksForGpu.class.getName());
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    builder.environment().put("TF_CPP_VMODULE", "dso_loader=1");
    Process asking = builder.redirectErrorStream(true).start();
    String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asking.waitFor();

    for (String name :
        List.of(
            "libcuda.so.1",
            "libcudart.so.12",
            "libcublas.so.12",
            "libcublasLt.so.12",
            "libcufft.so.11",
            "libcusolver.so.11",
            "libcusparse.so.12",
            "libcudnn.so.9")) {
      assertThat(said).contains("Successfully opened dynamic library " + name);
    }
    assertThat(said)
        .doesNotContain("Could not load dynamic library")
        .doesNotContain("Cannot dlopen some GPU libraries")
        .contains("--device gpu: TensorFlow sees no GPU: ");
  }

  /** In a process of its own, since a TensorFlow that is loaded stays. */
  static final class AsksForGpu {
    private AsksForGpu() {}

    public static void main(String[] arguments) {
      try {
        Device.requireGpu();
      } catch (LuckyException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static Path fetched() throws IOException {
    Path engine = Path.of(".lucky-nodes").toAbsolutePath();
    assumeThat(engine).isDirectory();
    try (Stream<Path> entries = Files.list(engine)) {
      List<Path> folders =
          entries.filter(own -> own.getFileName().toString().matches("gpu-\\d+")).toList();
      assumeThat(folders).as("the launcher fetched them").isNotEmpty();
      return folders.get(0);
    }
  }
}
