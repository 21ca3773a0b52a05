package io.luckynodes.artifact;

import org.jspecify.annotations.Nullable;

/**
 * A source from which an artifact is made: another artifact, or an external file.
 *
 * @param input name and digest of the source
 * @param record provenance record of the source; null for an external file
 */
public record Parent(ProvenanceRecord.Input input, @Nullable ProvenanceRecord record) {

  /** An external file as a source. */
  public static Parent fromOutside(String name, String sha256) {
    return new Parent(new ProvenanceRecord.Input(name, sha256), null);
  }
}
