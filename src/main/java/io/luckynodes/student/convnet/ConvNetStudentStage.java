package io.luckynodes.student.convnet;

import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/**
 * The STUDENT stage of ConvNets whose teacher is pruned: trains a student with BatchNorm. Writes
 * {@code snapshots} and {@code history}.
 */
public final class ConvNetStudentStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Cifar10Student.train(task, BatchNorm.AFTER_RELU);
  }
}
