package io.luckynodes.crate;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Commands;
import io.luckynodes.report.Summary;
import io.luckynodes.run.Energy;
import io.luckynodes.run.Trace.Task;
import io.luckynodes.stage.RecordFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes the figures: the content of each, its paper, its settings, the claims that it supports,
 * and how to make it again.
 */
final class FigurePart {
  private final Building crate;

  /** Studies by id. */
  private final Map<String, Study> studies = new TreeMap<>();

  FigurePart(Building crate) {
    this.crate = crate;
    crate
        .known()
        .summary()
        .ifPresent(summary -> summary.studies().forEach(one -> studies.put(one.id(), one)));
  }

  /**
   * Adds all figures of the records and all figures that the run could not build, and returns their
   * ids.
   */
  List<String> add() {
    SortedMap<String, Summary.Figure> reported = new TreeMap<>();
    crate
        .known()
        .summary()
        .ifPresent(
            summary -> summary.figures().forEach(figure -> reported.put(figure.id(), figure)));
    List<String> ids = new ArrayList<>();
    for (RecordFile file : crate.known().records().values()) {
      if (!file.record().definition().has("figure")) {
        continue;
      }
      Job job = Results.job(file.record());
      FigureSpec spec = job.figure();
      if (spec != null) {
        ids.add(drawn(file.record(), job, spec, Optional.ofNullable(reported.remove(spec.id()))));
      }
    }
    reported.values().forEach(figure -> ids.add(notDrawn(figure)));
    return ids;
  }

  private String drawn(
      ProvenanceRecord record, Job job, FigureSpec spec, Optional<Summary.Figure> reported) {
    Entity figure =
        entity(spec.id(), spec.title())
            .with("description", spec.caption())
            .with("accessibilitySummary", spec.alternativeText())
            .link("hasPart", files(spec.id()))
            .link("isBasedOn", spec.experiments().stream().map(this::experiment).toList())
            .link("additionalProperty", scale(job.scale(), spec.differences()));
    reported.ifPresent(one -> verdicts(figure.with("creativeWorkStatus", one.status()), one));
    crate.add(figure);
    rebuild(record, job, figure.id());
    return figure.id();
  }

  private String notDrawn(Summary.Figure reported) {
    Entity figure =
        entity(reported.id(), reported.title())
            .with("description", "Not built: " + reported.reason())
            .link("additionalProperty", scale(reported.scale(), reported.reduced()));
    verdicts(figure, reported);
    return crate.add(figure);
  }

  private Entity entity(String id, String title) {
    Entity figure =
        Entity.of(figureId(id), "CreativeWork").with("name", title).with("identifier", id);
    Study study = studies.getOrDefault(id.split("/", 2)[0], Study.undescribed(""));
    if (!study.link().isEmpty()) {
      String paper = study.link();
      crate.add(Entity.of(paper, "CreativeWork").with("name", study.title()).with("url", paper));
      figure.link("isBasedOn", paper);
    }
    return figure;
  }

  static String figureId(String id) {
    return Ids.of("figure", id);
  }

  private List<String> files(String id) {
    return Stream.of("figures/", "claims/")
        .flatMap(folder -> FigureFile.ENDINGS.stream().map(ending -> folder + id + "." + ending))
        .filter(crate.graph()::has)
        .toList();
  }

  private List<String> scale(String scale, List<String> reduced) {
    List<String> properties = new ArrayList<>();
    properties.add(crate.values().of("scale", scale));
    reduced.forEach(line -> properties.add(crate.values().of("reduced", line)));
    if (reduced.isEmpty()) {
      properties.add(crate.values().of("reduced", "nothing"));
    }
    return properties;
  }

  private String experiment(DrawnExperiment experiment) {
    String digest = Ids.brief(Json.write(experiment));
    Entity entity =
        Entity.of(Ids.of("experiment", experiment.id(), digest), "CreativeWork")
            .with("name", experiment.title())
            .with("identifier", experiment.id())
            .link("additionalProperty", crate.values().settings(experiment.settings()));
    experiment
        .select()
        .forEach(
            (axis, values) ->
                values.forEach(
                    value ->
                        entity.link(
                            "additionalProperty", List.of(crate.values().of(axis, value)))));
    return crate.add(entity);
  }

  private void verdicts(Entity figure, Summary.Figure reported) {
    reported.claims().forEach(claim -> figure.link("review", verdict(reported.id(), claim)));
  }

