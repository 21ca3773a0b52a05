package io.luckynodes.crate;

import io.luckynodes.file.WholeFile;
import io.luckynodes.lineage.Results;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and describes Nextflow's configuration files. */
final class Configuration {
  /** The format to which configuration files conform. */
  static final String FORMAT = "https://www.nextflow.io/docs/latest/config.html";

  /** An inclusion, on a line of its own or on the line of the profile that asks for it. */
  private static final Pattern INCLUSION =
      Pattern.compile(
          "(?m)^\\h*(?:(?<profile>\\w+)\\h*\\{\\h*)?includeConfig\\h+'(?<path>[^'\n]+)'");

  private static final int LARGEST = 1 << 20;

  private Configuration() {}

  /**
   * The files in force: the workflow's own file, and the files that it and the profiles of the run
   * include.
   *
   * @param files paths of all files in the results
   * @param profiles profiles of the run, separated by commas
   */
  static List<String> inForce(Results results, Set<String> files, String profiles) {
    List<String> chosen = List.of(profiles.split(",", -1));
    SortedSet<String> inForce = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(RunOfResults.CONFIGURATION));
    while (!open.isEmpty()) {
      String path = open.pop();
      if (!files.contains(path) || !inForce.add(path)) {
        continue;
      }
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      Matcher inclusion = INCLUSION.matcher(WholeFile.text(results.require(path), LARGEST));
      while (inclusion.find()) {
        String profile = inclusion.group("profile");
        if (profile == null || chosen.contains(profile)) {
          open.push(folder + inclusion.group("path"));
        }
      }
    }
    return List.copyOf(inForce);
  }

  /** Describes all configuration files, in force or not. */
  static void describe(Building crate) {
    List<String> files =
        crate.known().paths("workflow/").stream().filter(path -> path.endsWith(".config")).toList();
    if (!files.isEmpty()) {
      crate.add(
          Entity.of(FORMAT, "CreativeWork")
              .with("name", "Nextflow's configuration")
              .with("url", FORMAT));
      files.forEach(file -> crate.graph().get(file).link("conformsTo", FORMAT));
    }
  }
}
