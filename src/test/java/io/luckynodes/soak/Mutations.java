package io.luckynodes.soak;

import io.luckynodes.artifact.Resealed;
import io.luckynodes.job.Scale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files of strangers, by the thousand: definitions through {@code plan}, and artifacts, figures,
 * records and what tells of a run through the commands that read them, all in this process. Each
 * case can be repeated alone, by its number and the seed.
 *
 * <pre>Mutations definitions|files COUNT SEED FOLDER SCRATCH [FIRST]</pre>
 *
 * <p>FOLDER holds definitions, or results. What a faulty case read is kept in SCRATCH.
 */
public final class Mutations {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long NEXT_SEED = 1_000_003;
  private static final int TOLD_EVERY = 500;

  private final Path folder;
  private final Path scratch;
  private final Path around;
  private final Path place;
  private final Trial trial;
  private final List<String> faults = new ArrayList<>();
  private final Map<Integer, Integer> codes = new TreeMap<>();

  Mutations(Path folder, Path scratch) throws IOException {
    this.folder = folder;
    this.scratch = scratch;
    this.around = Files.createDirectories(scratch.resolve("around"));
    this.place = Files.createDirectories(around.resolve("case"));
    Files.writeString(around.resolve("canary.txt"), "sings\n");
    this.trial = new Trial(List.of(around, Path.of("").toAbsolutePath()), LONGEST);
  }

  public static void main(String[] arguments) throws Exception {
    boolean definitions = arguments[0].equals("definitions");
    int count = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Mutations mutations = new Mutations(Path.of(arguments[3]), Path.of(arguments[4]));
    int first = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 0;
    List<String> faults =
        definitions
            ? mutations.ofDefinitions(first, count, seed)
            : mutations.ofFiles(first, count, seed);
    System.out.printf(
        Locale.ROOT,
        "mutated %s: tried %d, failed %d, by exit code %s%n",
        arguments[0],
        count,
        faults.size(),
        mutations.codes);
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  /** Through {@code plan}. */
  List<String> ofDefinitions(int first, int count, long seed) throws Exception {
    Map<String, byte[]> all = read(folder, ".yaml");
    List<String> figures =
        all.keySet().stream().filter(name -> !name.startsWith("experiments/")).toList();
    for (int number = first; number < first + count; number++) {
      Random random = new Random(seed * NEXT_SEED + number);
      String figure = figures.get(random.nextInt(figures.size()));
      Map<String, byte[]> files = withExperiments(figure, all);
      String victim = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
      files.put(victim, new Harm(random).to(files.get(victim), true));
      write(files);
      List<String> scales = Scale.ids();
      check(
          number,
          victim,
          List.of(
              List.of(
                  "plan",
                  "--definitions",
                  place.toString(),
                  "--scale",
                  scales.get(random.nextInt(scales.size())),
                  "--out",
                  place.resolve("plan").toString())));
      tell(number - first + 1, count);
    }
    return faults;
  }

  /** A figure's definition, and those that it names. */
  private static Map<String, byte[]> withExperiments(String figure, Map<String, byte[]> all) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(figure, all.get(figure));
    String text = new String(all.get(figure), StandardCharsets.UTF_8);
    all.forEach(
        (name, contents) -> {
          String id = name.replaceFirst(".*/", "").replace(".yaml", "");
          if (name.startsWith("experiments/")
              && text.matches("(?s).*[^a-z0-9-]" + id + "[^a-z0-9-].*")) {
            files.put(name, contents);
          }
        });
    return files;
  }

  /** Through the commands that read such a file, half of those that have a seal sealed anew. */
  List<String> ofFiles(int first, int count, long seed) throws Exception {
    Map<String, byte[]> all = read(folder, "");
    Map<String, List<String>> kinds = new TreeMap<>();
    all.keySet().stream()
        .filter(name -> !name.startsWith("workflow/figures") && !name.endsWith("/report.html"))
        .forEach(name -> kinds.computeIfAbsent(kind(name), any -> new ArrayList<>()).add(name));
    for (int number = first; number < first + count; number++) {
      Random random = new Random(seed * NEXT_SEED + number);
      List<String> kind = List.copyOf(kinds.values()).get(random.nextInt(kinds.size()));
      String victim = kind.get(random.nextInt(kind.size()));
      write(all);
      harm(place.resolve(victim), victim, all.get(victim), random);
      check(number, victim, commands(victim));
      tell(number - first + 1, count);
    }
    return faults;
  }

