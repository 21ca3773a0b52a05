package io.luckynodes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.claim.Claims;
import io.luckynodes.job.Claim;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Reading;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a figure. A figure that is based on another defines only what differs: each field, option
 * and selected axis that it names replaces the other's. If both draw equally many experiments, each
 * replaces the other's experiment at the same place, in panels and claims too.
 */
final class FigureReader {
  static final String ID = "[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*";

  private static final String ALTERNATIVE = "alternative";

  static final List<String> FIELDS =
      List.of(
          "figure",
          "based_on",
          "experiment",
          "title",
          "caption",
          "alternative_text",
          "drawing",
          "options",
          "select",
          "claims",
          ALTERNATIVE);

  static final List<String> CLAIM_FIELDS =
      List.of(
          "name",
          "statement",
          "origin",
          "about",
          "reading",
          "published",
          "predicate",
          "options",
          "reason",
          "scales");

  private final YamlMap map;
  private final @Nullable Figure base;

  private FigureReader(YamlMap map, @Nullable Figure base) {
    this.map = map;
    this.base = base;
  }

  /**
   * Reads a figure, and reports its faults.
   *
   * @param id id of the figure, already checked
   * @param base the figure on which it is based; null if it names none
   */
  static Figure read(String id, YamlMap map, @Nullable Figure base) {
    map.allow(FIELDS);
    return new FigureReader(map, base).read(id);
  }

  private Figure read(String id) {
    List<String> experiments =
        base != null && !map.has("experiment") ? base.experiments() : map.texts("experiment");
    String drawing = text("drawing", base == null ? "" : base.drawing());
    SortedMap<String, List<JsonNode>> select = new TreeMap<>();
    SortedMap<String, JsonNode> options = new TreeMap<>();
    List<Claim> claims = new ArrayList<>();
    if (base != null) {
      Map<String, String> renamed = renamed(base.experiments(), experiments);
      select.putAll(base.select());
      // Options are taken over only for the same kind of drawing.
      if (drawing.equals(base.drawing())) {
        options.putAll(renamed(base.options(), renamed));
      }
      if (!map.has("claims")) {
        base.claims().forEach(claim -> claims.add(renamed(claim, renamed)));
      }
    }
    map.map("select", false)
        .ifPresent(own -> own.names().forEach(name -> select.put(name, own.values(name))));
    map.map("options", false).ifPresent(own -> options.putAll(own.all()));
    map.maps("claims").forEach(own -> claims.add(claim(own)));
    return new Figure(
        id,
        experiments,
        text("title", base == null ? "" : base.title()),
        text("caption", base == null ? "" : base.caption()),
        text("alternative_text", base == null ? "" : base.alternativeText()),
        drawing,
        options,
        select,
        claims,
        alternative(),
        base,
        map.file());
  }

  private @Nullable SortedMap<String, JsonNode> alternative() {
    Optional<YamlMap> own = map.map(ALTERNATIVE, false);
    if (own.isPresent() && base == null) {
      map.fault(ALTERNATIVE, "is allowed only in a figure that is based on another");
    }
    return own.map(YamlMap::all).orElse(null);
  }

  /** A text of the document, or of the base if the document has none. */
  private String text(String field, String ofBase) {
    return base == null || map.has(field) ? map.text(field) : ofBase;
  }

  private static Claim claim(YamlMap own) {
    own.allow(CLAIM_FIELDS);
    List<String> scales = new ArrayList<>();
    for (JsonNode scale : own.values("scales")) {
      if (Scale.of(scale.asText()).isEmpty()) {
        own.fault("scales", oneOf(Scale.ids(), scale.toString()));
      }
      scales.add(scale.asText());
    }
    String origin = own.text("origin");
    if (!origin.isEmpty() && Origin.of(origin).isEmpty()) {
      own.fault("origin", oneOf(Origin.ids(), origin));
    }
    String reading = own.text("reading", Reading.PRINTED.id());
    if (Reading.of(reading).isEmpty()) {
      own.fault("reading", oneOf(Reading.ids(), reading));
    }
    if (own.has("reading") && !own.has("about")) {
      own.fault("reading", "is given without the field about, which names the statement");
    }
    Claim claim =
        new Claim(
            own.identifier("name", ExperimentReader.ID),
            own.text("statement"),
            origin,
            own.has("about") ? new Claim.About(own.text("about"), reading) : null,
            own.text("predicate"),
            own.map("options", false).map(YamlMap::all).orElseGet(TreeMap::new),
            own.text("published", ""),
            own.text("reason"),
            scales);
    if (!claim.predicate().isEmpty()) {
      Claims.faults(claim).forEach(fault -> own.fault("predicate", fault));
    }
    return claim;
  }

  private static String oneOf(List<String> allowed, String found) {
    return "expected one of " + String.join(", ", allowed) + ", found " + found;
  }

  /** The new experiment for each experiment of the base; empty if their numbers differ. */
  private static Map<String, String> renamed(List<String> before, List<String> now) {
    Map<String, String> renamed = new HashMap<>();
    for (int i = 0; before.size() == now.size() && i < now.size(); i++) {
      renamed.put(before.get(i), now.get(i));
    }
    return renamed;
  }

  private static Claim renamed(Claim claim, Map<String, String> experiments) {
    return new Claim(
        claim.name(),
        claim.statement(),
        claim.origin(),
        claim.about(),
        claim.predicate(),
        renamed(claim.options(), experiments),
        claim.published(),
        claim.reason(),
        claim.scales());
  }

  private static SortedMap<String, JsonNode> renamed(
      SortedMap<String, JsonNode> options, Map<String, String> experiments) {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    options.forEach((name, value) -> all.put(name, renamed(value, experiments)));
    return all;
  }

  /** Replaces the experiments in the variants that a value names. */
  private static JsonNode renamed(JsonNode value, Map<String, String> experiments) {
    if (value instanceof ArrayNode items) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> all.add(renamed(item, experiments)));
      return all;
    }
    if (value instanceof ObjectNode fields) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      fields
          .properties()
          .forEach(field -> all.set(field.getKey(), renamed(field.getValue(), experiments)));
      String experiment = fields.path(Variant.EXPERIMENT).asText();
      return experiments.containsKey(experiment)
          ? all.put(Variant.EXPERIMENT, experiments.get(experiment))
          : all;
    }
    return value;
  }
}
