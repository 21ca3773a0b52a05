package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Digests;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the results hold: {@code summary.json}. All paths are relative to their folder; nothing in
 * it changes when a run is repeated.
 *
 * @param format {@link #FORMAT}
 * @param scale id of a {@link io.luckynodes.job.Scale}
 * @param unfinished how far the run is that wrote it, if that had not built all that it can
 * @param studies of these figures, in the order in which they are told
 * @param figures every figure of the plan and every other that earlier runs drew, by id
 * @param files SHA-256 of what is about all figures, or about those of a study, by path: {@link
 *     ClaimFiles}, and the plots of the studies' claims
 */
public record Summary(
    String format,
    String scale,
    @Nullable Unfinished unfinished,
    List<Study> studies,
    List<Figure> figures,
    SortedMap<String, String> files) {
  /** Where results keep it. */
  public static final String PLACE = "summary.json";

  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-summary/10";

  /** {@link Figure#status} of a figure whose files are there. */
  public static final String BUILT = "built";

  /** {@link Figure#status} of a figure whose files are not. */
  public static final String SKIPPED = "skipped";

  /** {@link Figure#status} of a figure that a run which is going on has not come to. */
  public static final String TO_COME = "to come";

  /**
   * {@link Figure#status} of a figure that an earlier run drew from measurements that a later run
   * has replaced, so that nothing can be judged from them.
   */
  public static final String OUTDATED = "outdated";

  /**
   * What is said of a run that has not built all that it can.
   *
   * @param stopped whether it ended all the same
   * @param words how far it is, in a sentence or two
   */
  public record Unfinished(boolean stopped, String words) {}

  /**
   * Reads one.
   *
   * @throws io.luckynodes.error.LuckyException if it is missing, damaged or of another version
   */
  public static Summary read(Path file) {
    return Json.read(file, Summary.class, FORMAT);
  }

  /** Whether the run that wrote it is going on, so that another will soon follow. */
  boolean passing() {
    return unfinished != null && !unfinished.stopped();
  }

  /**
   * One figure.
   *
   * @param status {@link #BUILT}, {@link #SKIPPED}, {@link #TO_COME} or {@link #OUTDATED}
   * @param reason why it was skipped, is to come or is outdated, or why this run left one of an
   *     earlier run
   * @param earlier whether an earlier run drew it
   * @param reduced what the scale or the user reduced, one line each
   * @param files SHA-256 of its files, by path
   * @param plots SHA-256 of the files of its claims' plot, by path; none if nothing was measured of
   *     them
   * @param metrics SHA-256 of the metrics artifacts that its jobs made, by path
   * @param basedOn id of the figure that it differs from; null if it stands alone
   * @param alternative the assumed settings of that figure that have another value here, by which
   *     its claims are judged once more; null if it is a figure of its own
   * @param settings of each experiment that it draws the values in force, by name; of an axis those
   *     that it draws
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

    /** The id of its study. */
    public String study() {
      return id.substring(0, id.indexOf('/'));
    }

    /** The rest of its id, as its files are called. */
    public String name() {
      return id.substring(id.indexOf('/') + 1);
    }

    /** Whether its files are there, outdated or not. */
    public boolean shown() {
      return !status.equals(SKIPPED) && !isToCome();
    }

    boolean isToCome() {
      return status.equals(TO_COME);
    }

    /** Whether it is another figure with an alternative to what that one assumes. */
    public boolean assumesOtherwise() {
      return alternative != null;
    }

    /**
     * Whether it is another figure with an alternative to what that one assumes, and else the same:
     * an earlier run may have left one at another scale, or of other settings.
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

    /** What it has otherwise than the figure that it is an alternative of; empty if it is none. */
    List<Changed> changedSettings() {
      return alternative == null ? List.of() : alternative;
    }

    /** The same, as names of settings with their values. */
    public SortedMap<String, JsonNode> otherThanAssumed() {
      SortedMap<String, JsonNode> others = new TreeMap<>();
      changedSettings().forEach(one -> others.put(one.setting(), one.value()));
      return others;
    }

    /** What it has otherwise, in words: <i>learning rate 0.003</i>. */
    String alternativeWords() {
      return changedSettings().stream().map(Changed::words).collect(Collectors.joining(", "));
    }

    /** Its claim of a name; null if it has none. */
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
   * A setting with another value than the one that is assumed.
   *
   * @param setting its name in definitions
   * @param label its name in words
   * @param value of an axis all its values
   */
  public record Changed(String setting, String label, JsonNode value) {
    String words() {
      return label + " " + Wording.value(value);
    }
  }

  /**
   * How a claim stands.
   *
   * @param origin {@code paper}, {@code theory} or {@code ours}: who makes it
   * @param about the numbered statement of the paper that it is about, if any, and how that is read
   * @param published what the paper gives for it; empty if nothing
   * @param predicate the check that was made
   * @param options its thresholds and tolerances
   * @param reason why these
   * @param scales that can carry it
   * @param outcome {@code holds}, {@code fails}, {@code not resolved} or {@code not judged}
   * @param verdict the same with <i>in a reduced experiment</i> or a changed one, where it is one
   * @param reduced by what the definition, or in architecture, width or data the scale, differs
   *     from the paper's
   * @param quantity what the numbers of the places are; empty if there are none
   * @param places where it must hold, with the numbers that decided
   * @param withoutRoom places that were left out, since no effect could show in them
   * @param numbers what else a reader wants to know
   * @param why one or more sentences
   * @param footing how far the verdict rests on what is assumed; null if nothing was varied, or
   *     nothing is judged
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

    /** How it stands. */
    public Outcome stands() {
      return Outcome.of(outcome);
    }

    /** The same, of which nothing is said but what its own figure's numbers say. */
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

    /** The verdict, and how far it rests on what is assumed where that is known. */
    String verdictAndFooting() {
      return footing == null ? verdict : verdict + ", " + footing.words();
    }

    /** The place by which it stands as it does, as {@link Verdict#leastCertain}; empty if none. */
    public Optional<Place> leastCertain() {
      return places.stream().min(Place.LEAST_CERTAIN_FIRST);
    }
  }

  /**
   * A place in which a claim must hold. Numbers that are not finite are absent: JSON has none.
   *
   * @param outcome how the claim stands there
   * @param bySeed the effect, one number for each seed
   * @param diverged seeds that have the worst value, since their network diverged
   * @param mean over seeds
   * @param lower one-sided bound at 5 %, by which it holds
   * @param upper likewise
   * @param farLower one-sided bound at 5 % over the number of places, by which it fails
   * @param farUpper likewise
   * @param from the claim says that the mean is above it
   * @param to the claim says that the mean is below it
   * @param signFlip p of the exact sign-flip test, which decides nothing
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
    /** What fails, then what is not resolved; of these first what is least far within. */
    public static final Comparator<Place> LEAST_CERTAIN_FIRST =
        Comparator.comparingInt(Place::rank).thenComparingDouble(Place::distance);

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

    /** 0 for the outcome that decides first. */
    private int rank() {
      return Verdict.WORST_FIRST.stream().map(Outcome::words).toList().indexOf(outcome);
    }

    /** How far the mean is within what is claimed, in margins of its bound at 5 %. */
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

  /** SHA-256 of {@link ClaimFiles} as they follow from the claims, by name. */
  public SortedMap<String, String> claimFiles() {
    SortedMap<String, String> digests = new TreeMap<>();
    ClaimFiles.of(figures).forEach((name, bytes) -> digests.put(name, Digests.of(bytes)));
    return digests;
  }

  /** Figures that stand for themselves: those with alternatives to what others assume left out. */
  public List<Figure> own() {
    return own(figures);
  }

  static List<Figure> own(List<Figure> figures) {
    return figures.stream().filter(figure -> !figure.assumesOtherwise()).toList();
  }

  /** The figures that are not there. */
  public List<Figure> missing() {
    return figures.stream().filter(figure -> !figure.shown()).toList();
  }

  /** How many claims of an origin stand so. */
  public long claims(Outcome outcome, Origin origin) {
    return claims(own().stream(), outcome, origin);
  }

  /** How many claims of an origin stand so in some figures. */
  static long claims(Stream<Figure> figures, Outcome outcome, Origin origin) {
    return figures
        .flatMap(figure -> figure.claims().stream())
        .filter(claim -> claim.origin().equals(origin.id()))
        .filter(claim -> claim.outcome().equals(outcome.words()))
        .count();
  }
}