  private static String kind(String name) {
    return name.startsWith("records/") || name.startsWith("run/records-before/")
        ? "record"
        : name.matches(".*\\.(arrow|svg|png|csv)")
            ? name.substring(name.lastIndexOf('.'))
            : name.startsWith("workflow/") ? "workflow" : name;
  }

  private void harm(Path file, String name, byte[] sound, Random random) throws IOException {
    boolean figure = name.matches("figures/.*\\.(svg|png)");
    boolean text = !name.matches(".*\\.(arrow|png)");
    Harm harm = new Harm(random);
    switch (random.nextInt(20)) {
      case 0 -> {
        Files.delete(file);
        switch (random.nextInt(4)) {
          case 0 -> Files.createSymbolicLink(file, around.resolve("canary.txt").toAbsolutePath());
          case 1 -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
          case 2 -> Files.createDirectory(file);
          default -> Files.createSymbolicLink(file, Path.of("."));
        }
      }
      case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> Files.write(file, harm.to(sound, text));
      default ->
          Files.write(
              file,
              Resealed.file(
                  figure ? name : name.endsWith(".arrow") ? name : "",
                  harm.to(figure ? Resealed.unsealed(name, sound) : sound, text)));
    }
  }

  private List<List<String>> commands(String victim) {
    String results = place.toString();
    String file = place.resolve(victim).toString();
    List<List<String>> commands = new ArrayList<>();
    if (victim.endsWith(".arrow")) {
      commands.add(List.of("show", file));
    } else if (victim.matches("figures/.*\\.(svg|png)")) {
      commands.add(List.of("explain", file));
      commands.add(List.of("explain", "--json", file));
    } else {
      commands.add(List.of("why", results));
    }
    commands.add(List.of("audit", results));
    if (victim.matches("summary.json|run/.*|workflow/CITATION.cff|figures/.*")) {
      commands.add(List.of("claims", results));
      commands.add(
          List.of(
              "diff", folder.toString(), results, "--page", place.resolve("d.html").toString()));
      commands.add(List.of("diff", results, folder.toString(), "--json"));
      commands.add(
          List.of(
              "codecheck",
              results,
              "--study",
              study(),
              "--out",
              place.resolve("certificate").toString()));
    }
    if (!victim.endsWith(".arrow")) {
      commands.add(List.of("close", results));
    }
    return commands;
  }

  /** One of those that the results have. */
  private String study() {
    try (Stream<Path> studies = Files.list(folder.resolve("figures"))) {
      return studies
          .map(study -> String.valueOf(study.getFileName()))
          .sorted()
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(int number, String victim, List<List<String>> commands) throws Exception {
    for (List<String> command : commands) {
      Trial.Ended ended = trial.run(command.toArray(String[]::new));
      codes.merge(ended.code(), 1, Integer::sum);
      if (ended.fault().isPresent()) {
        String fault = "case " + number + ", " + victim + ": " + ended.fault().get();
        System.out.println(fault);
        faults.add(fault);
        Path kept = Files.createDirectories(scratch.resolve("failed"));
        Path file = place.resolve(victim);
        if (Files.isRegularFile(file)) {
          Files.write(
              kept.resolve(number + "-" + victim.replace('/', '-')), Files.readAllBytes(file));
        }
      }
    }
  }

  private void tell(int tried, int count) {
    if (tried % TOLD_EVERY == 0) {
      System.out.printf(Locale.ROOT, "tried %d of %d, failed %d%n", tried, count, faults.size());
    }
  }

  private static Map<String, byte[]> read(Path folder, String ending) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(ending)) {
          files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  /** In place of what the case before has left. */
  private void write(Map<String, byte[]> files) throws IOException {
    try (Stream<Path> old = Files.walk(place)) {
      for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(place)) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = place.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }
}
