package io.luckynodes.training.convnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.training.GaussianImages;
import io.luckynodes.training.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An epoch that is left off and taken up elsewhere, as after a pause or a kill. */
class ConvNetTraineeTest {
  private static final int EPOCHS = 2;
  private static final int BATCH = 8;
  private static final int BATCHES = 4;
  private static final ConvNetShape SHAPE =
      new ConvNetShape(8, 8, 1, List.of(2, 3), 5, BatchNorm.AFTER_RELU);

  @Test
  void anEpochTakenUpAfterAnyOfItsBatchesIsTheSameToTheLastBit() {
    for (boolean fresh : new boolean[] {true, false}) {
      List<Double> losses = new ArrayList<>();
      Parameters whole;
      try (ConvNetTrainee trainee = trainee(fresh)) {
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
          losses.add(trainee.epoch(epoch)[0]);
        }
        whole = trainee.state().get(0);
      }
      for (int batches = 1; batches < BATCHES; batches++) {
        Parameters state = initial(fresh);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
          Left left = leaveOff(fresh, state, epoch, batches);
          assertThat(left.position.batches()).isEqualTo(batches);
          try (ConvNetTrainee trainee = trainee(fresh)) {
            trainee.restore(List.of(left.state));
            double[] loss = trainee.epoch(epoch, left.position, position -> {});
            assertThat(loss).containsExactly(losses.get(epoch - 1));
            state = trainee.state().get(0);
          }
        }
        assertSame(state, whole);
      }
    }
  }

  @Test
  void everyBatchButTheLastIsReached() {
    List<Integer> reached = new ArrayList<>();
    try (ConvNetTrainee trainee = trainee(true)) {
      trainee.epoch(1, Position.START, position -> reached.add(position.batches()));
      assertThat(trainee.batchesPerEpoch()).isEqualTo(BATCHES);
    }
    assertThat(reached).containsExactly(1, 2, 3);
  }

  /** Where an epoch was left off, and the state there. */
  private record Left(Position position, Parameters state) {}

  /** Trains a part of an epoch and ends as a kill does, two batches later if there are so many. */
  private static Left leaveOff(boolean fresh, Parameters from, int epoch, int batches) {
    List<Left> left = new ArrayList<>();
    try (ConvNetTrainee trainee = trainee(fresh)) {
      trainee.restore(List.of(from));
      assertThatThrownBy(
              () ->
                  trainee.epoch(
                      epoch,
                      Position.START,
                      position -> {
                        if (position.batches() == batches) {
                          left.add(new Left(position, trainee.state().get(0)));
                        }
                        if (position.batches() == Math.min(batches + 2, BATCHES - 1)) {
                          throw new IllegalStateException("killed");
                        }
                      }))
          .hasMessage("killed");
    }
    return left.get(0);
  }

  private static Parameters initial(boolean fresh) {
    try (ConvNetTrainee trainee = trainee(fresh)) {
      return trainee.state().get(0);
    }
  }

  private static ConvNetTrainee trainee(boolean fresh) {
    Streams streams = new Streams("tiny", 1);
    return new ConvNetTrainee(
        SHAPE,
        new ConvNetTrainer.Options(BATCH, 0.9, 0.001, 1),
        ConvNetTrainee.halfCosine(0.1, EPOCHS, BATCH * BATCHES + 3, BATCH),
        SHAPE.initial(streams.stream("student-weights", "", Streams.ONCE)),
        Optional.of(SHAPE.initial(streams.stream("teacher-weights", "", Streams.ONCE))),
        new GaussianImages(BATCH * BATCHES + 3, SHAPE.imageSize(), 1, fresh, streams));
  }

  private static void assertSame(Parameters found, Parameters expected) {
    assertThat(found.all().stream().map(Parameter::name))
        .anyMatch(name -> name.startsWith("momentum/"))
        .anyMatch(name -> name.endsWith("/variance"));
    for (Parameter parameter : expected.all()) {
      assertThat(found.get(parameter.name()).values())
          .as(parameter.name())
          .containsExactly(parameter.values());
    }
  }
}
