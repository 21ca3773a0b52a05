package io.luckynodes.student.convnet;

import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/**
 * The STUDENT stage of ConvNets on CIFAR-10: trains a student at one learning rate. Writes {@code
 * snapshots} and {@code history}.
 */
public final class Cifar10ConvNetStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    double rate = task.job().real("learning_rate");
    Cifar10Student.train(task, epoch -> rate);
  }
}
