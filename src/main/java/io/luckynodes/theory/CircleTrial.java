package io.luckynodes.theory;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.CircleDescent.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One seed on the {@link Circle}: a teacher and the students that are trained on it. Each purpose
 * has a stream of random numbers of its own, so a larger teacher or student begins with the random
 * numbers of a smaller one.
 *
 * @param teacher its directions are spaced evenly from a random first one, and its fan-outs are
 *     random unit vectors [A]
 * @param courses the trainings, dense first
 */
public record CircleTrial(CircleNetwork teacher, List<Course> courses) {

  /** The trainings, by the students that they train (L38); tables name them in lower case. */
  public enum Training {
    /** All students. */
    DENSE,
    /**
     * The students with the greatest fan-outs at the end of the dense training, from their own
     * start.
     */
    TICKET,
    /** As many students as in the ticket, drawn anew. */
    REDRAWN
  }

  /**
   * One training.
   *
   * @param students the numbers of its nodes, ascending: their numbers in the dense training, or
   *     numbers from 0 where the nodes were drawn anew
   * @param snapshots from the start to the last step
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Course(Training training, int[] students, List<Snapshot> snapshots) {
    /** The students before training. */
    public CircleNetwork start() {
      return snapshots.get(0).network();
    }

    /** The students after training. */
    public CircleNetwork end() {
      return snapshots.get(snapshots.size() - 1).network();
    }

    /** The loss of a snapshot as a share of the loss at the start. */
    public double lossShare(Snapshot snapshot) {
      return snapshot.loss() / snapshots.get(0).loss();
    }
  }

  public CircleTrial {
    courses = List.copyOf(courses);
  }

  /** Draws the teacher and the students of a seed, and trains the students. */
  public static CircleTrial run(CircleSettings settings, Streams streams) {
    CircleNetwork teacher = teacher(settings, streams);
    CircleDescent descent = new CircleDescent(settings.circle(), teacher);
    int[] all = firstNumbers(settings.hiddenNodes());
    CircleNetwork start = student(settings, streams, "circle-student", all.length);
    Course dense = train(settings, descent, Training.DENSE, all, start);
    List<Course> courses = new ArrayList<>(List.of(dense));
    if (settings.retrain()) {
      int[] ticket = strongest(dense.end(), settings.teacherNodes());
      courses.add(train(settings, descent, Training.TICKET, ticket, start.only(ticket)));
      int[] anew = firstNumbers(ticket.length);
      CircleNetwork redrawn = student(settings, streams, "circle-redrawn", anew.length);
      courses.add(train(settings, descent, Training.REDRAWN, anew, redrawn));
    }
    return new CircleTrial(teacher, courses);
  }

  private static Course train(
      CircleSettings settings,
      CircleDescent descent,
      Training training,
      int[] students,
      CircleNetwork start) {
    return new Course(
        training,
        students,
        descent.train(start, settings.learningRate(), settings.steps(), settings.snapshotSteps()));
  }

  private static CircleNetwork teacher(CircleSettings settings, Streams streams) {
    int nodes = settings.teacherNodes();
    double turn = 2 * Math.PI * stream(streams, "circle-teacher-turn").nextDouble();
    double[] directions = new double[nodes];
    for (int k = 0; k < nodes; k++) {
      directions[k] = turn + 2 * Math.PI * k / nodes;
    }
    RandomGenerator random = stream(streams, "circle-teacher-fan-outs");
    CircleNetwork teacher =
        new CircleNetwork(directions, settings.outputs(), new double[nodes * settings.outputs()]);
    for (int i = 0; i < teacher.fanOut().length; i++) {
      teacher.fanOut()[i] = random.nextGaussian();
    }
    double[] squares = teacher.fanOutSquares();
    for (int i = 0; i < teacher.fanOut().length; i++) {
      teacher.fanOut()[i] /= Math.sqrt(squares[i / settings.outputs()]);
    }
    return teacher;
  }

  private static CircleNetwork student(
      CircleSettings settings, Streams streams, String purpose, int nodes) {
    RandomGenerator turns = stream(streams, purpose + "-directions");
    RandomGenerator spreads = stream(streams, purpose + "-fan-outs");
    double[] directions = new double[nodes];
    double[] fanOut = new double[nodes * settings.outputs()];
    for (int j = 0; j < nodes; j++) {
      directions[j] = 2 * Math.PI * turns.nextDouble();
    }
    for (int i = 0; i < fanOut.length; i++) {
      fanOut[i] = settings.fanOutStd() * spreads.nextGaussian();
    }
    return new CircleNetwork(directions, settings.outputs(), fanOut);
  }

  private static RandomGenerator stream(Streams streams, String purpose) {
    return streams.stream(purpose, "", Streams.ONCE);
  }

  private static int[] firstNumbers(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, j -> j);
    return numbers;
  }

  /**
   * The numbers of the nodes with the greatest fan-outs, ascending. Among equal fan-outs the lower
   * number counts; a network with fewer nodes gives all of them.
   */
  private static int[] strongest(CircleNetwork student, int most) {
    double[] squares = student.fanOutSquares();
    return Arrays.stream(firstNumbers(student.nodes()))
        .boxed()
        .sorted((one, other) -> Double.compare(squares[other], squares[one]))
        .limit(most)
        .mapToInt(j -> j)
        .sorted()
        .toArray();
  }
}
