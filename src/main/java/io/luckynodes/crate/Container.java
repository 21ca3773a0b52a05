package io.luckynodes.crate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a container image by the name that Nextflow was given. */
final class Container {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:docker://)?(?:(?<registry>[^/]*[.:][^/]*|localhost)/)?(?<name>[^:@]+)(?::(?<tag>[^@]+))?(?:@sha256:(?<sha256>[0-9a-f]{64}))?");

  private Container() {}

  /**
   * Adds an image with the registry, name, tag and digest that its name contains, and returns its
   * id.
   */
  static String add(Building crate, String image) {
    Entity entity =
        Entity.of(Ids.of("image", image), "ContainerImage").with("alternateName", image);
    Matcher parts = NAME.matcher(image);
    boolean file = image.startsWith("/") || image.endsWith(".sif");
    if (file || !parts.matches()) {
      entity.with("name", image).link("additionalType", type(crate, "SIFImage"));
    } else {
      String registry = parts.group("registry");
      entity
          .link("additionalType", type(crate, "DockerImage"))
          .with("registry", registry == null ? "docker.io" : registry)
          .with("name", parts.group("name"))
          .with("tag", parts.group("tag"))
          .with("sha256", parts.group("sha256"));
    }
    return crate.add(entity);
  }

  private static String type(Building crate, String term) {
    return crate.add(
        Entity.of(Vocabulary.runTerm(term), "DefinedTerm")
            .with("name", term)
            .with("termCode", term));
  }
}
