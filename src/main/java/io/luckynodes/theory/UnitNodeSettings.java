package io.luckynodes.theory;

/**
 * Settings of the teacher, the student and the dynamics of nodes with weights of norm 1.
 *
 * @param inputs d, at least 2
 * @param teacherNodes m, at least 1
 * @param hiddenNodes n, the number of student nodes, at least m; each of the first m belongs to a
 *     teacher node (set u)
 * @param outputs length of the fan-outs, at least 1
 * @param threshold a of every node, 0 or above
 * @param orthogonal whether the teacher's rows and the rows of set r are orthogonal
 * @param fixedFanOut whether all fan-outs are 1 and stay fixed (Theorem 4)
 * @param startStd above 0: the start of the released code, teacher plus noise of this standard
 *     deviation [C]; 0: the start that the next three settings describe
 * @param startDegrees θ₀: the first student's angle to its teacher, and the others' greatest
 * @param fanOutError ‖v − v*‖ of set u at the start
 * @param fanOutRest ‖v‖ of set r at the start
 * @param learningRate η ψ_d(0), above 0, so that it means the same at every threshold
 * @param steps number of steps, at least 1
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
   * Checks that the settings fit together.
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
