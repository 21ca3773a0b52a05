package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Digests;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Trials;
import io.luckynodes.claim.Verdict;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the results: {@code summary.json}. All paths are relative to the folder of the
 * results. Nothing in the file changes when a run is repeated.
 *
 * @param format {@link #FORMAT}
 * @param scale id of a {@link io.luckynodes.job.Scale}
 * @param unfinished progress of the run that wrote it; null if the run had built all that it can
 * @param studies studies of these figures, in the order of the page
 * @param figures every figure of the plan, and every other figure that earlier runs drew, by id
 * @param files SHA-256 of the files about all figures or about a study, by path: {@link
 *     ClaimFiles}, and the plots of the studies' claims
 */
public record Summary(
    String format,
    String scale,
    @Nullable Unfinished unfinished,
    List<Study> studies,
    List<Figure> figures,
    SortedMap<String, String> files) {
  /** Path of the summary in the results. */
  public static final String PLACE = "summary.json";

  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-summary/10";

  /** {@link Figure#status} of a figure whose files are there. */
  public static final String BUILT = "built";

  /** {@link Figure#status} of a figure that was not built. */
  public static final String SKIPPED = "skipped";

  /** {@link Figure#status} of a figure to which a run that is going on has not come. */
  public static final String TO_COME = "to come";

  /**
   * {@link Figure#status} of a figure that an earlier run drew from measurements that a later run
   * has replaced, so that nothing can be judged from them.
   */
  public static final String OUTDATED = "outdated";

  /**
   * The progress of a run that has not built all that it can.
   *
   * @param stopped whether the run ended early
   * @param words the progress, in a sentence or two
   */
  public record Unfinished(boolean stopped, String words) {}

  /**
   * Reads a summary.
   *
   * @throws io.luckynodes.error.LuckyException if it is missing, damaged or of another version
   */
  public static Summary read(Path file) {
    return Json.read(file, Summary.class, FORMAT);
  }

  /** Whether the run that wrote it is going on, so that another summary will soon follow. */
  boolean passing() {
    return unfinished != null && !unfinished.stopped();
  }

  /**
   * One figure.
   *
   * @param status {@link #BUILT}, {@link #SKIPPED}, {@link #TO_COME} or {@link #OUTDATED}
   * @param reason reason why it was skipped, is to come or is outdated, or why this run did not
   *     draw an earlier run's figure again
   * @param earlier whether an earlier run drew it
   * @param reduced differences from the paper's experiment, by definition, scale or user, one line
   *     each
   * @param files SHA-256 of its files, by path
   * @param plots SHA-256 of the files of its claims' plot, by path; empty if no claim has
   *     measurements
   * @param metrics SHA-256 of the metrics artifacts that its jobs made, by path
   * @param basedOn id of the figure from which it differs; null if it stands alone
   * @param alternative the assumed settings of that figure that have another value here, with which
   *     its claims are judged again; null if the figure draws no alternative
   * @param settings values in force of each experiment that it draws, by name; for an axis, the
   *     values that it draws
   */
  public record Figure(
      String id,
      String title,
      String status,
      @Nullable String reason,
      boolean earlier,
      String scale,
      List<String> reduced,
      SortedMap<String, String> files,
      SortedMap<String, String> plots,
      SortedMap<String, String> metrics,
      List<Claim> claims,
      @Nullable String basedOn,
      @Nullable List<Changed> alternative,
      List<SortedMap<String, JsonNode>> settings) {
    public Figure {
      FigureSpec.requireId(id);
    }

    public boolean built() {
      return status.equals(BUILT);
    }

    /** The id of the figure's study. */
    public String study() {
      return id.substring(0, id.indexOf('/'));
    }

    /** The part of the figure's id after the slash. */
    public String name() {
      return id.substring(id.indexOf('/') + 1);
    }

    /** Whether the figure's files are there, outdated or not. */
    public boolean shown() {
      return !status.equals(SKIPPED) && !isToCome();
    }

    boolean isToCome() {
      return status.equals(TO_COME);
    }

    /** Whether the figure draws an alternative to assumed settings of another figure. */
    public boolean assumesOtherwise() {
      return alternative != null;
    }

    /**
     * Whether the figure is an alternative to another figure that is otherwise the same. An earlier
     * run may have left one at another scale, or with other settings.
     */
    boolean isAlternativeTo(Figure other) {
      if (!assumesOtherwise()
          || other.assumesOtherwise()
          || !other.id.equals(basedOn)
          || !other.scale.equals(scale)
          || other.settings.size() != settings.size()) {
        return false;
      }
      for (int i = 0; i < settings.size(); i++) {
        if (!commonOf(settings.get(i)).equals(commonOf(other.settings.get(i)))) {
          return false;
        }
      }
      return true;
    }

    private SortedMap<String, JsonNode> commonOf(SortedMap<String, JsonNode> own) {
      SortedMap<String, JsonNode> common = new TreeMap<>(own);
      changedSettings().forEach(changed -> common.remove(changed.setting()));
      return common;
    }

    /**
     * The settings that differ from those of the figure to which this one is an alternative; empty
     * if it is none.
     */
    List<Changed> changedSettings() {
      return alternative == null ? List.of() : alternative;
    }

    /** Values of the settings that differ from the assumed ones, by name. */
    public SortedMap<String, JsonNode> otherThanAssumed() {
      SortedMap<String, JsonNode> others = new TreeMap<>();
      changedSettings().forEach(one -> others.put(one.setting(), one.value()));
      return others;
    }

    /**
     * The settings that differ from the assumed ones in words, such as <i>learning rate 0.003</i>.
     */
    String alternativeWords() {
      return changedSettings().stream().map(Changed::words).collect(Collectors.joining(", "));
    }

    /** The figure's claim of a name; null if it has none. */
    @Nullable Claim claim(String name) {
      return claims.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    Figure withReason(@Nullable String why) {
      return with(why, plots, claims);
    }

    Figure withPlots(SortedMap<String, String> made) {
      return with(reason, made, claims);
    }

    Figure withClaims(List<Claim> others) {
      return with(reason, plots, others);
    }

    private Figure with(@Nullable String why, SortedMap<String, String> drawn, List<Claim> judged) {
      return new Figure(
          id,
          title,
          status,
          why,
          earlier,
          scale,
          reduced,
          files,
          drawn,
          metrics,
          judged,
          basedOn,
          alternative,
          settings);
    }
  }

  /** The values in force in each experiment that a figure draws. */
  public static List<SortedMap<String, JsonNode>> settingsOf(FigureSpec figure) {
    List<SortedMap<String, JsonNode>> all = new ArrayList<>();
    for (DrawnExperiment experiment : figure.experiments()) {
      SortedMap<String, JsonNode> own = new TreeMap<>();
      experiment.settings().forEach((name, setting) -> own.put(name, setting.value()));
      experiment.select().forEach((axis, values) -> own.put(axis, Json.tree(values)));
      all.add(own);
    }
    return all;
  }

  /**
   * A setting with another value than the assumed one.
   *
   * @param setting its name in definitions
   * @param label its name in words
   * @param value its value; for an axis, all its values
   */
  public record Changed(String setting, String label, JsonNode value) {
    String words() {
      return label + " " + Wording.value(value);
    }
  }

  /**
   * A claim with its verdict.
   *
   * @param origin {@code paper}, {@code theory} or {@code ours}: the source of the claim
   * @param about the numbered statement of the paper that it is about, and in which reading; null
   *     if there is none
   * @param published what the paper publishes about it; empty if there is nothing
   * @param predicate name of the check
   * @param options thresholds and tolerances of the check
   * @param reason reason for the thresholds and tolerances
   * @param scales scales at which it can be judged
   * @param outcome {@code holds}, {@code fails}, {@code not resolved} or {@code not judged}
   * @param verdict the outcome, with <i>in a reduced experiment</i> or a changed one where it is
   *     one
   * @param reduced differences from the paper's experiment: those of the definition, and those of
   *     the scale in architecture, width or data
   * @param quantity meaning of the numbers of the places; empty if there are none
   * @param places the places in which it must hold, with the numbers that decided
   * @param withoutRoom places that were left out, since no effect could show in them
   * @param numbers further numbers for readers
   * @param why reason for the verdict, in one or more sentences
   * @param footing how far the verdict rests on assumptions; null if nothing was varied, or nothing
   *     is judged
   */
  public record Claim(
      String name,
      String statement,
      String origin,
      io.luckynodes.job.Claim.@Nullable About about,
      String published,
      String predicate,
      SortedMap<String, JsonNode> options,
      String reason,
      List<String> scales,
      String outcome,
      String verdict,
      List<String> reduced,
      String quantity,
      List<Place> places,
      List<String> withoutRoom,
      SortedMap<String, Double> numbers,
      String why,
      @Nullable Footing footing) {
    static Claim of(JudgedClaim judged) {
      io.luckynodes.job.Claim claim = judged.claim();
      Verdict verdict = judged.verdict();
      return new Claim(
          claim.name(),
          claim.statement(),
          claim.origin(),
          claim.about(),
          claim.published(),
          claim.predicate(),
          claim.options(),
          claim.reason(),
          claim.scales(),
          verdict.outcome().words(),
          verdict.words(),
          verdict.differences(),
          verdict.quantity(),
          verdict.places().stream().map(Place::of).toList(),
          verdict.withoutRoom(),
          verdict.numbers(),
          verdict.why(),
          null);
    }

    /** The outcome of the claim. */
    public Outcome stands() {
      return Outcome.of(outcome);
    }

    /** The same claim without its footing, so that only the numbers of its own figure count. */
    public Claim withoutFooting() {
      return with(null);
    }

    Claim with(@Nullable Footing other) {
      return new Claim(
          name,
          statement,
          origin,
          about,
          published,
          predicate,
          options,
          reason,
          scales,
          outcome,
          verdict,
          reduced,
          quantity,
          places,
          withoutRoom,
          numbers,
          why,
          other);
    }

    /** The verdict, and how far it rests on assumptions if that is known. */
    String verdictAndFooting() {
      return footing == null ? verdict : verdict + ", " + footing.words();
    }

    /**
     * The place that decides the claim, as {@link Verdict#leastCertain}; empty if there is none.
     */
    public Optional<Place> leastCertain() {
      return places.stream().min(Place.LEAST_CERTAIN_FIRST);
    }
  }

  /**
   * A place in which a claim must hold. Numbers that are not finite are absent, since JSON has
   * none.
   *
   * @param outcome outcome of the claim at this place
   * @param bySeed the effect, one number for each seed
   * @param diverged seeds that have the worst value, since their network diverged
   * @param mean mean over seeds
   * @param lower lower one-sided bound at 5 %, which decides whether the claim holds
   * @param upper upper one-sided bound at 5 %, which decides whether the claim holds
   * @param farLower lower one-sided bound at 5 % divided by the number of places, which decides
   *     whether the claim fails
   * @param farUpper upper one-sided bound at 5 % divided by the number of places, which decides
   *     whether the claim fails
   * @param from the claim says that the mean is above this number
   * @param to the claim says that the mean is below this number
   * @param signFlip p-value of the exact sign-flip test, which decides nothing
   */
  public record Place(
      String name,
      String outcome,
      SortedMap<Integer, Double> bySeed,
      SortedSet<Integer> diverged,
      double mean,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double farLower,
      @Nullable Double farUpper,
      @Nullable Double from,
      @Nullable Double to,
      @Nullable Double signFlip) {
    /**
     * The order from the least certain place: places that fail, then those that are not resolved;
     * among equal outcomes, the place whose mean is least far within the claimed range.
     */
    public static final Comparator<Place> LEAST_CERTAIN_FIRST =
        Comparator.comparingInt(Place::rank).thenComparingDouble(Place::distance);

    /** Whether the number is exact or the worst of all seeds, and so has no bounds. */
    public boolean exact() {
      return bySeed.keySet().equals(Set.of(Trials.OF_ALL));
    }

    static Place of(Verdict.Place place) {
      return new Place(
          place.name(),
          place.outcome().words(),
          place.bySeed(),
          place.diverged(),
          place.mean(),
          finite(place.lower()),
          finite(place.upper()),
          finite(place.farLower()),
          finite(place.farUpper()),
          finite(place.from()),
          finite(place.to()),
          finite(place.signFlip()));
    }

    /** Rank of the outcome; 0 for the outcome that decides first. */
    private int rank() {
      return Verdict.WORST_FIRST.stream().map(Outcome::words).toList().indexOf(outcome);
    }

    /**
     * Distance of the mean to the nearest end of the claimed range, in units of the distance to its
     * bound at 5 %.
     */
    private double distance() {
      double within =
          Math.min(
              from == null ? Double.POSITIVE_INFINITY : mean - from,
              to == null ? Double.POSITIVE_INFINITY : to - mean);
      return within == 0 || lower == null ? 0 : within / (mean - lower);
    }

    private static @Nullable Double finite(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  /** SHA-256 of the {@link ClaimFiles} that follow from the claims, by name. */
  public SortedMap<String, String> claimFiles() {
    SortedMap<String, String> digests = new TreeMap<>();
    ClaimFiles.of(figures).forEach((name, bytes) -> digests.put(name, Digests.of(bytes)));
    return digests;
  }

  /** The figures without those that draw alternatives to other figures. */
  public List<Figure> own() {
    return own(figures);
  }

  /**
   * The same figures in the order in which a page lists them, by study. Studies follow from the
   * figures' ids, so that a summary changed by hand cannot hide a figure by leaving out its study.
   */
  public Map<Study, List<Figure>> byStudy() {
    Map<Study, List<Figure>> chapters = new LinkedHashMap<>();
    for (Study study : Study.inOrder(studies, own().stream().map(Figure::study).toList())) {
      chapters.put(
          study,
          own().stream()
              .filter(figure -> figure.study().equals(study.id()))
              .sorted(Comparator.comparing(Figure::name, FigureLabel.BY_NAME))
              .toList());
    }
    return chapters;
  }

  static List<Figure> own(List<Figure> figures) {
    return figures.stream().filter(figure -> !figure.assumesOtherwise()).toList();
  }

  /** The figures whose files are not there. */
  public List<Figure> missing() {
    return figures.stream().filter(figure -> !figure.shown()).toList();
  }

  /** Number of claims of an origin that have an outcome. */
  public long claims(Outcome outcome, Origin origin) {
    return claims(own().stream(), outcome, origin);
  }

  /** Number of claims of an origin that have an outcome, in some figures. */
  static long claims(Stream<Figure> figures, Outcome outcome, Origin origin) {
    return figures
        .flatMap(figure -> figure.claims().stream())
        .filter(claim -> claim.origin().equals(origin.id()))
        .filter(claim -> claim.outcome().equals(outcome.words()))
        .count();
  }
}
