package io.luckynodes.network;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/**
 * The device on which a job computes. Without a usable GPU, TensorFlow computes on the processor
 * and says so only in its log. A job that asks for a GPU therefore checks for one before it starts.
 */
public final class Device {
  /** The kinds of device for which a job may ask. */
  public enum Kind {
    cpu,
    gpu
  }

  private static final List<String> QUERY =
      List.of("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader");

  private Device() {}

  /**
   * Makes sure that TensorFlow computes on a GPU, and sets the property {@link Numerics#DEVICE} to
   * its name and driver for the records.
   *
   * @throws LuckyException ({@link ExitCode#USAGE}) if TensorFlow sees no GPU, or if nvidia-smi
   *     does not name the GPU
   */
  public static void requireGpu() {
    Path folder = Path.of(System.getProperty("java.library.path", ""));
    System.setProperty(
        Numerics.DEVICE,
        describe(Device::refusal, () -> GpuLibraries.state(folder), Device::listed));
  }

  static String describe(
      Supplier<Optional<String>> refusal, Supplier<String> libraries, Supplier<String> listed) {
    refusal
        .get()
        .ifPresent(
            reason -> {
              throw new LuckyException(
                  ExitCode.USAGE,
                  "--device gpu: TensorFlow sees no GPU: " + reason + "; " + libraries.get());
            });
    String devices =
        listed
            .get()
            .lines()
            .map(line -> line.trim().replaceFirst(", *", ", driver "))
            .filter(line -> !line.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    if (devices.isEmpty()) {
      throw new LuckyException(
          ExitCode.USAGE,
          "--device gpu: expected nvidia-smi to name the GPU and its driver for the records, found nothing: let the"
              + " container have the driver's utilities (NVIDIA_DRIVER_CAPABILITIES=compute,utility)");
    }
    return devices;
  }

  /** Why TensorFlow does not compute on a GPU; empty if it does. */
  private static Optional<String> refusal() {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Ops onGpu =
          ops.withDevice(
              DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU).deviceIndex(0).build());
      var sum = onGpu.math.add(onGpu.constant(1f), onGpu.constant(2f));
      // By default, a session fails instead of placing the operation elsewhere.
      try (Session session = new Session(graph)) {
        session.runner().fetch(sum).run().close();
        return Optional.empty();
      }
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      return Optional.of(message.lines().findFirst().orElse(message));
    }
  }

  private static String listed() {
    try {
      Process process = new ProcessBuilder(QUERY).redirectErrorStream(false).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
