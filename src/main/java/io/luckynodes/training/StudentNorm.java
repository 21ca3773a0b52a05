package io.luckynodes.training;

import io.luckynodes.job.Job;
import io.luckynodes.network.shape.BatchNorm;

/** The BatchNorm that a job's settings give its students. */
public final class StudentNorm {
  private StudentNorm() {}

  public static BatchNorm of(Job job) {
    return BatchNorm.of(
        job.integer("batch_norm") == 1,
        job.integer("batch_norm_before") == 1,
        job.integer("batch_norm_affine") == 1);
  }
}
