package io.luckynodes.theory.region;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.plane.PlaneLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The lines on which student nodes lie, and the sums of their kinks there (Theorems 2 and 3 of
 * Student Specialization).
 *
 * <p>A line counts without its active side: relu(−z) has the kink of relu(z). So a node that is
 * active on the opposite side can replace a teacher node where other nodes supply a linear
 * function.
 */
public final class Specialisation {
  /**
   * Greatest line angle in degrees of nodes on one line [A]: a teacher's lines are much further
   * apart.
   */
  public static final double ON_LINE = 2;

  /**
   * Least share of all points on either side of a line that counts as seen [A]. The theorems are
   * about regions, and say nothing about a line with a single point beyond it.
   */
  public static final double SEEN = 0.01;

  private static final double SAME_LINE = 1e-9;

  private final PlaneNetwork teacher;
  private final PlaneNetwork student;
  private final double[][] points;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * A student node.
   *
   * @param teacher the teacher node whose line is nearest
   * @param degrees line angle to that teacher node
   * @param sameSide whether both are active on the same side
   */
  public record Node(int node, Pattern pattern, int teacher, double degrees, boolean sameSide) {}

  /**
   * A line of one or several student nodes, but of no teacher node.
   *
   * @param nodes the student nodes on the line
   * @param kinks size of the sum of their kinks
   * @param sigma the least singular value of the fan-outs of the other student nodes that observe
   *     the line; 0 if these fan-outs do not span all outputs
   */
  public record FreeLine(List<Integer> nodes, double kinks, double sigma) {
    public FreeLine {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * @param points points of the training region, [points][2]
   */
  public Specialisation(PlaneNetwork teacher, PlaneNetwork student, double[][] points) {
    this.teacher = teacher;
    this.student = student;
    this.points = points;
    for (int k = 0; k < student.nodes(); k++) {
      nodes.add(nearest(k));
    }
    for (int k = 0; k < student.nodes(); k++) {
      Node node = nodes.get(k);
      if (node.pattern == Pattern.ALONE && line(k).size() > 1) {
        nodes.set(k, new Node(k, Pattern.GROUP, node.teacher, node.degrees, node.sameSide));
      }
    }
  }

  /** All student nodes in the order of their numbers. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  private Node nearest(int k) {
    double[] own = student.lines()[k];
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < teacher.nodes(); j++) {
      double degrees = degrees(own, teacher.lines()[j]);
      if (degrees < least) {
        nearest = j;
        least = degrees;
      }
    }
    int above = above(own);
    Pattern pattern =
        above == 0
            ? Pattern.OFF
            : !seen(own) ? Pattern.UNSEEN : least < ON_LINE ? Pattern.TEACHER : Pattern.ALONE;
    return new Node(k, pattern, nearest, least, PlaneLines.sameSide(own, teacher.lines()[nearest]));
  }

  /** The line angle of two rows in degrees. */
  public static double degrees(double[] line, double[] other) {
    return Math.toDegrees(PlaneLines.angle(line, other));
  }

  /**
   * The line angle in degrees between a teacher node and the nearest student node that satisfies a
   * condition; 90 if there is none.
   */
  public double nearestDegrees(int teacherNode, Predicate<Node> which) {
    return nodes.stream()
        .filter(which)
        .mapToDouble(node -> degrees(student.lines()[node.node], teacher.lines()[teacherNode]))
        .min()
        .orElse(90);
  }

  /** Whether a student node's line is seen, but is no teacher node's line. */
  private static boolean isFree(Node node) {
    return node.pattern == Pattern.GROUP || node.pattern == Pattern.ALONE;
  }

  /**
   * Whether nodes on one line are active on different sides of it. They then leave a linear
   * function, even where their kinks have the right sum.
   */
  public boolean anyTurnedRound() {
    return nodes.stream().anyMatch(node -> node.pattern == Pattern.TEACHER && !node.sameSide)
        || freeLines().stream()
            .anyMatch(
                line ->
                    line.nodes.stream()
                        .anyMatch(
                            k ->
                                !PlaneLines.sameSide(
                                    student.lines()[k], student.lines()[line.nodes.get(0)])));
  }

  /**
   * Independence of the fan-outs of the nodes that are active on all points but a few: the least
   * singular value of the fan-outs' directions. It is 0 if there are no such nodes or more of them
   * than outputs.
   */
  public double independenceEverywhere() {
    double[][] directions =
        IntStream.range(0, student.nodes())
            .filter(k -> above(student.lines()[k]) >= (1 - SEEN) * points.length)
            .mapToObj(k -> Directions.unit(student.fanOuts()[k]))
            .toArray(double[][]::new);
    boolean most = directions.length == 0 || directions.length > student.outputs();
    return most ? 0 : SingularValues.of(directions)[directions.length - 1];
  }

  /** Whether a line crosses the training region: enough points lie on either side. */
  public boolean seen(double[] line) {
    int above = above(line);
    return enough(Math.min(above, points.length - above));
  }

  private boolean enough(int count) {
    return count >= SEEN * points.length;
  }

  private int above(double[] line) {
    return (int) Arrays.stream(points).filter(x -> PlaneNetwork.linear(line, x) > 0).count();
  }

  /** Whether enough points on either side of a line activate a student node (Definition 2). */
  public boolean observes(int observer, double[] line) {
    int above = 0;
    int below = 0;
    for (double[] x : points) {
      if (PlaneNetwork.linear(student.lines()[observer], x) > 0) {
        boolean up = PlaneNetwork.linear(line, x) > 0;
        above += up ? 1 : 0;
        below += up ? 0 : 1;
      }
    }
    return enough(above) && enough(below);
  }

  /**
   * Whether some student node observes a teacher node and receives its contribution: α = v · v* is
   * not near 0 (Theorem 2).
   *
   * @param least bound above which |α| counts
   */
  public boolean observed(int teacherNode, double least) {
    return IntStream.range(0, student.nodes())
        .anyMatch(
            k ->
                Math.abs(Directions.dot(student.fanOuts()[k], teacher.fanOuts()[teacherNode]))
                        > least
                    && observes(k, teacher.lines()[teacherNode]));
  }

  /** The teacher nodes on a teacher node's line, including that node. */
  public List<Integer> sharing(int teacherNode) {
    return IntStream.range(0, teacher.nodes())
        .filter(j -> PlaneLines.angle(teacher.lines()[j], teacher.lines()[teacherNode]) < SAME_LINE)
        .boxed()
        .toList();
  }

  /** The sum of the kinks of student nodes on a teacher node's line. */
  public double[] kinksOn(int teacherNode) {
    List<Integer> sharing = sharing(teacherNode);
    return sum(
        nodes.stream()
            .filter(node -> node.pattern == Pattern.TEACHER && sharing.contains(node.teacher))
            .map(Node::node)
            .toList());
  }

  /**
   * The difference between the kinks of teacher and student nodes on a teacher node's line, as a
   * share of the teacher's kinks.
   */
  public double kinkMissing(int teacherNode) {
    double[] whole = new double[teacher.outputs()];
    for (int j : sharing(teacherNode)) {
      whole = Directions.sum(whole, 1, teacher.kink(j));
    }
    return Directions.distance(whole, kinksOn(teacherNode)) / Directions.norm(whole);
  }

  /** Lines of student nodes that are seen, but are no teacher node's line. */
  public List<FreeLine> freeLines() {
    List<FreeLine> lines = new ArrayList<>();
    for (Node node : nodes) {
      List<Integer> members = isFree(node) ? line(node.node) : List.of();
      if (!members.isEmpty() && members.get(0) == node.node) {
        lines.add(new FreeLine(members, Directions.norm(sum(members)), sigma(members)));
      }
    }
    return lines;
  }

  /**
   * The least singular value of the fan-outs of the other nodes that observe the lines of all nodes
   * on a line.
   */
  private double sigma(List<Integer> members) {
    double[][] fanOuts =
        IntStream.range(0, student.nodes())
            .filter(k -> !members.contains(k))
            .filter(k -> members.stream().allMatch(member -> observes(k, student.lines()[member])))
            .mapToObj(k -> student.fanOuts()[k])
            .toArray(double[][]::new);
    return SingularValues.least(fanOuts, student.outputs());
  }

  /**
   * The free nodes that lie on a node's line, directly or through other free nodes, in ascending
   * order.
   */
  private List<Integer> line(int node) {
    List<Integer> found = new ArrayList<>(List.of(node));
    for (int next = 0; next < found.size(); next++) {
      double[] own = student.lines()[found.get(next)];
      for (Node other : nodes) {
        if (isFree(other)
            && !found.contains(other.node)
            && degrees(own, student.lines()[other.node]) < ON_LINE) {
          found.add(other.node);
        }
      }
    }
    return found.stream().sorted().toList();
  }

  private double[] sum(Collection<Integer> some) {
    double[] sum = new double[student.outputs()];
    for (int k : some) {
      sum = Directions.sum(sum, 1, student.kink(k));
    }
    return sum;
  }

  /**
   * The greatest norm of the outputs of student nodes on no teacher node's line, as a share of the
   * teacher's greatest norm (Corollary 2).
   */
  public double unspecialisedOutput() {
    double[][] lines =
        nodes.stream()
            .filter(node -> node.pattern != Pattern.TEACHER)
            .map(node -> student.lines()[node.node])
            .toArray(double[][]::new);
    double[][] fanOuts =
        nodes.stream()
            .filter(node -> node.pattern != Pattern.TEACHER)
            .map(node -> student.fanOuts()[node.node])
            .toArray(double[][]::new);
    return lines.length == 0
        ? 0
        : greatestOutput(new PlaneNetwork(lines, fanOuts)) / greatestOutput(teacher);
  }

  private double greatestOutput(PlaneNetwork network) {
    return Arrays.stream(points)
        .mapToDouble(x -> Directions.norm(network.outputs(x)))
        .max()
        .orElseThrow();
  }
}
