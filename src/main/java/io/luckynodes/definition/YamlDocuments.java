package io.luckynodes.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the documents of a YAML file as trees of mappings, lists and texts. No object is ever made
 * from a tag. Aliases and deep nesting, with which a small file could take all memory, are refused
 * before a tree is built.
 */
final class YamlDocuments {
  /** Most bytes of a file, some fifty times the largest definition of this repository. */
  static final int MOST_BYTES = 1 << 18;

  /** Deepest nesting, some three times the deepest that a definition can need. */
  static final int MOST_DEPTH = 24;

  private YamlDocuments() {}

  /**
   * Reads a file.
   *
   * @throws MarkedYamlEngineException if the file is not YAML, or has YAML that is refused here
   * @throws CharacterCodingException if the file is not UTF-8
   * @throws IOException if the file cannot be read
   */
  static List<Node> of(Path file) throws IOException {
    return of(file.toString(), text(file));
  }

  /** Reads a text that stands for a file of this name. */
  static List<Node> of(String name, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(true).build();
    check(text, settings);
    List<Node> documents = new ArrayList<>();
    new Compose(settings).composeAllFromString(text).forEach(documents::add);
    return documents;
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new Refused("has more than " + MOST_BYTES + " bytes", Optional.empty());
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static void check(String text, LoadSettings settings) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case Alias ->
            throw new Refused("aliases (*name) are not allowed in a file", event.getStartMark());
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Scalar -> {
          if (((ScalarEvent) event).getValue().codePoints().anyMatch(YamlDocuments::isUnfit)) {
            throw new Refused("a text has characters that cannot be shown", event.getStartMark());
          }
        }
        default -> {
          // These events mark where the stream and its documents begin and end.
        }
      }
      if (depth > MOST_DEPTH) {
        throw new Refused(
            "lists and fields are nested more than " + MOST_DEPTH + " deep", event.getStartMark());
      }
    }
  }

  /**
   * Whether a character is unfit for XML or a terminal: control characters, halves of characters,
   * characters that turn the direction of writing, and non-characters.
   */
  private static boolean isUnfit(int character) {
    boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
    boolean turning =
        (character >= 0x202a && character <= 0x202e)
            || (character >= 0x2066 && character <= 0x2069);
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return control || turning || half || (character & 0xfffe) == 0xfffe;
  }

  /** Signals a file that may be YAML but is refused. */
  static final class Refused extends MarkedYamlEngineException {
    private static final long serialVersionUID = 1L;

    Refused(String what, Optional<Mark> where) {
      super("", Optional.empty(), what, where);
    }
  }
}
