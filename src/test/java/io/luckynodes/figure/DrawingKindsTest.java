package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.drawing.DrawingKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingKindsTest {
  @ParameterizedTest
  @EnumSource
  void aDrawingsClassIsCalledAsDefinitionsCallIt(DrawingKind kind) {
    assertThat(Drawings.of(kind).getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .isEqualTo(kind.id().replace("-", ""));
  }
}
