package io.luckynodes.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The source of a claim. */
public enum Origin {
  /** The paper says it of results that it saw or expects. */
  PAPER("said by the paper"),
  /** The claim follows from a theorem, lemma or conjecture of the paper. */
  THEORY("from the paper's theory"),
  /** This project asks it of the experiment, and the paper does not say it. */
  OURS("asked by this project");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  /** The name in definitions and summaries. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name that people read. */
  public String words() {
    return words;
  }

  /** All ids, in the order of this list. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Origin::id).toList();
  }

  /** The origin of an id; empty if there is none. */
  public static Optional<Origin> of(String id) {
    return Arrays.stream(values()).filter(origin -> origin.id().equals(id)).findFirst();
  }
}
