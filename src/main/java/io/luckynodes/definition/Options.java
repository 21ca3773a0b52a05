package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.claim.Predicate;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Setting;
import io.luckynodes.table.LearningCurveRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Checks that options of drawings and claims have the right type and select something that can be
 * drawn.
 */
final class Options {
  private static final String OPTIONS = "options";
  private static final String FILTER = "filter";
  private static final String EPOCHS = "epochs";
  private static final String SNAPSHOTS = "snapshot_epochs";

  private Options() {}

  static void ofDrawing(Figure figure, DrawingKind kind, YamlMap map, List<Experiment> drawn) {
    Optional<YamlMap> own = map.map(OPTIONS, false);
    own.ifPresent(options -> options.allow(kind.options()));
    for (String option : kind.options()) {
      if (!figure.options().containsKey(option) && !kind.isOptional(option)) {
        map.fault(
            OPTIONS,
            option
                + " is missing: "
                + kind.type(option).fault(MissingNode.getInstance()).orElseThrow());
      }
      JsonNode value = figure.options().get(option);
      if (value != null) {
        kind.type(option)
            .fault(value)
            .or(() -> kind.misfit(option, figure.options()))
            .or(() -> absent(option, value, kind, figure, drawn))
            .ifPresent(
                fault ->
                    own.filter(options -> options.has(option))
                        .ifPresentOrElse(
                            options -> options.fault(option, fault),
                            () -> map.fault(OPTIONS, option + ": " + fault)));
      }
    }
  }

  /**
   * Checks that numbers in the options of claims select something that is measured. Options of the
   * wrong type are left to other checks.
   */
  static void ofClaims(Figure figure, YamlMap map, List<Experiment> drawn) {
    for (Claim claim : figure.claims()) {
      if (Predicates.names().contains(claim.predicate())) {
        Predicate predicate = Predicates.of(claim.predicate());
        for (String option : predicate.numbers()) {
          JsonNode value = claim.options().get(option);
          if (value != null && predicate.type(option).fault(value).isEmpty()) {
            absent(option, value, Measured.AT_SNAPSHOTS, figure, drawn)
                .ifPresent(
                    fault ->
                        map.fault("claims", claim.name() + ": options." + option + ": " + fault));
          }
        }
      }
    }
  }

  /** The epochs that can be selected. */
  private enum Measured {
    /** Any epoch: the nearest measured epoch is taken, or all are. */
    AT_ANY,
    /** Epochs after which students are kept. */
    AT_SNAPSHOTS
  }

  /**
   * The reason why none of the experiments has what an option of a drawing selects; empty if one
   * has it.
   */
  private static Optional<String> absent(
      String option, JsonNode value, DrawingKind kind, Figure figure, List<Experiment> drawn) {
    boolean anyEpoch =
        kind == DrawingKind.LAYER_SCATTER
            || kind.tables(figure.options()).contains(LearningCurveRow.class);
    Measured measured = anyEpoch ? Measured.AT_ANY : Measured.AT_SNAPSHOTS;
    if (!option.equals(FILTER)) {
      return absent(option, value, measured, figure, drawn);
    }
    return value.properties().stream()
        .flatMap(
            field ->
                absent(field.getKey(), field.getValue(), measured, figure, drawn)
                    .map(fault -> field.getKey() + ": " + fault)
                    .stream())
        .findFirst();
  }

  /**
   * The reason why none of the experiments has the axis value, seed or epoch that a value selects;
   * empty if one has it.
   */
  private static Optional<String> absent(
      String option, JsonNode value, Measured measured, Figure figure, List<Experiment> drawn) {
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      List<JsonNode> there =
          drawn.stream()
              .filter(experiment -> experiment.sweep().containsKey(option))
              .flatMap(experiment -> swept(option, figure, experiment).stream())
              .toList();
      if (!there.isEmpty() && there.stream().noneMatch(v -> Definitions.sameNumber(v, one))) {
        return Optional.of(one + " is not among the values that the figure draws, " + there);
      }
      boolean seed = option.equals("seed") || option.equals("seeds");
      boolean epoch = option.equals("epoch") || option.equals(EPOCHS);
      if (seed || epoch) {
        double last =
            drawn.stream()
                .map(experiment -> seed ? experiment.seeds() : experiment.settings().get(EPOCHS))
                .filter(Objects::nonNull)
                .mapToDouble(setting -> setting.value().doubleValue())
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        if (one.doubleValue() > last) {
          return Optional.of(
              one + " is beyond the last " + (seed ? "seed" : "epoch") + ", " + (long) last);
        }
        if (epoch
            && measured == Measured.AT_SNAPSHOTS
            && drawn.stream().noneMatch(experiment -> isMeasured(one.doubleValue(), experiment))) {
          return Optional.of(
              "epoch " + one + " is not measured: snapshot_epochs names it at no scale");
        }
      }
    }
    return Optional.empty();
  }

  /** Whether students are kept after an epoch at any scale. */
  private static boolean isMeasured(double epoch, Experiment experiment) {
    Setting snapshots = experiment.settings().get(SNAPSHOTS);
    Setting epochs = experiment.settings().get(EPOCHS);
    if (epoch == 0 || snapshots == null || epochs == null) {
      return true;
    }
    List<JsonNode> all = new ArrayList<>(List.of(snapshots.value(), epochs.value()));
    for (Map<String, JsonNode> scale : experiment.scales().values()) {
      all.addAll(Stream.of(SNAPSHOTS, EPOCHS).map(scale::get).filter(Objects::nonNull).toList());
    }
    return all.stream()
        .flatMap(
            some ->
                some.isArray() ? StreamSupport.stream(some.spliterator(), false) : Stream.of(some))
        .anyMatch(one -> one.isTextual() || one.doubleValue() == epoch);
  }

  private static List<JsonNode> swept(String axis, Figure figure, Experiment experiment) {
    List<JsonNode> selected = figure.select().get(axis);
    return selected != null
        ? selected
        : Objects.requireNonNull(experiment.sweep().get(axis), axis).values();
  }
}
