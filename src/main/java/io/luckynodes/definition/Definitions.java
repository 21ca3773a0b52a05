package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * All experiments, figures and studies, read from YAML and checked completely before anything runs.
 * The faults of all files are reported together.
 *
 * @param experiments all experiments, by id
 * @param figures all figures, by id
 * @param studies the studies that are described, by id
 * @param own the user's own files, named as in experiments and figures
 */
public record Definitions(
    SortedMap<String, Experiment> experiments,
    SortedMap<String, Figure> figures,
    SortedMap<String, Study> studies,
    Set<String> own) {
  /**
   * Name of the folder of examples, which are read only if a user names them. Each stands for a
   * paper that others could add.
   */
  public static final String EXAMPLES = "examples";

  /** Most characters of an id. Ids become parts of file names, whose length file systems limit. */
  public static final int LONGEST_ID = 60;

  /**
   * Reads a folder of definitions and further files.
   *
   * @param folder folder that is searched for {@code .yaml} files, with all subfolders except
   *     {@link #EXAMPLES}
   * @param further the user's own files
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) that lists every fault
   */
  public static Definitions read(Path folder, List<Path> further) {
    return read(folder, further, new TreeMap<>());
  }

  /**
   * Reads a folder of definitions, further files, and texts that stand for files.
   *
   * @param written texts by the file name that each would have, as experiments and figures name it
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) that lists every fault
   */
  public static Definitions read(
      Path folder, List<Path> further, SortedMap<String, String> written) {
    Problems problems = new Problems();
    List<YamlMap> documents = new ArrayList<>();
    Stream.concat(yamlFiles(folder).stream(), further.stream())
        .forEach(
            file ->
                documents.addAll(
                    documents(file.toString(), () -> YamlDocuments.of(file), problems)));
    written.forEach(
        (name, text) ->
            documents.addAll(documents(name, () -> YamlDocuments.of(name, text), problems)));
    DocumentsById<Experiment> experiments =
        new DocumentsById<>("experiment", ExperimentReader.ID, ExperimentReader::read);
    DocumentsById<Figure> figures =
        new DocumentsById<>(
            "figure",
            FigureReader.ID,
            (id, map, base) -> Optional.of(FigureReader.read(id, map, base)));
    DocumentsById<Study> studies =
        new DocumentsById<>(
            StudyReader.STUDY,
            ExperimentReader.ID,
            (id, map, base) -> Optional.of(StudyReader.read(id, map)));
    for (YamlMap document : documents) {
      if (document.has("figure")) {
        figures.add(document);
      } else if (StudyReader.reads(document)) {
        studies.add(document);
      } else {
        experiments.add(document);
      }
    }
    SortedMap<String, Experiment> allExperiments = experiments.read();
    SortedMap<String, Figure> allFigures = figures.read();
    SortedMap<String, Study> allStudies = studies.read();
    allExperiments.forEach(
        (id, experiment) -> {
          if (!allExperiments.containsKey(experiment.streams())) {
            experiments
                .document(id)
                .fault(
                    "streams",
                    Suggestion.unknown(
                        "experiment", experiment.streams(), allExperiments.keySet()));
          }
        });
    allFigures.forEach(
        (id, figure) -> FigureChecks.check(figure, figures.document(id), allExperiments));
    problems.throwIfAny();
    if (allFigures.isEmpty()) {
      String read = further.isEmpty() ? String.valueOf(folder) : folder + " and " + further;
      throw new LuckyException(ExitCode.BAD_DEFINITION, read + ": no figure is defined");
    }
    Set<String> own = new TreeSet<>(written.keySet());
    further.forEach(file -> own.add(file.toString()));
    return new Definitions(allExperiments, allFigures, allStudies, own);
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return found
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !folder.relativize(file).startsWith(EXAMPLES))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LuckyException(
          ExitCode.NO_INPUT, folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Supplies the documents of a file. */
  private interface Nodes {
    List<Node> read() throws IOException;
  }

  private static List<YamlMap> documents(String file, Nodes nodes, Problems problems) {
    List<YamlMap> documents = new ArrayList<>();
    int before = problems.count();
    try {
      for (Node node : nodes.read()) {
        YamlMap.top(file, node, problems).ifPresent(documents::add);
      }
      if (documents.isEmpty() && problems.count() == before) {
        problems.add(new Problem(file, 1, "", "defines nothing"));
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      String what = e instanceof YamlDocuments.Refused ? "" : "is not YAML: ";
      problems.add(new Problem(file, line, "", what + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new Problem(file, 1, "", "is not YAML: " + e.getMessage()));
    } catch (CharacterCodingException e) {
      problems.add(new Problem(file, 1, "", "is not a text file in UTF-8"));
    } catch (IOException e) {
      throw new LuckyException(ExitCode.NO_INPUT, file + ": cannot be read: " + e.getMessage(), e);
    }
    return documents;
  }

  /** Whether two values are equal, where 1 and 1.0 are equal. */
  public static boolean sameNumber(JsonNode a, JsonNode b) {
    return (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
  }
}