  /**
   * Adds the verdict on a claim: its text, tolerances with their reason, and the numbers at each
   * place.
   */
  private String verdict(String figure, Summary.Claim claim) {
    Values values = crate.values();
    List<String> judged = new ArrayList<>();
    if (!claim.published().isEmpty()) {
      judged.add(values.of("published", claim.published()));
    }
    judged.add(values.of("origin", claim.origin()));
    judged.add(values.of("predicate", claim.predicate()));
    if (!claim.quantity().isEmpty()) {
      judged.add(values.of("quantity", claim.quantity()));
    }
    claim.options().forEach((name, value) -> judged.add(values.of("tolerance: " + name, value)));
    judged.add(values.of("reason of the tolerance", claim.reason()));
    judged.add(values.of("judged at", String.join(", ", claim.scales())));
    Entity said =
        Entity.of(Ids.of("claim", figure, claim.name()), "Claim")
            .with("name", claim.name())
            .with("text", claim.statement())
            .link("additionalProperty", judged);
    crate.add(said);
    String rating =
        crate.add(
            Entity.of(Ids.of("rating", claim.verdict()), "Rating")
                .with("alternateName", claim.verdict()));
    Entity review =
        Entity.of(Ids.of("verdict", figure, claim.name()), "ClaimReview")
            .with("name", claim.name() + ": " + claim.verdict())
            .with("claimReviewed", claim.statement())
            .with("reviewBody", claim.why())
            .link("itemReviewed", said.id())
            .link("reviewRating", rating);
    for (Summary.Place place : claim.places()) {
      String of = place.name();
      link(review, figure, claim, of + " · mean", place.mean());
      link(review, figure, claim, of + " · lower bound", place.lower());
      link(review, figure, claim, of + " · upper bound", place.upper());
      link(review, figure, claim, of + " · seeds", (double) place.bySeed().size());
    }
    claim.numbers().forEach((name, value) -> link(review, figure, claim, name, value));
    if (claim.footing() != null) {
      review.link(
          "additionalProperty",
          List.of(values.of("footing on what is assumed", claim.footing().words())));
    }
    return crate.add(review);
  }

  /** Links a verdict to one of its numbers, if there is one. */
  private void link(
      Entity review, String figure, Summary.Claim claim, String name, @Nullable Double value) {
    if (value != null) {
      String id = Ids.of("obtained", figure, claim.name(), name);
      Entity number = Entity.of(id, "PropertyValue").with("name", name).with("value", value);
      review.link("additionalProperty", List.of(crate.add(number)));
    }
  }

  /**
   * Adds the command that makes the figure alone again, with the time, memory and energy that it
   * took here.
   */
  private void rebuild(ProvenanceRecord record, Job job, String figure) {
    Set<String> jobs = new HashSet<>(Set.of(record.job()));
    record.ancestors().values().forEach(ancestor -> jobs.add(ancestor.job()));
    long milliseconds = 0;
    long most = 0;
    int known = 0;
    List<Task> done = new ArrayList<>();
    for (Task task : crate.known().trace().tasks()) {
      // A try that paused is part of the work. A try that failed need not fail again.
      long its = task.jobs().stream().filter(jobs::contains).count();
      if (its > 0 && (task.succeeded() || task.paused())) {
        done.add(task);
        milliseconds += Optional.ofNullable(task.realtime()).orElse(0L);
        most = Math.max(most, Optional.ofNullable(task.peakRss()).orElse(0L));
        known += task.succeeded() ? (int) its : 0;
      }
    }
    crate.add(
        Entity.of(
                Ids.of(
                    "rebuild", String.valueOf(job.figure() == null ? job.id() : job.figure().id())),
                "HowTo")
            .with("name", "How to make this figure alone again")
            .with("text", Commands.rebuild(job, crate.known().run().results()))
            .with("totalTime", String.valueOf(Duration.ofMillis(milliseconds)))
            .with(
                "description",
                "The time is that of all its tasks one after another, also what they did for others, and the memory"
                    + " the most that one of them had, as measured where they were done: "
                    + known
                    + " of "
                    + jobs.size()
                    + " jobs are in the trace.")
            .link("about", figure)
            .link(
                "additionalProperty",
                List.of(
                    crate.values().of("peak memory", most, Vocabulary.BYTE),
                    crate.values().of("time", milliseconds, Vocabulary.MILLISECOND),
                    crate
                        .values()
                        .of(
                            "estimated energy",
                            Energy.of(crate.known().run()).kilowattHours(done),
                            Vocabulary.KILOWATT_HOUR))));
  }
}
