package io.luckynodes.teacher.twolayer;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The TEACHER stage of two-layer networks: draws random separated teachers. Writes {@code weights}.
 */
public final class TwoLayerTeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    TwoLayerShape shape =
        new TwoLayerShape(
            job.integer("inputs"), job.integer("teacher_nodes"), job.integer("outputs"));
    List<Weights.Entry> teachers = new ArrayList<>();
    for (int member = 0; member < job.members().size(); member++) {
      Member own = job.members().get(member);
      Parameters weights =
          TwoLayerTeacher.make(
              job.streams(own.seed()),
              shape,
              job.reals("weight_choices", own),
              job.real("teacher_bias", own),
              job.real("polarity", own));
      teachers.add(new Weights.Entry(member, own.seed(), 0, weights));
    }
    task.write(TrainingLoop.WEIGHTS, Weights.table(teachers), Map.of(), Map.of());
    task.log().accept(teachers.size() + " teachers of " + shape.hidden() + " nodes");
  }
}
