package io.luckynodes.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of drawing that a figure can ask for, as far as a definition must know them before
 * anything runs.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
public enum DrawingKind {
  /** Every student node: correlation to the teacher node it resembles most against fan-out norm. */
  FAN_OUT_SCATTER("fan-out-scatter", List.of("student-nodes"), List.of("x_range", "y_range")),

  /** Lines on which the nodes of a plane switch on, at several epochs. */
  DECISION_BOUNDARIES(
      "decision-boundaries", List.of("boundaries"), List.of("epochs", "range", "seed")),

  /** Mean best correlation of every layer over epochs, and accuracy. */
  LAYER_CURVES("layer-curves", List.of("layers", "evaluation"), List.of()),

  /** Share of seeds that match each teacher node, at two epochs. */
  SUCCESS_RATES("success-rates", List.of("teacher-nodes"), List.of("epochs")),

  /** Logarithm of the evaluation loss over epochs. */
  LOSS_CURVES("loss-curves", List.of("learning-curve"), List.of("x_range", "y_range")),

  /** Correlation of every student node with every teacher node over epochs. */
  PAIR_CURVES("pair-curves", List.of("pairs"), List.of("seeds", "x_range")),

  /** Best correlation with each teacher node over epochs. */
  ARRIVAL_CURVES("arrival-curves", List.of("teacher-nodes"), List.of("seed", "x_range")),

  /** Correlation against fan-out norm of every student node, layer by layer over epochs. */
  LAYER_SCATTER("layer-scatter", List.of("student-nodes"), List.of("x_range", "shares"));

  private final String id;
  private final List<String> tables;
  private final List<String> options;

  DrawingKind(String id, List<String> tables, List<String> options) {
    this.id = id;
    this.tables = tables;
    this.options = options;
  }

  /** Name in definition files. */
  public String id() {
    return id;
  }

  /** Tables that the experiment must measure. */
  public List<String> tables() {
    return tables;
  }

  /** Options that it takes. */
  public List<String> options() {
    return options;
  }

  /** The kind of that name. */
  public static Optional<DrawingKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(DrawingKind::id).toList();
  }
}
