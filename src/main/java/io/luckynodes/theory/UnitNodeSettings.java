package io.luckynodes.theory;

/**
 * Settings of teacher, student and dynamics of nodes with weights of norm 1.
 *
 * @param inputs d, at least 2
 * @param teacherNodes m, at least 1
 * @param hiddenNodes n, students, at least m; the first m belong to a teacher each (set u)
 * @param outputs of the fan-outs, at least 1
 * @param threshold a of every node, 0 or above
 * @param orthogonal whether the teacher's rows and those of set r are at right angles
 * @param fixedFanOut whether all fan-outs are 1 and stand still (Theorem 4)
 * @param startStd above 0: the released start, teacher plus noise of this standard deviation [C];
 *     0: the start of the next three
 * @param startDegrees θ₀: the first student's angle to its teacher, and the others' greatest
 * @param fanOutError ‖v − v*‖ of set u
 * @param fanOutRest ‖v‖ of set r
 * @param learningRate η ψ_d(0), above 0, so that it means the same at every threshold
 * @param steps at least 1
 */
public record UnitNodeSettings(
    int inputs,
    int teacherNodes,
    int hiddenNodes,
    int outputs,
    double threshold,
    boolean orthogonal,
    boolean fixedFanOut,
    double startStd,
    double startDegrees,
    double fanOutError,
    double fanOutRest,
    double learningRate,
    int steps) {
  /**
   * Checks how the settings belong together.
   *
   * @throws IllegalArgumentException if there are fewer students than teachers or no nodes, more
   *     orthogonal students than inputs, or fixed fan-outs of other than m students and 1 output
   */
  public UnitNodeSettings {
    if (teacherNodes < 1 || hiddenNodes < teacherNodes || inputs < 2 || outputs < 1) {
      throw new IllegalArgumentException(
          teacherNodes + " teachers of " + inputs + " inputs do not fit " + hiddenNodes);
    }
    if (orthogonal && hiddenNodes > inputs) {
      throw new IllegalArgumentException(
          hiddenNodes + " students cannot be at right angles in " + inputs + " dimensions");
    }
    if (fixedFanOut && (hiddenNodes != teacherNodes || outputs != 1)) {
      throw new IllegalArgumentException(
          "fixed fan-outs are for as many students as teachers, and one output");
    }
    if (!(learningRate > 0) || steps < 1) {
      throw new IllegalArgumentException("a course has steps above 0, in number and in size");
    }
  }
}
