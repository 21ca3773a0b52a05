package io.luckynodes.bench;

import io.luckynodes.network.shape.BatchNorm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the training speed of one kind of network at several sizes, and the machine's peak speed
 * beside each.
 */
public final class Benchmark {
  /**
   * Steps of one run of two-layer students or of the race's classifiers; a multiple of the steps in
   * one call.
   */
  private static final int STEPS = 200;

  /** Steps of one run of the plain loop. */
  private static final int LOOP_STEPS = 200;

  /** Default number of the race's classifiers that train together: one for each seed. */
  public static final int STUDENTS = 5;

  private final Kind kind;
  private final int students;
  private final int threads;
  private final Stopwatch stopwatch;

  /** The kinds of network that can be measured. */
  @SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
  public enum Kind {
    TWO_LAYER("two-layer", "hidden nodes n", List.of(10, 20, 50, 100, 200)),
    DEEP("deep", "over-realisation", List.of(1, 2, 5, 10)),
    /** Deep students with BatchNorm after ReLU. */
    DEEP_BN("deep-bn", "over-realisation", List.of(1, 2, 5, 10)),
    /** ConvNets with BatchNorm after ReLU; {@link #CONV_PLAIN} has none. */
    CONV("conv", "channels", List.of(16, 32, 64, 128)),
    CONV_PLAIN("conv-plain", "channels", List.of(16, 32, 64, 128)),
    /** Classifiers of grey images, with batches of four. */
    RACE("race", "hidden nodes d", List.of(10, 50, 100, 300));

    private final String id;
    private final String sizeName;
    private final List<Integer> sizes;

    Kind(String id, String sizeName, List<Integer> sizes) {
      this.id = id;
      this.sizeName = sizeName;
      this.sizes = sizes;
    }

    /** Name on the command line. */
    public String id() {
      return id;
    }

    /** Name of the quantity that a size counts. */
    public String sizeName() {
      return sizeName;
    }

    /** Default sizes to measure. */
    public List<Integer> sizes() {
      return sizes;
    }
  }

  /**
   * The speed at one size, summed over all workers.
   *
   * @param size hidden nodes, over-realisation or channels
   * @param stepsPerSecond steps of SGD, counted for every student
   * @param samplesPerSecond training samples, counted for every student
   * @param gigaflops 10⁹ floating-point operations a second in the products that SGD needs
   * @param peakGigaflops the same rate for the largest matrix product, timed just before
   * @param shareOfPeak {@code gigaflops} divided by {@code peakGigaflops}
   * @param workingSet bytes that a worker accesses repeatedly
   * @param gigabytes 10⁹ bytes of weights, or of a ConvNet's maps, that are read and written in a
   *     second at least
   * @param bandwidthGigabytes the same rate for a loop that only reads and writes a working set of
   *     that size, timed just after
   * @param shareOfBandwidth {@code gigabytes} divided by {@code bandwidthGigabytes}
   * @param loopStepsPerSecond steps per second of a plain loop over one student; null if the kind
   *     has no such loop
   * @param timesTheLoop speed relative to that loop; null if there is none
   */
  public record Speed(
      int size,
      double stepsPerSecond,
      double samplesPerSecond,
      double gigaflops,
      double peakGigaflops,
      double shareOfPeak,
      double workingSet,
      double gigabytes,
      double bandwidthGigabytes,
      double shareOfBandwidth,
      @Nullable Double loopStepsPerSecond,
      @Nullable Double timesTheLoop) {}

  /**
   * @param students number of the race's classifiers that train together; other kinds ignore it
   * @param threads threads within an operation
   * @param workers number of workers that run at once, each with its own students
   * @param seconds duration of each measurement
   */
  public Benchmark(Kind kind, int students, int threads, int workers, double seconds) {
    this.kind = kind;
    this.students = students;
    this.threads = threads;
    this.stopwatch = new Stopwatch(workers, seconds);
  }

  /**
   * Measures the speed at each size.
   *
   * @param report receives each size's speed as soon as it is known
   */
  public List<Speed> run(List<Integer> sizes, Consumer<Speed> report) {
    List<Speed> speeds = new ArrayList<>();
    for (int size : sizes) {
      double peak = stopwatch.rates(() -> new Peak(threads)).flops();
      Stopwatch.Rates training = stopwatch.rates(() -> workload(size));
      double bandwidth = bandwidth(training.workingSet());
      Stopwatch.Rates loop =
          kind == Kind.TWO_LAYER
              ? stopwatch.rates(() -> new OneStudentLoop(size, LOOP_STEPS))
              : null;
      Speed speed =
          new Speed(
              size,
              training.steps(),
              training.samples(),
              training.flops() / 1e9,
              peak / 1e9,
              training.flops() / peak,
              training.workingSet(),
              training.bytes() / 1e9,
              bandwidth,
              training.bytes() / 1e9 / bandwidth,
              loop == null ? null : loop.steps(),
              loop == null ? null : training.steps() / loop.steps());
      report.accept(speed);
      speeds.add(speed);
    }
    return Collections.unmodifiableList(speeds);
  }

  /**
   * Bandwidth of all workers together in GB per second.
   *
   * @param bytes size of each worker's array
   */
  public double bandwidth(double bytes) {
    return stopwatch.rates(() -> new Bandwidth(bytes)).bytes() / 1e9;
  }

  /** Array sizes in bytes that represent the caches and main memory. */
  public static int[] bandwidthSizes() {
    return Bandwidth.SIZES.clone();
  }

  private Workload workload(int size) {
    return switch (kind) {
      case TWO_LAYER -> new TwoLayerWorkload(size, STEPS, threads);
      case DEEP -> new FcWorkload(size, BatchNorm.NONE, threads);
      case DEEP_BN -> new FcWorkload(size, BatchNorm.AFTER_RELU, threads);
      case CONV -> new ConvNetWorkload(size, BatchNorm.AFTER_RELU, threads);
      case CONV_PLAIN -> new ConvNetWorkload(size, BatchNorm.NONE, threads);
      case RACE -> new RaceWorkload(size, students, STEPS, threads);
    };
  }
}
