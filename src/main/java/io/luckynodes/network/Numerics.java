package io.luckynodes.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.TensorFlow;

/** The properties of TensorFlow and of the machine that can change results, for the records. */
public final class Numerics {
  /**
   * Name of the system property with the name and driver of the GPU; it is not set without a GPU.
   */
  static final String DEVICE = "lucky.device";

  private Numerics() {}

  /**
   * The current versions and settings.
   *
   * @param threads threads within an operation
   */
  public static Map<String, String> of(int threads) {
    Map<String, String> numerics = new TreeMap<>();
    numerics.put("tensorflow", TensorFlow.version());
    numerics.put("precision", "float32");
    numerics.put("threads", Integer.toString(threads));
    numerics.put("onednn", System.getenv().getOrDefault("TF_ENABLE_ONEDNN_OPTS", "default"));
    numerics.put("cpu_kernels", cpuKernels());
    String device = System.getProperty(DEVICE, "");
    if (!device.isEmpty()) {
      numerics.put("device", device);
    }
    return numerics;
  }

  /**
   * The vector instructions by which oneDNN and Eigen choose their kernels; "unknown" where the
   * system does not list them.
   */
  private static String cpuKernels() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
        if (line.startsWith("flags") || line.startsWith("Features")) {
          TreeSet<String> kernels =
              new TreeSet<>(List.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")));
          kernels.removeIf(flag -> !flag.matches("avx.*|fma|amx.*|asimd.*|sve.*|bf16"));
          return String.join(" ", kernels);
        }
      }
    } catch (IOException e) {
      // Only Linux has the file.
    }
    return "unknown";
  }
}
