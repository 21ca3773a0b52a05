package io.luckynodes.network.convnet;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.Observation;
import io.luckynodes.network.PairMoments;
import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Runs a ConvNet teacher and a ConvNet student side by side in evaluation mode. A node is a
 * channel, and every (sample, y, x) is one observation [C].
 */
public final class ConvNetObserver implements AutoCloseable {
  private final ConvNetShape teacherShape;
  private final int samples;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> images;
  private final StoredNetwork student;
  private final List<Operand<TFloat32>> fetches = new ArrayList<>();

  /**
   * Builds the graph.
   *
   * @param teacher weights of the teacher, which stay fixed
   * @param studentWeights weights of the student's shape; {@link #load} replaces them
   * @param samples number of images of one call
   * @param threads threads within an operation
   */
  public ConvNetObserver(
      ConvNetShape teacherShape,
      Parameters teacher,
      ConvNetShape studentShape,
      Parameters studentWeights,
      int samples,
      int threads) {
    this.teacherShape = teacherShape;
    this.samples = samples;
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.images = ConvNetForward.images(tf, teacherShape, samples);
    StoredNetwork storedTeacher = new StoredNetwork(session, "teacher/", teacher);
    this.student = new StoredNetwork(session, "student/", studentWeights);
    ConvNetForward.Result teacherResult =
        ConvNetForward.evaluate(tf, teacherShape, images, storedTeacher::read);
    ConvNetForward.Result studentResult =
        ConvNetForward.evaluate(tf, studentShape, images, student::read);
    for (int layer = 0; layer < teacherShape.layers(); layer++) {
      fetches.addAll(
          PairMoments.operands(
              tf,
              rows(tf, teacherResult.activations().get(layer), teacherShape.channels().get(layer)),
              rows(
                  tf, studentResult.activations().get(layer), studentShape.channels().get(layer))));
    }
    fetches.add(teacherResult.logits());
    fetches.add(studentResult.logits());
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
   * @param batch images, [samples, height, width, channels]
   */
  public Observation observe(float[] batch) {
    try (TFloat32 fed =
        floats(
            batch,
            samples,
            teacherShape.height(),
            teacherShape.width(),
            teacherShape.inputChannels())) {
      List<float[]> values = session.run(Map.of(images, fed), List.of(), fetches);
      List<PairMoments> layers = new ArrayList<>();
      for (int layer = 0; layer < teacherShape.layers(); layer++) {
        long observations =
            (long) samples * teacherShape.heightOf(layer) * teacherShape.widthOf(layer);
        layers.add(PairMoments.fetched(values, layer, observations));
      }
      return new Observation(layers, values.get(values.size() - 2), values.get(values.size() - 1));
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> activations, int channels) {
    return tf.reshape(activations, tf.constant(new int[] {-1, channels}));
  }
}
