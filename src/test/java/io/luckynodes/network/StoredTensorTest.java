package io.luckynodes.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StoredTensorTest {
  @Test
  void itHoldsWhatWasSetLast() {
    try (TensorFlowSession session = new TensorFlowSession(1)) {
      StoredTensor tensor = new StoredTensor(session, "tensor", 2, 3);
      tensor.set(new float[6]);
      float[] values = {1, 2, 3, 4, 5, 6};
      tensor.set(values);
      assertThat(tensor.get()).containsExactly(values);
    }
  }

  @Test
  void valuesThatDoNotFillItAreRefused() {
    try (TensorFlowSession session = new TensorFlowSession(1)) {
      StoredTensor tensor = new StoredTensor(session, "tensor", 2, 3);
      for (int count : new int[] {5, 7}) {
        assertThatThrownBy(() -> tensor.set(new float[count]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("tensor: " + count + " values do not fill shape [2, 3]");
      }
    }
  }
}
