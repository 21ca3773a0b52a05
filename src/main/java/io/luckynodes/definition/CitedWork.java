package io.luckynodes.definition;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A work that a {@code CITATION.cff} names among its references.
 *
 * @param authors names of the people who wrote it, without groups
 * @param url address of the work
 */
public record CitedWork(String title, List<String> authors, String url) {
  /**
   * Reads the references of a file, which may come from an unknown source.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is no such file
   */
  public static List<CitedWork> in(Path file) {
    try {
      List<Node> documents =
          YamlDocuments.of(file.toString(), WholeFile.text(file, YamlDocuments.MOST_BYTES));
      Problems problems = new Problems();
      Optional<YamlMap> citation =
          documents.size() == 1
              ? YamlMap.top(file.toString(), documents.get(0), problems)
              : Optional.empty();
      List<CitedWork> works =
          citation.map(top -> top.maps("references")).orElse(List.of()).stream()
              .map(CitedWork::of)
              .toList();
      if (citation.isEmpty() || problems.count() > 0) {
        throw wrong(file, "");
      }
      return works;
    } catch (YamlEngineException e) {
      throw wrong(file, ": " + e.getMessage());
    }
  }

  private static LuckyException wrong(Path file, String why) {
    return new LuckyException(
        ExitCode.BAD_INPUT,
        file + ": expected a citation (CITATION.cff) with references, found something else" + why);
  }

  private static CitedWork of(YamlMap work) {
    return new CitedWork(
        work.text("title", ""),
        work.maps("authors").stream()
            .filter(author -> author.has("family-names"))
            .map(
                author ->
                    (author.text("given-names", "") + " " + author.text("family-names")).strip())
            .toList(),
        work.text("url", ""));
  }
}
