package io.luckynodes.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void namesTheGpuAndItsDriverOnce() {
    String twice = "NVIDIA A100-SXM4-40GB, 550.54.15\nNVIDIA A100-SXM4-40GB, 550.54.15\n";

    assertThat(Device.describe(Optional::empty, () -> "", () -> twice))
        .isEqualTo("NVIDIA A100-SXM4-40GB, driver 550.54.15");
  }

  @Test
  void aGpuThatCannotBeNamedIsRefused() {
    assertThatThrownBy(() -> Device.describe(Optional::empty, () -> "", () -> "\n"))
        .hasMessageContaining("expected nvidia-smi to name the GPU");
  }

  @Test
  void tensorFlowIsAskedAndItsAnswerCounts() {
    assumeThat(Files.exists(Path.of("/proc/driver/nvidia/version"))).isFalse();

    assertThatThrownBy(Device::requireGpu)
        .hasMessageStartingWith("--device gpu: TensorFlow sees no GPU")
        .hasMessageContaining("there are no libraries for one in")
        .hasMessageContaining("./nextflow run . -profile gpu");
    assertThat(System.getProperty(Numerics.DEVICE)).isNull();
  }
}
