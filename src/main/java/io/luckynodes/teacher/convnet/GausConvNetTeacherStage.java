package io.luckynodes.teacher.convnet;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import io.luckynodes.training.convnet.GaussianConvNets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The TEACHER stage of ConvNets on Gaussian images: draws random separated teachers. Writes {@code
 * weights}.
 */
public final class GausConvNetTeacherStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Job job = task.job();
    ConvNetShape shape = GaussianConvNets.teacherShape(job);
    List<Weights.Entry> teachers = new ArrayList<>();
    for (int member = 0; member < job.members().size(); member++) {
      Member own = job.members().get(member);
      Parameters weights =
          GausConvNetTeacher.make(
              job.streams(own.seed()), shape, job.reals("weight_choices"), job.real("bias_range"));
      teachers.add(new Weights.Entry(member, own.seed(), 0, weights));
    }
    task.write(TrainingLoop.WEIGHTS, Weights.table(teachers), Map.of(), Map.of());
    task.log().accept(teachers.size() + " teachers of " + shape.channels() + " channels");
  }
}
