package io.luckynodes.fingerprint;

import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** Run by the build after compiling: writes each stage's fingerprint among the classes. */
public final class FingerprintBuild {
  private FingerprintBuild() {}

  /**
   * @param arguments the folder of compiled classes
   */
  public static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    ClassDigest digest =
        new ClassDigest(Thread.currentThread().getContextClassLoader(), "io.luckynodes");
    TreeMap<String, String> fingerprints = new TreeMap<>();
    for (Stage stage : Stage.values()) {
      fingerprints.put(stage.id(), digest.from(stageClass(stage)).digest());
    }
    Path target = classes.resolve(CodeFingerprints.RESOURCE);
    Files.createDirectories(target.getParent());
    Files.writeString(target, Json.writeIndented(fingerprints));
  }

  /**
   * The class that does a stage's work: {@code student} is done by {@code student.StudentStage}.
   */
  static String stageClass(Stage stage) {
    String id = stage.id();
    return "io.luckynodes."
        + id
        + "."
        + id.substring(0, 1).toUpperCase(Locale.ROOT)
        + id.substring(1)
        + "Stage";
  }
}
