package io.luckynodes.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the digests of files from a run's research object. */
final class CrateFiles {
  static final String PLACE = "ro-crate-metadata.json";

  private CrateFiles() {}

  /** SHA-256 of every file, by path; an empty text for a file without a digest. */
  static SortedMap<String, String> in(Path metadata) {
    SortedMap<String, String> files = new TreeMap<>();
    for (JsonNode entity : Json.read(metadata, JsonNode.class).path("@graph")) {
      JsonNode type = entity.path("@type");
      boolean file = type.asText().equals("File");
      for (JsonNode one : type) {
        file = file || one.asText().equals("File");
      }
      if (file) {
        files.put(entity.path("@id").asText(), entity.path("sha256").asText());
      }
    }
    return files;
  }
}
