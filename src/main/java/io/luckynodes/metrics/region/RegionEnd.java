package io.luckynodes.metrics.region;

import io.luckynodes.metrics.Computed;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.region.Criticality;
import io.luckynodes.theory.region.Pattern;
import io.luckynodes.theory.region.PlaneNetwork;
import io.luckynodes.theory.region.Specialisation;
import io.luckynodes.theory.region.Specialisation.FreeLine;
import java.util.List;
import java.util.stream.IntStream;

/** Tests of Theorems 2 and 3 and their assumptions on a student after training. */
final class RegionEnd {
  /** Bound above which |α| makes a student node an observer [A]. */
  private static final double LEAST_ALPHA = 1e-3;

  /** Least singular value with which observers' fan-outs count as independent [A]. */
  private static final double LEAST_SIGMA = 0.1;

  /**
   * Least singular value of the fan-outs' directions with which nodes that are active everywhere
   * count as independent [A].
   */
  private static final double LEAST_EVERYWHERE = 0.01;

  /** Greatest loss of a student that has learnt its teacher [A]. */
  private static final double LEARNT = 1e-5;

  /** Line angle in degrees above which a student is not near a teacher's line [A]. */
  private static final double AWAY = 5;

  /** Greatest ε of students that are close to a critical point of SGD [A]. */
  private static final double NEAR = 1e-4;

  /** Greatest share of a teacher's kink that may be missing if the kink counts as matched [A]. */
  private static final double MATCHED = 0.01;

  /** Least angle in degrees that is drawn; smaller angles are drawn at it. */
  private static final double LEAST_DEGREES = 1e-5;

  private static final double LEAST_KINK = 1e-17;

  private static final String ASSUMED = "distinct and visible";
  private static final String SHARED = "two teacher nodes on one line";
  private static final String OUTSIDE = "outside the training set";

  /** The cases of Assumption 1: it holds for a teacher, or fails in one of two ways. */
  static final List<String> CASES = List.of(ASSUMED, SHARED, OUTSIDE);

  private final Computed one;
  private final PlaneNetwork teacher;
  private final Criticality end;
  private final Specialisation specialisation;

  RegionEnd(
      Computed one,
      PlaneNetwork teacher,
      PlaneNetwork student,
      double[][] points,
      Criticality end) {
    this.one = one;
    this.teacher = teacher;
    this.end = end;
    specialisation = new Specialisation(teacher, student, points);
  }

  void run() {
    boolean settled = RegionMetricsStage.settled(one, end);
    one.law("settled", "all", 0, settled ? 1 : 0);
    for (int j = 0; j < teacher.nodes(); j++) {
      if (isVisible(j)) {
        lineKinks("on a teacher node's line", specialisation.kinkMissing(j));
      }
      if (settled) {
        recovery(j);
      }
    }
    for (FreeLine line : specialisation.freeLines()) {
      boolean observed = line.sigma() >= LEAST_SIGMA;
      String series =
          line.nodes().size() > 1 ? "student nodes on one line" : "student node by itself";
      lineKinks(observed ? series : "observers do not reach all outputs", line.kinks());
      if (settled && observed) {
        one.law("free-kinks", series, end.epsilon(), line.kinks());
      }
    }
    if (settled && count(Pattern.UNSEEN) == 0) {
      one.law(
          "unspecialised-output",
          "all students seen",
          end.epsilon(),
          specialisation.unspecialisedOutput());
    }
  }

  private void lineKinks(String series, double kinks) {
    one.law("line-kinks", series, end.epsilon(), Math.max(LEAST_KINK, kinks));
  }

  /** The case of Assumption 1 for the teacher, one of {@link #CASES}. */
  String assumption() {
    return IntStream.range(0, teacher.nodes())
        .mapToObj(this::place)
        .filter(place -> !place.equals(ASSUMED))
        .findFirst()
        .orElse(ASSUMED);
  }

  private String place(int j) {
    return isShared(j) ? SHARED : isVisible(j) ? ASSUMED : OUTSIDE;
  }

  private void recovery(int j) {
    double degrees = specialisation.nearestDegrees(j, node -> isSeen(node.pattern()));
    double missing = specialisation.kinkMissing(j);
    boolean alike = place(j).equals(assumption());
    String series = alike ? place(j) : place(j) + ", others are not";
    one.law("line-angle", series, j + 1, degrees);
    drawn(missing <= MATCHED ? "kink matched" : "kink missed", j, degrees);
    if (!isVisible(j)) {
      outside(j, degrees);
      return;
    }
    if (specialisation.observed(j, LEAST_ALPHA)) {
      one.law("observed-teacher-angle", "teacher node " + (j + 1), end.epsilon(), degrees);
    }
    one.law("teacher-kink", series, end.epsilon(), missing);
    if (isShared(j)) {
      String near = end.epsilon() <= NEAR ? "ε up to 10⁻⁴" : "ε above 10⁻⁴";
      one.law("shared-kink", near, end.epsilon(), missing);
      double[] kink = teacher.kink(j);
      double apart = Directions.distance(kink, specialisation.kinksOn(j)) / Directions.norm(kink);
      one.law("shared-kink-apart", "teacher node " + (j + 1), end.epsilon(), apart);
    }
  }

  /** Measures a teacher node that is linear on all points. */
  private void outside(int j, double seen) {
    double any = specialisation.nearestDegrees(j, node -> node.pattern() != Pattern.OFF);
    drawn("nearest node, its line seen or not", j, any);
    if (end.loss() <= LEARNT) {
      one.law("line-lost", "line seen", end.loss(), seen > AWAY ? 1 : 0);
      one.law("line-lost", "line seen or not", end.loss(), any > AWAY ? 1 : 0);
      boolean alone =
          !specialisation.anyTurnedRound()
              && specialisation.independenceEverywhere() >= LEAST_EVERYWHERE;
      one.law("outside-angle", alone ? "its product alone" : "other cases", end.loss(), any);
    }
  }

  private void drawn(String series, int j, double degrees) {
    one.law("line-recovery", series, j + 1, Math.max(LEAST_DEGREES, degrees));
  }

  private static boolean isSeen(Pattern pattern) {
    return pattern != Pattern.OFF && pattern != Pattern.UNSEEN;
  }

  private boolean isShared(int teacherNode) {
    return specialisation.sharing(teacherNode).size() > 1;
  }

  private boolean isVisible(int teacherNode) {
    return specialisation.seen(teacher.lines()[teacherNode]);
  }

  private long count(Pattern pattern) {
    return specialisation.nodes().stream().filter(node -> node.pattern() == pattern).count();
  }
}
