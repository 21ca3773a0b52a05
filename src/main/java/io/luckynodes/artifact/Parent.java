package io.luckynodes.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What an artifact is made from: another artifact, or a file from outside.
 *
 * @param input its name and digest
 * @param record what made it; null for a file from outside
 */
public record Parent(ProvenanceRecord.Input input, @Nullable ProvenanceRecord record) {

  /** A file from outside. */
  public static Parent fromOutside(String name, String sha256) {
    return new Parent(new ProvenanceRecord.Input(name, sha256), null);
  }
}
