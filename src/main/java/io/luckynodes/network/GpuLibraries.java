package io.luckynodes.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The libraries of CUDA and cuDNN that TensorFlow's library for GPUs loads by name. They are in the
 * same folder as that library, and are loaded from there. The driver's own library, {@code
 * libcuda.so.1}, is not among them: it comes with the driver.
 */
public final class GpuLibraries {
  /** File names of the libraries; each comes after those that it needs. */
  static final List<String> NAMES =
      List.of(
          "libcudart.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libnvJitLink.so.12",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libcupti.so.12",
          "libnccl.so.2",
          "libcudnn.so.9",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_engines_runtime_compiled.so.9");

  private GpuLibraries() {}

  /**
   * Loads each library from a folder.
   *
   * @return a line for each library that is missing or does not load; empty if all load
   */
  public static List<String> faults(Path folder) {
    List<String> faults = new ArrayList<>();
    for (String name : NAMES) {
      Path library = folder.resolve(name).toAbsolutePath();
      if (!Files.exists(library)) {
        faults.add(library + " is missing");
        continue;
      }
      try {
        System.load(library.toString());
      } catch (UnsatisfiedLinkError e) {
        faults.add(library + " does not load: " + e.getMessage());
      }
    }
    return faults;
  }

  /** Describes the state of the libraries to a user whose TensorFlow sees no GPU. */
  static String state(Path folder) {
    if (NAMES.stream().noneMatch(name -> Files.exists(folder.resolve(name)))) {
      return "there are no libraries for one in "
          + folder
          + ": start with ./nextflow run . -profile gpu, which fetches them, or use the image lucky-nodes-gpu";
    }
    List<String> faults = faults(folder);
    return faults.isEmpty()
        ? "the libraries of CUDA and cuDNN in "
            + folder
            + " all load, so that what is missing is the GPU, its driver or, in a container, access to them"
        : String.join("; ", faults);
  }
}
