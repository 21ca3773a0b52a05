package io.luckynodes.crate;

import io.luckynodes.artifact.ProvenanceRecord.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outputs of jobs, whether the results keep them or not. */
final class Artifacts {
  private final Building crate;

  /** Ids of outputs, by SHA-256. */
  private final Map<String, String> ids = new HashMap<>();

  Artifacts(Building crate, List<Maker> makers) {
    this.crate = crate;
    makers.forEach(maker -> maker.made().forEach((name, sha256) -> add(maker, name, sha256)));
  }

  private void add(Maker maker, String name, String sha256) {
    @Nullable String place = crate.known().place(name, maker.experiment(), sha256);
    if (place == null) {
      place =
          crate.add(
              Entity.of(Ids.of("sha256", sha256), "CreativeWork")
                  .with("name", name)
                  .with("sha256", sha256)
                  .with(
                      "description",
                      "Not part of this crate; 'lucky replay' makes it again from its record."));
    }
    ids.put(sha256, place);
    for (String record : maker.records()) {
      crate.graph().get(record).link("about", place);
    }
  }

  /** Id of an input; an input that no job of the records made is data from outside. */
  String input(Maker maker, Input input) {
    String id = ids.get(input.sha256());
    return id == null ? DataSource.add(crate, maker, input) : id;
  }

  /** Ids of a job's outputs. */
  List<String> made(Maker maker) {
    return maker.made().values().stream().map(ids::get).map(String::valueOf).toList();
  }

  /** Ids of a job's outputs and of its records. */
  List<String> madeAndTold(Maker maker) {
    return Stream.concat(made(maker).stream(), maker.records().stream()).toList();
  }
}
