package io.luckynodes.metrics.unit;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.table.UnitMatricesRow;
import io.luckynodes.theory.Decay;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.Overlap;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The METRICS stage of unit nodes, whose dynamics it follows itself: seconds each. */
public final class UnitNodesMetricsStage implements StageRunner {
  @Override
  public void run(StageTask task) {
    TableWriter tables = new TableWriter(task.job().texts("measure"));
    for (Member member : task.job().members()) {
      new Measurement(task.job(), member, tables).run();
    }
    tables.write(task, Map.of(), Map.of());
  }

  /**
   * What is measured of one seed of one variant. Set u are the student nodes that start near a
   * teacher node each, set r the rest (Theorem 5).
   */
  private static final class Measurement {
    private final Job job;
    private final Member member;
    private final TableWriter tables;
    private final UnitNodeSettings settings;
    private final UnitCourse course;

    Measurement(Job job, Member member, TableWriter tables) {
      this.job = job;
      this.member = member;
      this.tables = tables;
      int teacherNodes = (int) job.real("teacher_nodes", member);
      settings =
          new UnitNodeSettings(
              job.integer("inputs"),
              teacherNodes,
              teacherNodes + job.integer("rest_nodes"),
              job.integer("outputs"),
              job.real("threshold", member),
              job.real("orthogonal", member) == 1,
              job.integer("fixed_fan_out") == 1,
              job.real("start_std"),
              job.real("start_degrees", member),
              job.real("fan_out_error"),
              job.real("fan_out_rest", member),
              job.real("learning_rate"),
              job.integer("steps"));
      Collection<Integer> steps = new TreeSet<>(List.of(0, settings.steps()));
      Arrays.stream(job.integers("snapshot_steps")).forEach(steps::add);
      UnitStart start = UnitStart.draw(settings, new Streams(job.experiment(), member.seed()), "");
      course = UnitCourse.run(settings, start, steps);
    }

    void run() {
      matrices(course.snapshots().get(0));
      matrices(last());
      if (settings.fixedFanOut()) {
        recovery();
      } else {
        nodes();
        separation();
        lateMoves();
      }
    }

    private void matrices(UnitSnapshot snapshot) {
      matrix(snapshot.step(), UnitMatricesRow.FAN_OUTS, snapshot.student().v());
      matrix(snapshot.step(), UnitMatricesRow.MIXTURE, snapshot.student().mixture());
    }

    private void matrix(int step, String name, double[][] values) {
      for (int row = 0; row < values.length; row++) {
        for (int column = 0; column < values[row].length; column++) {
          boolean near = row < settings.teacherNodes();
          tables.add(
              member, step, new UnitMatricesRow(name, row, near, column, values[row][column]));
        }
      }
    }

