package io.luckynodes.plan;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import java.util.Arrays;

/**
 * Estimates the time of METRICS jobs that compute a whole experiment, in seconds on one core
 * without the start. The constants were measured on one machine in 2026. On another core, all times
 * change by one common factor.
 */
final class ComputedCosts {
  /** Seconds for one node on the unit circle with one input in one step. */
  private static final double CIRCLE_INPUT_SECONDS = 8e-9;

  /**
   * Seconds for two nodes with weights of norm 1 in one step without a threshold; {@link
   * #UNIT_THRESHOLD_PAIR_SECONDS} is the time with a threshold.
   */
  private static final double UNIT_PAIR_SECONDS = 0.12e-6;

  private static final double UNIT_THRESHOLD_PAIR_SECONDS = 1.8e-6;

  /** Seconds for the gradient of one node towards another, by quadrature in their plane. */
  private static final double PLANE_SECONDS = 0.3e-3;

  /** Seconds for one overlap of two nodes, by quadrature. */
  private static final double OVERLAP_SECONDS = 1.3e-6;

  /** Number of overlaps from which a table of Lipschitz constants is made. */
  private static final double LIPSCHITZ_OVERLAPS = 7200;

  /** Seconds to draw one input and add it up with two nodes. */
  private static final double SAMPLED_POINT_SECONDS = 3e-8;

  /**
   * Seconds for one weight of a small network with one input: forward pass, backward pass and step.
   */
  private static final double SMALL_WEIGHT_SECONDS = 2.2e-9;

  /**
   * Seconds for one number of a sample with one direction in one step. A sample costs {@link
   * #CELL_FLOW_SAMPLE_NUMBERS} numbers more than it has.
   */
  private static final double CELL_FLOW_SECONDS = 0.7e-9;

  private static final double CELL_FLOW_SAMPLE_NUMBERS = 8;

  /** Seconds for one neuron of a classifier with one sample in one step, measured in training. */
  private static final double CLASSIFIER_FLOW_SECONDS = 20e-9;

  /**
   * Seconds for one node with one point of the plane in one step, for each of the three numbers of
   * its line and for each output.
   */
  private static final double PLANE_POINT_SECONDS = 0.75e-9;

  /** Seconds for one coordinate of an input drawn for two gates. */
  private static final double GATE_COORDINATE_SECONDS = 3.4e-8;

  /** Seconds for the force of one node of a population flow on another. */
  private static final double GATE_PAIR_SECONDS = 0.085e-6;

  /** Seconds for one student node with another, or with a teacher node, in one step of descent. */
  private static final double UNIT_VECTOR_PAIR_SECONDS = 0.06e-6;

  /**
   * Mean number of steps of a run, for each teacher node. A run needs a few hundred steps to a
   * global minimum and some ten thousand to another minimum. With more nodes, more runs end in
   * another minimum.
   */
  private static final double UNIT_VECTOR_STEPS = 500;

  /** Seconds for one input with a single student in one step. */
  private static final double SINGLE_INPUT_SECONDS = 3e-9;

  /**
   * Seconds for one parameter of a deep network in the plane with one point, in one step of
   * descent.
   */
  private static final double DEEP_PARAMETER_SECONDS = 3e-9;

  /**
   * Seconds for two parameters with one output of a point, in the normal equations and their
   * solution.
   */
  private static final double DEEP_PRODUCT_SECONDS = 0.05e-9;

  /**
   * Seconds for the mixture of two deep networks at one point of the plane, at the start and at the
   * end.
   */
  private static final double DEEP_PLACE_SECONDS = 30e-6;

  private ComputedCosts() {}

  /** Seconds of a METRICS job whose model has no other stage; 0 for networks that are only read. */
  static double seconds(Job job) {
    return switch (CostModel.kind(job)) {
      case CIRCLE -> circle(job);
      case UNIT_NODES -> unitNodes(job);
      case OVERLAPS -> overlaps(job);
      case LEMMA_PAIRS -> lemmaPairs(job);
      case FALL_OFF -> fallOff(job);
      case CELL_FLOW -> cellFlow(job);
      case CLASSIFIER_FLOW -> classifierFlow(job);
      case REGION -> region(job);
      case SMALL_FC -> smallFc(job);
      case GATE_PRODUCTS -> gateProducts(job);
      case POPULATION -> population(job);
      case NORM_GROWTH -> normGrowth(job);
      case SINGLE_STUDENT -> singleStudent(job);
      case UNIT_VECTOR_TEACHER -> unitVectorTeacher(job);
      case PURSUIT -> 4 * 8 * steps(job) * GATE_PAIR_SECONDS;
      case DEEP_REGION -> deepRegion(job);
      case VGG11_BN, VGG16_BN -> 0;
      default -> throw new IllegalArgumentException(job.model() + " has other stages");
    };
  }

  private static double circle(Job job) {
    double nodes =
        job.members().stream()
            .mapToDouble(
                member -> job.real("hidden_nodes", member) + job.real("teacher_nodes", member))
            .sum();
    return nodes * job.integer("steps") * job.integer("samples") * CIRCLE_INPUT_SECONDS;
  }

  private static double unitNodes(Job job) {
    double seconds = 0;
    for (Member member : job.members()) {
      double teachers = job.real("teacher_nodes", member);
      double students = teachers + job.real("rest_nodes");
      double pairs = students * teachers + students * (students - 1) / 2;
      double pairSeconds =
          job.real("threshold", member) == 0 ? UNIT_PAIR_SECONDS : UNIT_THRESHOLD_PAIR_SECONDS;
      seconds += job.integer("steps") * pairs * pairSeconds;
      seconds += job.integer("quadrature") * 2 * students * (students + teachers) * PLANE_SECONDS;
    }
    return seconds;
  }

