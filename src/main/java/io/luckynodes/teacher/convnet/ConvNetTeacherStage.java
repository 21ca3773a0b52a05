package io.luckynodes.teacher.convnet;

import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/**
 * The TEACHER stage of ConvNets whose teacher is pruned later: pre-trains that teacher on CIFAR-10.
 * Writes {@code weights} and {@code history}.
 */
public final class ConvNetTeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Cifar10Teacher.train(
        task,
        BatchNorm.of(
            task.job().integer("teacher_batch_norm") == 1,
            false,
            task.job().integer("teacher_batch_norm_affine") == 1));
  }
}