    /** Theorem 4. Its rate is exact for one teacher node, and a bound for several. */
    private void recovery() {
      Recovery recovery = Recovery.of(settings, course);
      String nodes = count(settings.teacherNodes(), "teacher node");
      double[] sines = course.greatestSines();
      double gamma = recovery.gamma();
      law(
          "sine-at-end",
          gamma > 0 ? "γ > 0" : "γ ≤ 0",
          settings.startDegrees(),
          sines[settings.steps()]);
      law(
          "contraction-rises",
          nodes,
          settings.startDegrees(),
          recovery.lastContraction() / recovery.firstContraction());
      if (gamma <= 0) {
        return;
      }
      law("rate-over-bound", nodes, gamma, recovery.quotient(), 1);
      law("sine-over-printed-bound", nodes, gamma, recovery.printedRatio(), 1);
      String cell =
          "%s, a = %s, θ₀ = %s°"
              .formatted(nodes, plain(settings.threshold()), plain(settings.startDegrees()));
      Overlap overlap = new Overlap(settings.threshold());
      double sine = StrictMath.sin(Math.toRadians(settings.startDegrees()));
      for (UnitSnapshot snapshot : course.snapshots()) {
        int step = snapshot.step();
        if (step < settings.steps() && sines[step] >= Recovery.LEAST_SINE) {
          double angle = StrictMath.asin(sines[step]);
          double bound = sine * StrictMath.pow(1 - recovery.rate(), step);
          law("greatest-sine", cell, step, sines[step], bound);
          law(
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

    /** What becomes of both sets: of their directions, their fan-outs, and how fast. */
    private void nodes() {
      SortedMap<Integer, List<Student>> students = new TreeMap<>();
      for (UnitSnapshot snapshot : course.snapshots()) {
        students.put(snapshot.step(), UnitMeasures.students(course.start(), snapshot.student()));
      }
      students.forEach(
          (step, own) -> {
            law("degrees", "median of u", step, Median.of(of(own, true, Student::degrees)));
            law("degrees", "greatest of u", step, greatest(own, true, Student::degrees));
            law("fan-out-norm", "median of u", step, Median.of(of(own, true, Student::fanOut)));
          });
      List<Student> start = UnitMeasures.students(course.start(), course.start().student());
      List<Student> end = UnitMeasures.students(course.start(), last().student());
      law("degrees-at-end", "median of u", 0, Median.of(of(end, true, Student::degrees)));
      law("sine-at-end", variant(), 0, greatest(end, true, Student::sine));
      falls("directions", "sin θ of u", students, true, Student::sine);
      falls("fan-outs", "‖v − v*‖ of u", students, true, Student::fanOutError);
      if (settings.hiddenNodes() == settings.teacherNodes()) {
        return;
      }
      students.forEach(
          (step, own) -> {
            double norm = greatest(own, false, Student::fanOut);
            law("fan-out-norm", "median of r", step, Median.of(of(own, false, Student::fanOut)));
            law("fan-out-norm", "greatest of r", step, norm);
            law("rest-norm", variant(), step, norm);
            law("rest-moved", "‖w − w⁰‖ of r", step, greatest(own, false, Student::moved));
          });
      law(
          "silence",
          "median of r over median of u",
          0,
          Median.of(of(end, false, Student::fanOut)) / Median.of(of(end, true, Student::fanOut)));
      falls("fan-outs", "‖v‖ of r", students, false, Student::fanOut);
      double share =
          greatest(end, false, Student::fanOut) / greatest(start, false, Student::fanOut);
      double silent = share < job.real("silent_share") ? 1 : 0;
      law("rest-silent", kind(), settings.fanOutRest(), silent);
      law("rest-silent-of-size", variant(), 0, silent);
    }

    /** The greatest of a set over steps, and how straight it falls. */
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
        law(law, series, steps[i], values[i]);
      }
      Decay decay = Decay.of(steps, values, job.real("fit_from"), job.real("fit_to"));
      law("decay-share", series, 0, decay.share());
      // It has no straightness if it has not fallen so far.
      if (Double.isFinite(decay.straightness())) {
        law("decay-straightness", series, 0, decay.straightness());
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
          law("separation", pair.pair(), snapshot.step(), pair.d());
          now = Math.max(now, pair.d());
        }
        law("greatest-separation", variant(), snapshot.step(), now);
        first = snapshot.step() == 0 ? now : first;
        greatest = Math.max(greatest, now);
      }
      // A single node has none.
      if (first > 0) {
        law("separation-most", variant(), 0, greatest);
        law("separation-growth", variant(), 0, greatest / first);
      }
    }

    /** How far set r moves in the second half of all steps, as a share of its whole way. */
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
        law("late-moves", "‖w − w⁰‖ of r", 0, late / all);
      }
    }

    private UnitSnapshot last() {
      return course.snapshots().get(course.snapshots().size() - 1);
    }

    private String kind() {
      return (settings.orthogonal() ? "orthogonal" : "random") + " nodes";
    }

    private String variant() {
      return kind() + ", ‖v⁰‖ of r " + plain(settings.fanOutRest());
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

    /** A setting as definitions write it. */
    private static String plain(double number) {
      return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private void law(String law, String series, double x, double y) {
      law(law, series, x, y, Double.NaN);
    }

    private void law(String law, String series, double x, double y, double predicted) {
      tables.add(member, 0, new LawsRow(law, series, x, y, predicted));
    }
  }
}
