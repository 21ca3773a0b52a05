package io.luckynodes.metrics.unit;

import io.luckynodes.metrics.Computed;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.Median;
import io.luckynodes.theory.Decay;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.Overlap;
import io.luckynodes.theory.ProjectedDynamics;
import io.luckynodes.theory.Recovery;
import io.luckynodes.theory.UnitCourse;
import io.luckynodes.theory.UnitCourse.UnitSnapshot;
import io.luckynodes.theory.UnitMeasures;
import io.luckynodes.theory.UnitMeasures.Separation;
import io.luckynodes.theory.UnitMeasures.Student;
import io.luckynodes.theory.UnitNodeSettings;
import io.luckynodes.theory.UnitStart;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The METRICS stage of unit nodes. It follows their dynamics itself, which takes seconds for each
 * member.
 */
public final class UnitNodesMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    Computed.each(task, one -> new Measurement(one).run());
  }

  /**
   * The measurements of one seed of one variant. Each student node of set u starts near a teacher
   * node; set r is the rest (Theorem 5).
   */
  private static final class Measurement {
    private final Computed one;
    private final UnitNodeSettings settings;
    private final UnitCourse course;

    Measurement(Computed one) {
      this.one = one;
      int teacherNodes = one.integer("teacher_nodes");
      settings =
          new UnitNodeSettings(
              one.integer("inputs"),
              teacherNodes,
              teacherNodes + one.integer("rest_nodes"),
              one.integer("outputs"),
              one.real("threshold"),
              one.flag("orthogonal"),
              one.flag("fixed_fan_out"),
              one.real("start_std"),
              one.real("start_degrees"),
              one.real("fan_out_error"),
              one.real("fan_out_rest"),
              one.real("learning_rate"),
              one.integer("steps"));
      Collection<Integer> steps = new TreeSet<>(List.of(0, settings.steps()));
      Arrays.stream(one.job().integers("snapshot_steps")).forEach(steps::add);
      UnitStart start = UnitStart.draw(settings, one.streams(), "");
      course = UnitCourse.run(settings, start, steps);
    }

    void run() {
      one.matrix(0, "V*", course.start().teacher().v());
      matrices(course.snapshots().get(0));
      matrices(last());
      if (one.flag("quadrature")) {
        lowestLayer("before training", course.snapshots().get(0));
        lowestLayer("after training", last());
      }
      if (settings.fixedFanOut()) {
        recovery();
      } else {
        nodes();
        separation();
        lateMoves();
      }
    }

    private void matrices(UnitSnapshot snapshot) {
      one.matrix(snapshot.step(), "V", snapshot.student().v());
      one.matrix(snapshot.step(), "β", snapshot.student().mixture());
    }

    /**
     * Tests Theorem 2 for weights of norm 1, with and without the part along a node's own weights.
     */
    private void lowestLayer(String when, UnitSnapshot snapshot) {
      double threshold = settings.threshold();
      ProjectedDynamics dynamics =
          ProjectedDynamics.of(
              new Overlap(threshold), course.start().teacher(), snapshot.student());
      one.law("lowest-layer-error", "whole, " + when, threshold, dynamics.raw());
      one.law("lowest-layer-error", "projected, " + when, threshold, dynamics.projected());
      one.law("projected-error", when, threshold, dynamics.projected());
    }

    /** Tests Theorem 4, whose rate is exact for one teacher node and a bound for several. */
    private void recovery() {
      Recovery recovery = Recovery.of(settings, course);
      String nodes = count(settings.teacherNodes(), "teacher node");
      double[] sines = course.greatestSines();
      double gamma = recovery.gamma();
      one.law(
          "sine-at-end",
          gamma > 0 ? "γ > 0" : "γ ≤ 0",
          settings.startDegrees(),
          sines[settings.steps()]);
      one.law(
          "contraction-rises",
          nodes,
          settings.startDegrees(),
          recovery.lastContraction() / recovery.firstContraction());
      if (gamma <= 0) {
        return;
      }
      one.law("rate-over-bound", nodes, gamma, recovery.quotient(), 1);
      one.law("sine-over-printed-bound", nodes, gamma, recovery.printedRatio(), 1);
      String cell =
          "%s, a = %s, θ₀ = %s°"
              .formatted(
                  nodes,
                  Computed.words(settings.threshold()),
                  Computed.words(settings.startDegrees()));
      Overlap overlap = new Overlap(settings.threshold());
      double sine = StrictMath.sin(Math.toRadians(settings.startDegrees()));
      for (UnitSnapshot snapshot : course.snapshots()) {
        int step = snapshot.step();
        if (step < settings.steps() && sines[step] >= Recovery.LEAST_SINE) {
          double angle = StrictMath.asin(sines[step]);
          double bound = sine * StrictMath.pow(1 - recovery.rate(), step);
          one.law("greatest-sine", cell, step, sines[step], bound);
          one.law(
              "contraction",
              cell,
              Math.toDegrees(angle),
              1 - sines[step + 1] / sines[step],
              settings.learningRate()
                  * (overlap.d(angle) / overlap.same().d())
                  * StrictMath.cos(angle));
        }
      }
    }

    /** Measures how fast the directions and fan-outs of the two sets change. */
    private void nodes() {
      SortedMap<Integer, List<Student>> students = new TreeMap<>();
      for (UnitSnapshot snapshot : course.snapshots()) {
        students.put(snapshot.step(), UnitMeasures.students(course.start(), snapshot.student()));
      }
      students.forEach(
          (step, own) -> {
            one.law("degrees", "median of u", step, Median.of(of(own, true, Student::degrees)));
            one.law("degrees", "greatest of u", step, greatest(own, true, Student::degrees));
            one.law("fan-out-norm", "median of u", step, Median.of(of(own, true, Student::fanOut)));
          });
      List<Student> start = UnitMeasures.students(course.start(), course.start().student());
      List<Student> end = UnitMeasures.students(course.start(), last().student());
      one.law("degrees-at-end", "median of u", 0, Median.of(of(end, true, Student::degrees)));
      double[] sines = course.greatestSines();
      one.law("sine-at-end", variant(), 0, sines[settings.steps()]);
      one.law(
          "sine-over-half-time",
          variant(),
          0,
          sines[settings.steps()] / sines[settings.steps() / 2]);
      falls("directions", "sin θ of u", students, true, Student::sine);
      falls("fan-outs", "‖v − v*‖ of u", students, true, Student::fanOutError);
      if (settings.hiddenNodes() == settings.teacherNodes()) {
        return;
      }
      students.forEach(
          (step, own) -> {
            double norm = greatest(own, false, Student::fanOut);
            one.law(
                "fan-out-norm", "median of r", step, Median.of(of(own, false, Student::fanOut)));
            one.law("fan-out-norm", "greatest of r", step, norm);
            one.law("rest-norm", variant(), step, norm);
            one.law("rest-moved", "‖w − w⁰‖ of r", step, greatest(own, false, Student::moved));
          });
      one.law(
          "silence",
          "median of r over median of u",
          0,
          Median.of(of(end, false, Student::fanOut)) / Median.of(of(end, true, Student::fanOut)));
      falls("fan-outs", "‖v‖ of r", students, false, Student::fanOut);
      double share =
          greatest(end, false, Student::fanOut) / greatest(start, false, Student::fanOut);
      double silent = share < one.real("silent_share") ? 1 : 0;
      one.law("rest-silent", kind(), settings.fanOutRest(), silent);
      one.law("rest-silent-of-size", variant(), 0, silent);
    }

    /** Adds the greatest value of a set at every step, and the straightness of its decay. */
    private void falls(
        String law,
        String series,
        SortedMap<Integer, List<Student>> students,
        boolean near,
        ToDoubleFunction<Student> what) {
      double[] steps = students.keySet().stream().mapToDouble(step -> step).toArray();
      double[] values =
          students.values().stream().mapToDouble(own -> greatest(own, near, what)).toArray();
      for (int i = 0; i < steps.length; i++) {
        one.law(law, series, steps[i], values[i]);
      }
      Decay decay = Decay.of(steps, values, one.real("fit_from"), one.real("fit_to"));
      one.law("decay-share", series, 0, decay.share());
      // A decay that has not fallen far enough has no straightness.
      if (Double.isFinite(decay.straightness())) {
        one.law("decay-straightness", series, 0, decay.straightness());
      }
    }

    private void separation() {
      double first = 0;
      double greatest = 0;
      for (UnitSnapshot snapshot : course.snapshots()) {
        double now = 0;
        for (Separation pair :
            UnitMeasures.separation(
                new Overlap(settings.threshold()), course.start(), snapshot.student())) {
          one.law("separation", pair.pair(), snapshot.step(), pair.d());
          now = Math.max(now, pair.d());
        }
        one.law("greatest-separation", variant(), snapshot.step(), now);
        first = snapshot.step() == 0 ? now : first;
        greatest = Math.max(greatest, now);
      }
      // A single node has no separation.
      if (first > 0) {
        one.law("separation-most", variant(), 0, greatest);
        one.law("separation-growth", variant(), 0, greatest / first);
      }
    }

    /**
     * Measures the distance that set r moves in the second half of all steps, as a share of its
     * whole distance.
     */
    private void lateMoves() {
      double[][] end = last().student().w();
      double[][] half =
          course.snapshots().stream()
              .filter(snapshot -> 2 * snapshot.step() >= settings.steps())
              .findFirst()
              .orElseThrow()
              .student()
              .w();
      double late = 0;
      double all = 0;
      for (int j = settings.teacherNodes(); j < end.length; j++) {
        late = Math.max(late, Directions.distance(end[j], half[j]));
        all = Math.max(all, Directions.distance(end[j], course.start().student().w()[j]));
      }
      if (all > 0) {
        one.law("late-moves", "‖w − w⁰‖ of r", 0, late / all);
      }
    }

    private UnitSnapshot last() {
      return course.snapshots().get(course.snapshots().size() - 1);
    }

    private String kind() {
      return (settings.orthogonal() ? "orthogonal" : "random") + " nodes";
    }

    private String variant() {
      return kind() + ", ‖v⁰‖ of r " + Computed.words(settings.fanOutRest());
    }

    private static double[] of(
        List<Student> students, boolean near, ToDoubleFunction<Student> what) {
      return students.stream()
          .filter(student -> student.relevant() == near)
          .mapToDouble(what)
          .toArray();
    }

    private static double greatest(
        List<Student> students, boolean near, ToDoubleFunction<Student> what) {
      return Arrays.stream(of(students, near, what)).max().orElseThrow();
    }

    private static String count(int number, String what) {
      return number + " " + what + (number == 1 ? "" : "s");
    }
  }
}
