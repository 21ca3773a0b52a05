package io.luckynodes.codecheck;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.lineage.Results;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a CODECHECK: configuration, certificate, and copies of all files that they
 * are about. Equal results give equal bytes.
 */
public final class CodecheckBundle {
  /** Path of the licence in the results; {@link #LICENCE} is its path in the bundle. */
  private static final String KEPT_LICENCE = "workflow/LICENSE";

  private static final String LICENCE = "LICENSE";

  private CodecheckBundle() {}

  /**
   * Writes the files.
   *
   * @param study id of the paper's study; null if the results hold only one
   * @param folder an empty folder
   * @return paths within the folder; the files to be completed come first
   * @throws LuckyException if the results are incomplete or damaged ({@link ExitCode#NO_INPUT},
   *     {@link ExitCode#BAD_INPUT}), the study is unknown ({@link ExitCode#USAGE}), or a file
   *     cannot be written ({@link ExitCode#CANNOT_WRITE})
   */
  public static List<String> write(Results results, @Nullable String study, Path folder) {
    Material material = Material.of(results, study);
    SortedMap<String, byte[]> copies = new TreeMap<>();
    material.files().forEach((path, sha256) -> copies.put(path, results.bytes(path, sha256)));
    Path licence = results.find(KEPT_LICENCE).file();
    if (licence != null) {
      copies.put(LICENCE, WholeFile.bytes(licence, FigureFile.LARGEST));
    }
    copies.forEach((path, bytes) -> AtomicFile.write(folder.resolve(path), bytes));
    write(folder, Configuration.PLACE, Configuration.of(material));
    write(folder, Certificate.PLACE, Certificate.of(material));
    List<String> paths = new ArrayList<>(List.of(Configuration.PLACE, Certificate.PLACE));
    paths.addAll(copies.keySet());
    return paths;
  }

  private static void write(Path folder, String path, String text) {
    AtomicFile.write(folder.resolve(path), text.getBytes(StandardCharsets.UTF_8));
  }
}
