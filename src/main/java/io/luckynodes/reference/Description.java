package io.luckynodes.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that definitions name, in words.
 *
 * @param kind of thing, such as <i>setting</i>
 * @param name in definitions
 * @param facts in order
 */
public record Description(String kind, String name, List<Fact> facts) {
  public Description {
    facts = List.copyOf(facts);
  }

  /**
   * A line of the description.
   *
   * @param label a word or two; empty if the line belongs to the label above
   */
  public record Fact(String label, String text) {}

  /** Gathers facts; a fact without a text is left out. */
  static final class Facts {
    private final List<Fact> facts = new ArrayList<>();

    Facts add(String label, String text) {
      if (!text.isEmpty()) {
        facts.add(new Fact(label, text));
      }
      return this;
    }

    /** Adds several lines, of which the first has the label. */
    Facts add(String label, List<String> texts) {
      for (int i = 0; i < texts.size(); i++) {
        add(i == 0 ? label : "", texts.get(i));
      }
      return this;
    }

    Description of(String kind, String name) {
      return new Description(kind, name, facts);
    }
  }
}
