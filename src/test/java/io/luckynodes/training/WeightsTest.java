package io.luckynodes.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A file that is made anew is sealed as well as any, whatever networks stand in it. */
class WeightsTest {
  private static final Parameters TWO_LAYERS =
      new Parameters(
          List.of(
              new Parameter("W1", new int[] {3, 4}, new float[12]),
              new Parameter("W2", new int[] {5, 2}, new float[10])));

  @Test
  void whatWasWrittenIsReadAgain() {
    assertThat(TwoLayerShape.of(read(TWO_LAYERS, rows -> {})))
        .isEqualTo(new TwoLayerShape(2, 4, 2));
  }

  @Test
  void shapesThatValuesDoNotFillAreRefused() {
    for (int[] wrong : new int[][] {{3, 5}, {}, {-3, -4}, {2024, 0}, {65536, 65536, 65536}}) {
      assertRefused(
          () -> read(TWO_LAYERS, rows -> rows.shapes[0] = wrong), "12 values do not fill");
    }
  }

  @Test
  void twoTensorsOfOneNameAreRefused() {
    assertRefused(
        () -> read(TWO_LAYERS, rows -> rows.names[1] = "W1"), "two tensors are called W1");
  }

  @Test
  void tensorsThatMakeNoNetworkAreRefused() {
    everyOtherShapeIsRefused(TWO_LAYERS, TwoLayerShape::of);
    everyOtherShapeIsRefused(
        new FcShape(2, List.of(3, 4), 5, BatchNorm.AFTER_RELU).initial(new SplittableRandom(1), 1),
        FcShape::of);
    everyOtherShapeIsRefused(
        new ConvNetShape(7, 7, 2, List.of(3, 4), 5, BatchNorm.AFTER_RELU)
            .initial(new SplittableRandom(1)),
        network -> ConvNetShape.of(network, 7, 7));
  }

  /** Each tensor alone is turned, stretched to one dimension, and renamed. */
  private static void everyOtherShapeIsRefused(Parameters network, Consumer<Parameters> reader) {
    reader.accept(read(network, rows -> {}));
    for (int tensor = 0; tensor < network.all().size(); tensor++) {
      int row = tensor;
      assertRefused(
          () -> reader.accept(read(network, rows -> rows.names[row] = "other")), "tensor");
      int[] shape = network.all().get(row).shape();
      List<int[]> others = new ArrayList<>();
      others.add(new int[] {1, network.all().get(row).values().length});
      if (shape.length > 1) {
        others.add(new int[] {network.all().get(row).values().length});
        int[] turned = shape.clone();
        turned[shape.length - 2] = shape[shape.length - 1];
        turned[shape.length - 1] = shape[shape.length - 2];
        others.add(turned);
      }
      for (int[] other : others) {
        assertRefused(
            () -> reader.accept(read(network, rows -> rows.shapes[row] = other)), "tensor ");
      }
    }
  }

  /** Names and shapes of the rows of a file. */
  private record Rows(String[] names, int[][] shapes) {}

  private static Parameters read(Parameters network, Consumer<Rows> change) {
    Table sound = Weights.table(List.of(new Weights.Entry(0, 1, 0, network)));
    Rows rows = new Rows(sound.texts("tensor").clone(), sound.intLists("shape").clone());
    change.accept(rows);
    List<Column> columns = new ArrayList<>(sound.columns());
    columns.replaceAll(
        column ->
            switch (column.name()) {
              case "tensor" -> new Column.Texts("tensor", rows.names);
              case "shape" -> new Column.IntLists("shape", rows.shapes);
              default -> column;
            });
    return Weights.entries(new Table("a/file.arrow", columns)).get(0).parameters();
  }

  private static void assertRefused(ThrowingCallable reading, String why) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("a/file.arrow")
        .hasMessageContaining(why);
  }
}
