package io.luckynodes.fingerprint;

import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fingerprints that the build wrote: one per stage. */
public final class CodeFingerprints {
  static final String RESOURCE = "META-INF/lucky-nodes/fingerprints.json";

  private CodeFingerprints() {}

  /**
   * Fingerprint of a stage's code and libraries, in hexadecimal.
   *
   * @param stage lower-case name of the stage
   */
  public static String of(String stage) {
    String fingerprint = all().get(stage);
    if (fingerprint == null) {
      throw new IllegalArgumentException("no fingerprint for stage " + stage);
    }
    return fingerprint;
  }

  /** All fingerprints, by stage. */
  public static SortedMap<String, String> all() {
    try (InputStream in = CodeFingerprints.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing: build with mvn package");
      }
      Map<?, ?> read =
          Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.class, RESOURCE);
      SortedMap<String, String> fingerprints = new TreeMap<>();
      read.forEach(
          (stage, digest) -> fingerprints.put(String.valueOf(stage), String.valueOf(digest)));
      return fingerprints;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
