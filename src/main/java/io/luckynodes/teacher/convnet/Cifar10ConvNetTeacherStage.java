package io.luckynodes.teacher.convnet;

import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;

/**
 * The TEACHER stage of ConvNets on CIFAR-10: pre-trains one with BatchNorm [T], which precedes or
 * follows ReLU as the students' does [C]. Writes {@code weights} and {@code history}.
 */
public final class Cifar10ConvNetTeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Cifar10Teacher.train(
        task,
        BatchNorm.of(
            true,
            task.job().integer("batch_norm_before") == 1,
            task.job().integer("teacher_batch_norm_affine") == 1));
  }
}
