package io.luckynodes.runner;

import io.luckynodes.fingerprint.ClassDigest;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.fingerprint.SourceArchive;
import io.luckynodes.fingerprint.SourceCommit;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes each runner's fingerprint among the compiled classes; the build runs it after compiling.
 * If the sources are an unpacked archive of a commit and no clone, it writes the commit too.
 */
public final class FingerprintBuild {
  private FingerprintBuild() {}

  /**
   * Runs the build step.
   *
   * @param arguments the folder of compiled classes, and the folder of the project
   */
  public static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    ClassDigest digest =
        new ClassDigest(Thread.currentThread().getContextClassLoader(), "io.luckynodes");
    TreeMap<String, String> fingerprints = new TreeMap<>();
    Runners.classes()
        .forEach((name, type) -> fingerprints.put(name, digest.from(type.getName()).digest()));
    Path target = classes.resolve(CodeFingerprints.RESOURCE);
    Files.createDirectories(target.getParent());
    Files.writeString(target, Json.writeIndented(fingerprints));
    Optional<SourceArchive> archive = SourceArchive.in(Path.of(arguments[1]));
    if (archive.isPresent()) {
      Files.writeString(
          classes.resolve(SourceCommit.RESOURCE),
          "git.commit.id=%s\ngit.dirty=%s\n"
              .formatted(archive.get().commit(), !archive.get().isWhole()));
    }
  }
}
