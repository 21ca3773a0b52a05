package io.luckynodes.student.convnet;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.StudentNorm;

/**
 * The STUDENT stage of ConvNets on CIFAR-10: trains a student with or without BatchNorm. Writes
 * {@code snapshots} and {@code history}.
 */
public final class Cifar10ConvNetStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Cifar10Student.train(task, StudentNorm.of(task.job()));
  }
}
