package io.luckynodes.theory;

/**
 * Settings of networks on the {@link Circle} (<i>Luck Matters</i>, figures 1 to 3; the paper gives
 * two teacher and four student nodes for figure 3 and no number otherwise [A]).
 *
 * @param circle inputs and threshold
 * @param teacherNodes m, at least 1
 * @param hiddenNodes n of the student, at least 1
 * @param outputs C, at least 1
 * @param fanOutStd standard deviation of the numbers of a student's v at the start, 0 or more
 * @param learningRate η, above 0
 * @param steps number of training steps, at least 1
 * @param snapshotSteps steps after which networks are kept, none below 0; the start and the last
 *     step are always kept, and later steps than the last are ignored
 * @param retrain whether the lottery ticket and redrawn students are trained too (L38)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record CircleSettings(
    Circle circle,
    int teacherNodes,
    int hiddenNodes,
    int outputs,
    double fanOutStd,
    double learningRate,
    int steps,
    int[] snapshotSteps,
    boolean retrain) {
  /**
   * @throws IllegalArgumentException where a setting is out of its range
   */
  public CircleSettings {
    if (Math.min(Math.min(teacherNodes, hiddenNodes), Math.min(outputs, steps)) < 1) {
      throw new IllegalArgumentException("nodes, outputs and steps are whole numbers from 1");
    }
    if (!(fanOutStd >= 0) || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "spread "
              + fanOutStd
              + " is not 0 or more, or learning rate "
              + learningRate
              + " not > 0");
    }
  }
}
