package io.luckynodes.teacher.fc;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The TEACHER stage of deep fully connected networks on Gaussian inputs: draws random separated
 * teachers. Writes {@code weights}.
 */
public final class FcTeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    FcShape shape =
        new FcShape(
            job.integer("inputs"),
            Arrays.stream(job.integers("teacher_widths")).boxed().toList(),
            job.integer("outputs"));
    List<Weights.Entry> teachers = new ArrayList<>();
    for (int member = 0; member < job.members().size(); member++) {
      Member own = job.members().get(member);
      Streams streams = job.streams(own.seed());
      Parameters weights = teacher(job, streams, shape);
      teachers.add(new Weights.Entry(member, own.seed(), 0, weights));
    }
    task.write(TrainingLoop.WEIGHTS, Weights.table(teachers), Map.of(), Map.of());
    task.log().accept(teachers.size() + " teachers of " + shape.widths() + " nodes");
  }

  private static Parameters teacher(Job job, Streams streams, FcShape shape) {
    double[] choices = job.reals("weight_choices");
    if (job.integer("half_active") == 0) {
      return FcTeacher.uniform(streams, shape, choices, job.real("bias_range"));
    }
    float[] evaluation =
        GaussianInputs.draw(
            streams.stream("evaluation-inputs", "", Streams.ONCE),
            job.integer("evaluation_samples"),
            shape.inputs(),
            job.real("input_std"));
    return FcTeacher.halfActive(streams, shape, choices, evaluation);
  }
}
