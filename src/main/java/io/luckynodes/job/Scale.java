package io.luckynodes.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The scales of a run: how much of the papers' settings it uses, from the least to all. */
public enum Scale {
  SMOKE(
      "testing that everything runs, in minutes; the numbers mean nothing, and the figures say so",
      "Smoke scale: the numbers mean nothing",
      "This run is a test that everything works, on far too little data and training. Nothing on this page says anything about the papers."),
  LAPTOP(
      "the default: all figures in about two hours on two cores",
      "Laptop scale: reduced where it says so",
      "Everything runs at the papers’ settings wherever that fits a laptop; each figure lists what was reduced, and claims are judged only where that leaves enough to judge."),
  OVERNIGHT(
      "the papers' own settings for everything but the ConvNets, and fewer seeds and epochs of the deepest network; a night on a workstation, an hour on a small cluster",
      "Overnight scale: the papers’ settings but for what it says",
      "Everything but the ConvNets runs at the papers’ settings or close to them; each figure lists what was reduced, and claims are judged only where that leaves enough to judge."),
  PAPER(
      "nothing reduced",
      "Paper scale: nothing reduced by the scale",
      "Every experiment runs at the papers’ own settings.");

  /** The scale of a run that names none. */
  public static final Scale DEFAULT = LAPTOP;

  private final String purpose;
  private final String headline;
  private final String statement;

  Scale(String purpose, String headline, String statement) {
    this.purpose = purpose;
    this.headline = headline;
    this.statement = statement;
  }

  /** Whether the scale is also meant for batch schedulers, where jobs of seconds share a task. */
  public boolean onClusters() {
    return compareTo(LAPTOP) > 0;
  }

  /** Lower-case name, as in definitions, on the command line and in records. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Purpose of the scale in a few words. */
  public String purpose() {
    return purpose;
  }

  /** Text on the scale for the page of a run, in a few words. */
  public String headline() {
    return headline;
  }

  /** Text on the scale for the page of a run, in whole sentences. */
  public String statement() {
    return statement;
  }

  /** The names of all scales, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Scale::id).toList();
  }

  /** The scale of an id; empty if there is none. */
  public static Optional<Scale> of(String id) {
    return Arrays.stream(values()).filter(scale -> scale.id().equals(id)).findFirst();
  }
}
