package io.luckynodes.student.convnet;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TwoRates;

/**
 * The STUDENT stage of ConvNets whose teacher is pruned: trains a student at two learning rates,
 * one after the other. Writes {@code snapshots} and {@code history}.
 */
public final class ConvNetStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Cifar10Student.train(task, TwoRates.of(task.job())::in);
  }
}
