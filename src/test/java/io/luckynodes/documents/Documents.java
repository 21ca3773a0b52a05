package io.luckynodes.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown files that people read, and the commands in them. */
final class Documents {
  /** A comment behind a command. */
  private static final Pattern COMMENT = Pattern.compile("\\s+#\\s.*$");

  /** Variables that a command sets for itself. */
  private static final Pattern VARIABLES = Pattern.compile("^([A-Z_]+=\\S+\\s+)+");

  private Documents() {}

  /**
   * A command as it stands in a document.
   *
   * @param at file and line
   * @param text without its comment and without variables before it
   */
  record DocumentedCommand(String at, String text) {
    /** The words, as a shell would part them. */
    List<String> words() {
      List<String> words = new ArrayList<>();
      StringBuilder word = new StringBuilder();
      boolean begun = false;
      char quote = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0 && c == quote) {
          quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
          begun = true;
        } else if (quote == 0 && c == ' ') {
          if (begun) {
            words.add(word.toString());
          }
          word.setLength(0);
          begun = false;
        } else {
          word.append(c);
          begun = true;
        }
      }
      if (begun) {
        words.add(word.toString());
      }
      return words;
    }
  }

  /** All documents; those that the program writes too. */
  static List<Path> all() {
    List<Path> files =
        new ArrayList<>(
            List.of(
                Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("figures/README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Lines of a document. */
  static List<String> lines(Path document) {
    try {
      return Files.readAllLines(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commands in code blocks that begin with a program, in all documents. */
  static List<DocumentedCommand> commands(String program) {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (Path document : all()) {
      boolean code = false;
      int number = 0;
      String begun = "";
      for (String part : lines(document)) {
        number++;
        String line = begun + part;
        begun = "";
        if (code && line.endsWith("\\")) {
          begun = line.substring(0, line.length() - 1);
          continue;
        }
        if (line.startsWith("```")) {
          code = !code;
        } else if (code) {
          String text =
              VARIABLES.matcher(COMMENT.matcher(line).replaceAll("").strip()).replaceAll("");
          if (text.equals(program) || text.startsWith(program + " ")) {
            commands.add(new DocumentedCommand(document + ":" + number, text));
          }
        }
      }
    }
    return commands;
  }
}
