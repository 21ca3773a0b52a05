package io.luckynodes.plan;

import io.luckynodes.definition.Alternatives;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.job.Assumption;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the assumptions of experiments for the page. */
final class Assumptions {
  private Assumptions() {}

  /** Assumed settings and axes of each experiment, in the order of its model's settings. */
  static SortedMap<String, List<Assumption>> of(Definitions definitions) {
    SortedMap<String, List<Assumption>> assumptions = new TreeMap<>();
    definitions
        .experiments()
        .forEach(
            (id, experiment) -> {
              List<Assumption> own = of(experiment);
              if (!own.isEmpty()) {
                assumptions.put(id, own);
              }
            });
    return assumptions;
  }

  private static List<Assumption> of(Experiment experiment) {
    List<Assumption> assumptions = new ArrayList<>();
    for (SettingSpec spec : experiment.model().settings()) {
      Setting setting = experiment.settings().get(spec.name());
      Experiment.Axis axis = experiment.sweep().get(spec.name());
      Source source = setting != null ? setting.source() : axis != null ? axis.source() : null;
      if (source == Source.A) {
        Alternatives alternatives = experiment.alternatives().get(spec.name());
        assumptions.add(
            alternatives == null
                ? new Assumption(spec.name(), List.of(), spec.unvaried())
                : new Assumption(spec.name(), alternatives.values(), alternatives.because()));
      }
    }
    return assumptions;
  }
}