  private static double overlaps(Job job) {
    double nodes = job.integer("teacher_nodes");
    double pairs = job.members().size() * job.reals("thresholds").length * nodes * nodes / 2;
    return pairs * OVERLAP_SECONDS;
  }

  private static double lemmaPairs(Job job) {
    double cells =
        job.members().size() * job.reals("thresholds").length * job.reals("start_degrees").length;
    return cells * (LIPSCHITZ_OVERLAPS + 3.0 * job.integer("pairs")) * OVERLAP_SECONDS;
  }

  private static double fallOff(Job job) {
    double cases = job.reals("thresholds").length + 2;
    double points = cases * job.reals("sampled_distances").length * job.integer("points");
    return job.members().size() * points * SAMPLED_POINT_SECONDS;
  }

  private static double cellFlow(Job job) {
    double numbers =
        job.integer("train_samples") * (job.integer("inputs") + CELL_FLOW_SAMPLE_NUMBERS);
    double steps = 1.0 * job.integer("directions") * job.integer("steps");
    double courses = 4.0 * job.integer("courses") * job.integer("course_steps");
    double cells = 3.0 * job.integer("cell_directions");
    return job.members().size() * (steps + courses + cells) * numbers * CELL_FLOW_SECONDS;
  }

  private static double classifierFlow(Job job) {
    double[] rates = job.reals("learning_rates");
    double steps = 5 * job.real("time") / rates[0];
    for (double rate : rates) {
      steps += job.real("growth_time") / rate;
    }
    double each = 1.0 * job.integer("hidden_nodes") * job.integer("train_samples");
    return job.members().size() * steps * each * CLASSIFIER_FLOW_SECONDS;
  }

  private static double region(Job job) {
    double points = job.members().size() * job.real("samples") * job.integer("hidden_nodes");
    return points * (3 + job.integer("outputs")) * job.integer("steps") * PLANE_POINT_SECONDS;
  }

  private static double deepRegion(Job job) {
    double lower = job.integer("hidden_nodes");
    double upper = job.integer("upper_student_nodes");
    double outputs = job.integer("outputs");
    double parameters = 3 * lower + (lower + 1) * upper + (upper + 1) * outputs;
    double samples = job.integer("samples");
    double descent = job.integer("steps") * samples * parameters * DEEP_PARAMETER_SECONDS;
    double finish =
        job.integer("finish_steps")
            * samples
            * outputs
            * parameters
            * parameters
            * DEEP_PRODUCT_SECONDS;
    double grid = job.integer("grid");
    double looks = grid * grid * DEEP_PLACE_SECONDS;
    return job.members().size() * (job.integer("rounds") * (descent + finish) + looks);
  }

  private static double smallFc(Job job) {
    double[] widths = CostModel.fcWidths(job, job.integer("inputs"), job.integer("outputs"));
    double weights = CostModel.connections(widths, 1, widths.length);
    double nodes = Arrays.stream(widths, 1, widths.length - 1).sum();
    double seconds = 0;
    for (Member member : job.members()) {
      double inputs = job.real("time") / job.real("learning_rate", member) * job.integer("batch");
      double normSeconds = job.real("norm", member) > 0 ? CostModel.FC_NORM_SECONDS : 0;
      seconds += inputs * (weights * SMALL_WEIGHT_SECONDS + nodes * normSeconds);
      // The recursion multiplies matrices as wide as the layers: before training, after training,
      // and once more with the lowest layer drawn anew.
      seconds += 4 * job.integer("evaluation_samples") * weights * widths[1] * SMALL_WEIGHT_SECONDS;
    }
    return seconds;
  }

  private static double gateProducts(Job job) {
    double coordinates = 4 * Arrays.stream(job.reals("dimensions")).sum();
    coordinates += 2.0 * job.reals("biases").length;
    double samples = (double) job.integer("samples") * job.integer("angles");
    return job.members().size() * samples * coordinates * GATE_COORDINATE_SECONDS;
  }

  /** Number of steps of a flow, for all members together. */
  private static double steps(Job job) {
    return job.members().size() * job.real("time") / job.real("step");
  }

  private static double population(Job job) {
    double teachers = job.integer("teacher_nodes");
    double pairs = 0;
    for (Member member : job.members()) {
      double width = job.real("over_realisation", member);
      // Wide students match all teacher nodes early, and their run ends then.
      pairs += width * teachers * (1 + width) * teachers / width;
    }
    return job.integer("trials") * pairs * job.real("time") / job.real("step") * GATE_PAIR_SECONDS;
  }

  private static double unitVectorTeacher(Job job) {
    double pairs = 0;
    for (Member member : job.members()) {
      double teachers = job.real("teacher_nodes", member);
      double students = teachers + job.real("more_nodes", member);
      double steps = Math.min(UNIT_VECTOR_STEPS * teachers, job.integer("most_steps"));
      pairs += students * (teachers + students / 2) * steps;
    }
    return job.integer("trials") * pairs * UNIT_VECTOR_PAIR_SECONDS;
  }

  private static double normGrowth(Job job) {
    double teachers = job.integer("teacher_nodes");
    double students = teachers * job.integer("over_realisation");
    // A Runge-Kutta step has four stages. The flow runs once with whole steps and once with half
    // steps.
    return 12 * students * (teachers + students) * steps(job) * GATE_PAIR_SECONDS;
  }

  private static double singleStudent(Job job) {
    double steps =
        job.reals("sampled_gaps").length * job.real("sampled_time") / job.real("learning_rate");
    // Most runs end long before the limit.
    return job.members().size() * steps / 5 * job.integer("samples") * SINGLE_INPUT_SECONDS;
  }
}
