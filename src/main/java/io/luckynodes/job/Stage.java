package io.luckynodes.job;

import java.util.Locale;

/**
 * The stages of the workflow, in the order in which data passes them. Each is one process, one
 * command and one package.
 */
public enum Stage {
  PLAN("Turns definitions into jobs."),
  DATASET(
      "Fetches a data set from its pinned sources, verifies it and writes it as one Arrow file."),
  TEACHER("Draws random teachers, or pre-trains one on a data set."),
  PRUNE("Drops a pre-trained teacher's weakest channels and fine-tunes what remains."),
  STUDENT(
      "Trains students on a teacher's outputs or on labels, and goes on from a checkpoint if it was killed."),
  METRICS("Measures networks at every snapshot, students against their teachers."),
  FIGURE("Draws a figure as SVG and PNG, with the plotted numbers as CSV."),
  REPORT("Writes the page and the summary of a run.");

  private final String purpose;

  Stage(String purpose) {
    this.purpose = purpose;
  }

  /** Purpose of the stage in one line. */
  public String purpose() {
    return purpose;
  }

  /**
   * Whether the stage trains or measures networks with TensorFlow. The other stages take seconds
   * and use the light image.
   */
  public boolean computes() {
    return switch (this) {
      case TEACHER, PRUNE, STUDENT, METRICS -> true;
      case PLAN, DATASET, FIGURE, REPORT -> false;
    };
  }

  /** Lower-case name, as on the command line and in records. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Name of the code that runs this stage's work, and of its fingerprint. It is the name of the
   * stage, or a name such as {@code student.two-layer} where each kind of network or data set has
   * its own code.
   *
   * @param model kind of network, or data set
   */
  public String runner(String model) {
    return switch (this) {
      case DATASET, TEACHER, PRUNE, STUDENT, METRICS -> id() + "." + model;
      case PLAN, FIGURE, REPORT -> id();
    };
  }
}
