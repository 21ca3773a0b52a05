package io.luckynodes.fingerprint;

import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The code fingerprints that the build wrote: one for each stage, or one for each kind of network
 * where each kind has its own code.
 */
public final class CodeFingerprints {
  /** Path of the fingerprints' file on the class path. */
  public static final String RESOURCE = "META-INF/lucky-nodes/fingerprints.json";

  private CodeFingerprints() {}

  /**
   * Fingerprint of a runner's code and libraries, in hexadecimal.
   *
   * @param runner name of the runner, for example {@code student.two-layer} or {@code figure}
   */
  public static String of(String runner) {
    String fingerprint = all().get(runner);
    if (fingerprint == null) {
      throw new IllegalArgumentException("no fingerprint for runner " + runner);
    }
    return fingerprint;
  }

  /** All fingerprints, by runner name. */
  public static SortedMap<String, String> all() {
    try (InputStream in = CodeFingerprints.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing: build with mvn package");
      }
      Map<?, ?> read =
          Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.class, RESOURCE);
      SortedMap<String, String> fingerprints = new TreeMap<>();
      read.forEach(
          (runner, digest) -> fingerprints.put(String.valueOf(runner), String.valueOf(digest)));
      return fingerprints;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
