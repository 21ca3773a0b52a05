package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds files of the repository equal to what they are made from, or writes them anew if told to.
 */
final class Generated {
  private static final String WRITE = "write.generated";

  private Generated() {}

  /** Compares a file with what it should be; with {@code -Dwrite.generated=true} writes it. */
  static void hold(Path file, String expected) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, expected);
    }
    assertThat(Files.isRegularFile(file) ? Files.readString(file) : "")
        .as(
            "%s is made from models.json, tables.json, the drawings and the predicates. If they were meant to"
                + " change, write it anew: mvn test"
                + " -Dtest='DefinitionSchemaTest,*ChapterTest' -D%s=true",
            file, WRITE)
        .isEqualTo(expected);
  }
}
