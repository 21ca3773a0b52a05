package io.luckynodes.crate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Describes the software that tools need: this project's program, and Java and TensorFlow below it.
 */
final class Software {
  /**
   * A program.
   *
   * @param key name that records use for its version
   */
  private record Below(String key, String name, String home) {}

  private static final List<Below> BELOW =
      List.of(
          new Below("java", "Java", "https://dev.java/"),
          new Below("tensorflow", "TensorFlow", "https://www.tensorflow.org/"));

  private Software() {}

  /** The program that every step of the run calls. */
  static String program(Building crate) {
    String version = crate.known().run().version();
    return crate.add(
        Entity.of(Ids.of("software", "lucky-nodes", version), "SoftwareApplication")
            .with("name", "Lucky Nodes")
            .with("version", version)
            .with("description", "The program that each step of the workflow calls: bin/lucky.")
            .link("url", RunOfResults.WORKFLOW)
            .link("author", Vocabulary.CONTRIBUTORS));
  }

  /** Adds Java and TensorFlow in the versions of an environment, and returns their ids. */
  static List<String> below(Building crate, Map<String, String> environment) {
    List<String> ids = new ArrayList<>();
    for (Below one : BELOW) {
      String version = environment.get(one.key);
      if (version != null) {
        ids.add(
            crate.add(
                Entity.of(one.home + Ids.of(version), "SoftwareApplication")
                    .with("name", one.name)
                    .with("version", version)
                    .with("url", one.home)));
      }
    }
    return ids;
  }
}
