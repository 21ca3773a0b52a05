package io.luckynodes.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The definition file that the guide to definitions has as an example of a user's own figure. */
public final class GuideExample {
  private static final Path GUIDE = Path.of("figures/README.md");
  private static final String FENCE = "```";
  private static final String BEGIN = FENCE + "yaml\n# my-figure.yaml";

  private GuideExample() {}

  /** The text of the file. */
  public static String text() throws IOException {
    String guide = Files.readString(GUIDE);
    int fence = guide.indexOf(BEGIN);
    if (fence < 0) {
      throw new IllegalStateException(GUIDE + " has no example my-figure.yaml");
    }
    int start = guide.indexOf('\n', fence) + 1;
    return guide.substring(start, guide.indexOf(FENCE, start));
  }

  /** Writes the file into a folder. */
  public static Path in(Path folder) throws IOException {
    return Files.writeString(folder.resolve("my-figure.yaml"), text());
  }
}
