package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.bench.Benchmark;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.network.Numerics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky bench}: how fast training is here. */
@Command(
    name = "bench",
    header = "Measures how fast networks train on this machine.",
    description =
        "Measures how fast one kind of network trains on this machine, for several sizes. Beside"
            + " each speed stands that of the machine's largest matrix product and of a loop that"
            + " only reads and writes memory; for two-layer students also that of a plain float64"
            + " loop over one student after the other. docs/performance.md explains the numbers.")
final class BenchCommand implements Runnable {
  @Parameters(
      paramLabel = "KIND",
      description =
          "two-layer (sizes are hidden nodes), deep (sizes are over-realisations), deep-bn (deep"
              + " with BatchNorm), conv (sizes are channels), conv-plain (conv without BatchNorm)"
              + " or race (sizes are hidden nodes of classifiers).")
  private String kind = "two-layer";

  @Option(
      names = "--sizes",
      paramLabel = "LIST",
      split = ",",
      description = "Sizes to measure, separated by commas (default: those of the papers).")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--students",
      paramLabel = "N",
      description =
          "Number of classifiers of kind race that train together (default: ${DEFAULT-VALUE}). The"
              + " other kinds have a fixed number.")
  private int students = Benchmark.STUDENTS;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Number of trainings that run at the same time (default: ${DEFAULT-VALUE}).")
  private int workers = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads within each operation of a training (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds for which each measurement runs (default: ${DEFAULT-VALUE}).")
  private double seconds = 5;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the numbers to this file, as JSON.")
  private @Nullable Path json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Benchmark.Kind chosen =
        Arrays.stream(Benchmark.Kind.values())
            .filter(one -> one.id().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new LuckyException(
                        ExitCode.USAGE,
                        "unknown kind '"
                            + kind
                            + "'; allowed are "
                            + Arrays.stream(Benchmark.Kind.values())
                                .map(Benchmark.Kind::id)
                                .collect(Collectors.joining(", "))));
    if (students < 1
        || workers < 1
        || threads < 1
        || !(seconds > 0)
        || sizes.stream().anyMatch(size -> size < 1)) {
      throw new LuckyException(
          ExitCode.USAGE, "sizes, students, workers, threads and seconds must be positive");
    }
    PrintWriter print = Terminal.of(spec);
    Benchmark benchmark = new Benchmark(chosen, students, threads, workers, seconds);
    SortedMap<Integer, Double> bandwidths = bandwidths(benchmark, print);
    print.printf(
        Locale.ROOT,
        "%s: %d at once, %d %s each%n%16s %14s %14s %10s %10s %9s %12s %9s %10s %13s %14s%n",
        chosen.id(),
        workers,
        threads,
        threads == 1 ? "thread" : "threads",
        chosen.sizeName(),
        "steps/s",
        "samples/s",
        "GFLOP/s",
        "peak",
        "of peak",
        "working set",
        "GB/s",
        "bandwidth",
        "of bandwidth",
        "to plain loop");
    print.flush();
    List<Benchmark.Speed> speeds =
        benchmark.run(sizes.isEmpty() ? chosen.sizes() : sizes, speed -> print(print, speed));
    if (json != null) {
      Map<String, Object> result = new TreeMap<>();
      result.put("kind", chosen.id());
      result.put("size", chosen.sizeName());
      result.put("workers", workers);
      if (chosen == Benchmark.Kind.RACE) {
        result.put("students", students);
      }
      result.put("threads", threads);
      result.put("seconds", seconds);
      result.put("numerics", Numerics.of(threads));
      result.put("bandwidths", bandwidths);
      result.put("speeds", speeds);
      AtomicFile.write(json, Json.writeIndented(result).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** GB/s by bytes of memory, printed in a line: those of the caches, and of what none holds. */
  private static SortedMap<Integer, Double> bandwidths(Benchmark benchmark, PrintWriter print) {
    SortedMap<Integer, Double> bandwidths = new TreeMap<>();
    for (int bytes : Benchmark.bandwidthSizes()) {
      bandwidths.put(bytes, benchmark.bandwidth(bytes));
    }
    print.println(
        "Bandwidth of a loop that reads and writes memory: "
            + bandwidths.entrySet().stream()
                .map(
                    entry ->
                        String.format(
                            Locale.ROOT, "%.0f GB/s in %s", entry.getValue(), size(entry.getKey())))
                .collect(Collectors.joining(", ")));
    print.flush();
    return bandwidths;
  }

  private static String size(double bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.0f KiB", bytes / (1 << 10))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
  }

  private static void print(PrintWriter print, Benchmark.Speed speed) {
    Double times = speed.timesTheLoop();
    print.printf(
        Locale.ROOT,
        "%16d %,14.0f %,14.0f %10.1f %10.1f %8.1f%% %12s %9.1f %10.1f %12.1f%% %14s%n",
        speed.size(),
        speed.stepsPerSecond(),
        speed.samplesPerSecond(),
        speed.gigaflops(),
        speed.peakGigaflops(),
        100 * speed.shareOfPeak(),
        size(speed.workingSet()),
        speed.gigabytes(),
        speed.bandwidthGigabytes(),
        100 * speed.shareOfBandwidth(),
        times == null ? "" : String.format(Locale.ROOT, "%.1f times", times));
    print.flush();
  }
}
