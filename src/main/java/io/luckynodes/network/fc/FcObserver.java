package io.luckynodes.network.fc;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.Observation;
import io.luckynodes.network.PairMoments;
import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Runs a deep fully connected teacher and its student side by side on the same samples. */
public final class FcObserver implements AutoCloseable {
  private final FcShape teacherShape;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> inputs;
  private final StoredNetwork student;
  private final List<Operand<TFloat32>> fetches = new ArrayList<>();

  /**
   * Builds the graph.
   *
   * @param teacher weights of the teacher, which stay fixed
   * @param studentWeights weights of the student's shape; {@link #load} replaces them
   * @param threads threads within an operation
   */
  public FcObserver(Parameters teacher, Parameters studentWeights, int threads) {
    this.teacherShape = FcShape.of(teacher);
    FcShape studentShape = FcShape.of(studentWeights);
    if (studentShape.layers() != teacherShape.layers()
        || studentShape.inputs() != teacherShape.inputs()
        || studentShape.outputs() != teacherShape.outputs()) {
      throw new IllegalArgumentException(
          "a student of " + studentShape + " cannot be held against a teacher of " + teacherShape);
    }
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.inputs = FcForward.inputs(tf, teacherShape);
    StoredNetwork storedTeacher = new StoredNetwork(session, "teacher/", teacher);
    this.student = new StoredNetwork(session, "student/", studentWeights);
    FcForward.Result ofTeacher = FcForward.evaluate(tf, teacherShape, inputs, storedTeacher::read);
    FcForward.Result ofStudent = FcForward.evaluate(tf, studentShape, inputs, student::read);
    for (int layer = 0; layer < teacherShape.layers(); layer++) {
      fetches.addAll(
          PairMoments.operands(
              tf, ofTeacher.activations().get(layer), ofStudent.activations().get(layer)));
    }
    fetches.add(ofTeacher.outputs());
    fetches.add(ofStudent.outputs());
    storedTeacher.set(teacher);
    student.set(studentWeights);
  }

  /** Replaces the student's weights. */
  public void load(Parameters weights) {
    student.set(weights);
  }

  /**
   * Runs both networks.
   *
   * @param x [samples, d] row-major
   */
  public Observation observe(float[] x) {
    long samples = x.length / teacherShape.inputs();
    try (TFloat32 fed = floats(x, samples, teacherShape.inputs())) {
      List<float[]> values = session.run(Map.of(inputs, fed), List.of(), fetches);
      List<PairMoments> layers = new ArrayList<>();
      for (int layer = 0; layer < teacherShape.layers(); layer++) {
        layers.add(PairMoments.fetched(values, layer, samples));
      }
      return new Observation(layers, values.get(values.size() - 2), values.get(values.size() - 1));
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
