package io.luckynodes.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds files of the repository equal to what they are made from, or writes them anew if told to.
 */
public final class Generated {
  private static final String WRITE = "write.generated";

  private Generated() {}

  /** Compares a file with what it should be; with {@code -Dwrite.generated=true} writes it. */
  public static void hold(Path file, String expected) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, expected);
    }
    assertThat(Files.isRegularFile(file) ? Files.readString(file) : "")
        .as(
            "%s is made from the program. If the program was meant to change, write the file anew:"
                + " mvn test -Dtest='DefinitionSchemaTest,ReferenceTest,DocumentsTest' -D%s=true",
            file, WRITE)
        .isEqualTo(expected);
  }
}
