package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.claim.Predicate;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.Claim;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Options of drawings and claims: each of its type, and of something that is there to be drawn. */
final class Options {
  private static final String OPTIONS = "options";

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
            .or(() -> absent(option, value, figure, drawn))
            .ifPresent(
                fault ->
                    own.filter(options -> options.has(option))
                        .ifPresentOrElse(
                            options -> options.fault(option, fault),
                            () -> map.fault(OPTIONS, option + ": " + fault)));
      }
    }
  }

  /** What a claim's numbers select; their types are known to be right where this is asked. */
  static void ofClaims(Figure figure, YamlMap map, List<Experiment> drawn) {
    for (Claim claim : figure.claims()) {
      if (Predicates.names().contains(claim.predicate())) {
        Predicate predicate = Predicates.of(claim.predicate());
        for (String option : predicate.numbers()) {
          JsonNode value = claim.options().get(option);
          if (value != null && predicate.type(option).fault(value).isEmpty()) {
            absent(option, value, figure, drawn)
                .ifPresent(
                    fault ->
                        map.fault("claims", claim.name() + ": options." + option + ": " + fault));
          }
        }
      }
    }
  }

  /** Why none of the experiments has what a value selects: of an axis, a seed, an epoch. */
  private static Optional<String> absent(
      String option, JsonNode value, Figure figure, List<Experiment> drawn) {
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
      boolean epoch = option.equals("epoch") || option.equals("epochs");
      if (seed || epoch) {
        double last =
            drawn.stream()
                .map(experiment -> seed ? experiment.seeds() : experiment.settings().get("epochs"))
                .filter(Objects::nonNull)
                .mapToDouble(setting -> setting.value().doubleValue())
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        if (one.doubleValue() > last) {
          return Optional.of(
              one + " is beyond the last " + (seed ? "seed" : "epoch") + ", " + (long) last);
        }
      }
    }
    return Optional.empty();
  }

  private static List<JsonNode> swept(String axis, Figure figure, Experiment experiment) {
    List<JsonNode> selected = figure.select().get(axis);
    return selected != null
        ? selected
        : Objects.requireNonNull(experiment.sweep().get(axis), axis).values();
  }
}
