package io.luckynodes.network.convnet;

import static io.luckynodes.network.TensorFlowSession.floats;
import static io.luckynodes.network.TensorFlowSession.longs;

import io.luckynodes.network.Observation;
import io.luckynodes.network.PairMoments;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
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
  private final Map<String, Placeholder<TFloat32>> news = new LinkedHashMap<>();
  private final List<Op> assigns = new ArrayList<>();
  private final List<Operand<TFloat32>> fetches = new ArrayList<>();

  /**
   * Builds the graph.
   *
   * @param teacher its weights, which stay
   * @param student weights of the student's shape; {@link #load} puts others in their place
   * @param samples images of one call
   * @param threads threads within an operation
   */
  public ConvNetObserver(
      ConvNetShape teacherShape,
      Parameters teacher,
      ConvNetShape studentShape,
      Parameters student,
      int samples,
      int threads) {
    this.teacherShape = teacherShape;
    this.samples = samples;
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.images =
        tf.placeholder(
            TFloat32.class,
            Placeholder.shape(
                Shape.of(
                    samples,
                    teacherShape.height(),
                    teacherShape.width(),
                    teacherShape.inputChannels())));
    ConvNetForward.Result teacherResult =
        ConvNetForward.evaluate(tf, teacherShape, images, variables(tf, "teacher/", teacher));
    ConvNetForward.Result studentResult =
        ConvNetForward.evaluate(tf, studentShape, images, variables(tf, "student/", student));
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
    load("teacher/", teacher);
    load("student/", student);
  }

  /** Puts a student's weights in place. */
  public void load(Parameters student) {
    load("student/", student);
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

  private Function<String, Operand<TFloat32>> variables(
      Ops tf, String prefix, Parameters parameters) {
    Map<String, Operand<TFloat32>> reads = new HashMap<>();
    for (Parameter parameter : parameters.all()) {
      Shape shape = Shape.of(longs(parameter.shape()));
      VarHandleOp handle =
          tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(prefix + parameter.name()));
      Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      news.put(prefix + parameter.name(), value);
      assigns.add(tf.assignVariableOp(handle, value));
      reads.put(parameter.name(), tf.readVariableOp(handle, TFloat32.class));
    }
    return name -> Objects.requireNonNull(reads.get(name), name);
  }

  private void load(String prefix, Parameters parameters) {
    Map<Operand<TFloat32>, TFloat32> feeds = new HashMap<>();
    List<Op> targets = new ArrayList<>();
    int at = 0;
    try {
      for (Map.Entry<String, Placeholder<TFloat32>> entry : news.entrySet()) {
        if (entry.getKey().startsWith(prefix)) {
          Parameter parameter = parameters.get(entry.getKey().substring(prefix.length()));
          feeds.put(entry.getValue(), floats(parameter.values(), longs(parameter.shape())));
          targets.add(assigns.get(at));
        }
        at++;
      }
      session.run(feeds, targets, List.of());
    } finally {
      feeds.values().forEach(TFloat32::close);
    }
  }

  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> activations, int channels) {
    return tf.reshape(activations, tf.constant(new int[] {-1, channels}));
  }
}
