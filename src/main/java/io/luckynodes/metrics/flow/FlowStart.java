package io.luckynodes.metrics.flow;

import io.luckynodes.metrics.Computed;
import io.luckynodes.theory.flow.Classifier;
import io.luckynodes.theory.flow.ClassifierDescent;
import io.luckynodes.theory.flow.LabelledPoints;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The samples and the start of a seed, which all its measurements share. */
record FlowStart(Computed one, LabelledPoints points, Classifier network) {
  static FlowStart of(Computed one) {
    LabelledPoints points =
        LabelledPoints.draw(
            one.integer("train_samples"),
            one.integer("inputs"),
            one.real("class_distance"),
            one.stream("samples"));
    Classifier network =
        Classifier.draw(
            one.integer("hidden_nodes"),
            points.inputs(),
            one.real("initial_std"),
            0,
            one.stream("start"));
    return new FlowStart(one, points, network);
  }

  /**
   * Training with all samples in every step and without momentum, so that it follows the gradient.
   */
  ClassifierDescent descent(double rate) {
    return new ClassifierDescent(points, network, rate, 0);
  }

  /** The polar coordinates of every neuron, with its bias as one of its weights. */
  Classifier.Polar[] polar(Classifier now) {
    double[][] errors = now.errors(points);
    Classifier.Polar[] polar = new Classifier.Polar[now.neurons()];
    for (int j = 0; j < polar.length; j++) {
      polar[j] = now.polar(j, now.pull(points, errors, j));
    }
    return polar;
  }

  /** The samples that each neuron lets pass. */
  BitSet[] gatings(Classifier now) {
    BitSet[] gatings = new BitSet[now.neurons()];
    for (int j = 0; j < gatings.length; j++) {
      gatings[j] = new BitSet(points.count());
      for (int s = 0; s < points.count(); s++) {
        gatings[j].set(s, now.input(j, points.x()[s]) > 0);
      }
    }
    return gatings;
  }

  /** The neurons that let at least one sample pass at the start; the others never move. */
  int[] moving() {
    BitSet[] gatings = gatings(network);
    return IntStream.range(0, network.neurons()).filter(j -> !gatings[j].isEmpty()).toArray();
  }

  /** Whether the loss has dropped. */
  boolean dropped(Classifier now) {
    return now.loss(points) < one.real("drop_share") * network.loss(points);
  }
}
