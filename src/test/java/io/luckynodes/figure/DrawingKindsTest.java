package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.definition.DrawingKind;
import io.luckynodes.job.FigureSpec;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingKindsTest {
  @ParameterizedTest
  @EnumSource
  void whatDefinitionsKnowOfADrawingIsWhatItsClassSays(DrawingKind kind) {
    FigureSpec spec =
        new FigureSpec("a/b", "", "", "", kind.id(), new TreeMap<>(), List.of(), List.of());
    Drawing drawing = Drawings.of(spec);
    assertThat(drawing.tables()).containsExactlyInAnyOrderElementsOf(kind.tables());
    assertThat(drawing.options()).containsExactlyInAnyOrderElementsOf(kind.options());
  }
}
