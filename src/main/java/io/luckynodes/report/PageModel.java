package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import freemarker.core.TemplateHTMLOutputModel;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.Assumption;
import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Source;
import io.luckynodes.job.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The contents of the page, in words and numbers ready to print. It and its parts are public
 * because the template engine reads public types only.
 *
 * @param headline the scale in a few words
 * @param meaning meaning of the scale for a reader
 * @param tallies counts of figures and claims, by study
 * @param meaningless whether the numbers mean nothing
 * @param unfinished progress of the run; empty if it has built all that it could
 * @param growing whether the run is going on
 * @param environment environment in which the figures and their artifacts were made
 */
public record PageModel(
    String scale,
    String headline,
    String meaning,
    boolean meaningless,
    String unfinished,
    boolean growing,
    Tallies tallies,
    List<StudySection> studies,
    List<Mark> marks,
    List<LegendVerdict> verdicts,
    List<Condition> environment) {
  /** Most numbers of a claim that are shown at once. */
  private static final int NUMBERS_AT_ONCE = 8;

  /** CSS pixels per point; a figure is at most as large as in print. */
  private static final double PIXELS_PER_POINT = 96.0 / 72;

  /** A source mark with its meaning. */
  public record Mark(String mark, String meaning) {}

  /** A verdict in the legend. */
  public record LegendVerdict(Verdict verdict, String meaning) {}

  /**
   * A verdict as it is shown, which never differs by colour alone.
   *
   * @param look CSS class
   * @param sign decoration before the words
   */
  public record Verdict(String words, String look, String sign) {
    static Verdict of(String outcome) {
      return of(outcome, outcome);
    }

    public static Verdict of(String outcome, String words) {
      Outcome stands = Outcome.of(outcome);
      String look =
          switch (stands) {
            case HOLDS -> "holds";
            case FAILS -> "fails";
            case NOT_RESOLVED, NOT_JUDGED -> "open";
          };
      return new Verdict(words, look, stands.mark());
    }
  }

  /**
   * The section of a study.
   *
   * @param text description of the study; empty if there is none
   * @param link link to the paper; empty if there is none
   * @param outcomes claims of the study by verdict
   * @param statements numbered statements of the paper that claims are about
   * @param plots the plot of all its claims, or none
   * @param alternatives the plot of its claims under other assumptions, or none
   */
  public record StudySection(
      String id,
      String title,
      String text,
      String link,
      String linkWords,
      List<Tallies.Claims> outcomes,
      List<Statements.View> statements,
      List<PlotView> plots,
      List<PlotView> alternatives,
      List<FigureView> figures) {}

  /**
   * A plot of claims.
   *
   * @param image a data URI
   * @param width width in CSS pixels at which it is as large as in print
   */
  public record PlotView(
      String image, long width, long height, String alternativeText, List<Download> downloads) {
    static PlotView of(DrawnClaims drawn) {
      return new PlotView(
          PagePicture.embedded(PagePicture.read(drawn.path(), drawn.file("png")).plot()),
          pixels(drawn.plot().width()),
          pixels(drawn.plot().height()),
          drawn.plot().alternativeText(),
          FigureFile.ENDINGS.stream()
              .map(ending -> download(drawn.path(ending), ending, drawn.file(ending)))
              .toList());
    }
  }

  /**
   * One figure.
   *
   * @param label for example {@code Figure 7}
   * @param thumbnail small picture of the figure, in the form of {@code image}
   * @param image a data URI, or a path while the run is going on; empty if the figure was not built
   * @param width width in CSS pixels at which it is as large as in print
   * @param toCome whether the run is going on and has not come to it
   * @param reason reason why it was not built, is outdated, or was not drawn again; may be empty
   * @param earlier mark of a figure that an earlier run drew; empty if this run drew it
   * @param earlierScale scale of that run in a few words; empty if this run drew it
   * @param plots the plot of its claims, or none
   * @param versions the plot of its claims and those of figures with other settings, or none
   * @param settings settings of each experiment that it draws
   * @param measurements the Arrow files from which it was drawn
   * @param measurementsSize size of all of them; empty if there are none
   * @param lineage its lineage, or none if it was not built or is outdated
   */
  public record FigureView(
      String id,
      String anchor,
      String label,
      TemplateHTMLOutputModel title,
      TemplateHTMLOutputModel caption,
      String alternativeText,
      boolean built,
      boolean toCome,
      String reason,
      String earlier,
      String earlierScale,
      String thumbnail,
      String image,
      long width,
      long height,
      List<String> reduced,
      List<ClaimView> claims,
      List<PlotView> plots,
      List<PlotView> versions,
      List<SettingGroup> settings,
      long settingCount,
      long reducedSettings,
      String command,
      List<Download> downloads,
      List<FileDigest> files,
      List<FileDigest> measurements,
      String measurementsSize,
      String code,
      String commit,
      List<Lineage> lineage) {}

  /**
   * A claim as the page shows it.
   *
   * @param anchor place of the claim on the page
   * @param origin source of the claim in words; empty if the paper itself makes it
   * @param published what the paper publishes about it; empty if there is nothing
   * @param why reason for the verdict
   * @param quantity meaning of the numbers of the places
   * @param places the places in which it must hold, with the numbers that decided
   * @param reduced differences between the experiment and the paper's; empty if there are none
   * @param open whether its numbers are shown at once
   * @param thresholds options of the check that are numbers
   * @param reason reason for the thresholds
   * @param scales scales at which it can be judged
   * @param footing how far the verdict rests on assumptions, in words; empty if nothing was varied
   * @param alternatives verdicts under each alternative that changes its numbers
   */
  public record ClaimView(
      String anchor,
      TemplateHTMLOutputModel statement,
      String origin,
      TemplateHTMLOutputModel published,
      Verdict verdict,
      TemplateHTMLOutputModel why,
      TemplateHTMLOutputModel quantity,
      List<PlaceView> places,
      String reduced,
      List<Entry> numbers,
      boolean open,
      String thresholds,
      TemplateHTMLOutputModel reason,
      String scales,
      String footing,
      List<AlternativeView> alternatives) {}

  /**
   * The verdict on a claim under an alternative assumption.
   *
   * @param words the setting and its other value
   * @param path path of the figure with the alternative; empty if it was not built
   * @param place the place in which the claim is least certain, or none if nothing was measured
   */
  public record AlternativeView(
      String words, String path, Verdict verdict, List<PlaceView> place) {}

  /**
   * A place in which a claim must hold.
   *
   * @param seeds number of seeds, and of seeds that diverged
   * @param bounds the bounds at 5 %; empty if there are none
   * @param claimed the range in which the claim says that the mean lies
   */
  public record PlaceView(
      String name, Verdict verdict, String mean, String bounds, String claimed, String seeds) {
    /** The mean, with its bounds in brackets if there are any. */
    public String obtained() {
      return mean + (bounds.isEmpty() ? "" : " (" + bounds + ")");
    }

    public static PlaceView of(Summary.Place place) {
      Double lower = place.lower();
      Double upper = place.upper();
      Double from = place.from();
      Double to = place.to();
      int diverged = place.diverged().size();
      return new PlaceView(
          place.name(),
          Verdict.of(place.outcome()),
          Wording.measured(place.mean()),
          lower == null || upper == null || lower.equals(upper)
              ? ""
              : Wording.measured(lower) + " to " + Wording.measured(upper),
          (from == null ? "" : "above " + Wording.measured(from))
              + (from == null || to == null ? "" : ", ")
              + (to == null ? "" : "below " + Wording.measured(to)),
          (place.exact() ? "worst of all" : String.valueOf(place.bySeed().size()))
              + (diverged == 0 ? "" : ", " + diverged + " diverged"));
    }
  }

  /** A named value. */
  public record Entry(String name, String value) {}

  /** The settings of one experiment. */
  public record SettingGroup(String label, String title, List<Setting> lines) {}

  /**
   * A setting as the page shows it.
   *
   * @param remark meaning of several values; may be empty
   * @param paper value at paper scale if another is in force, else empty
   * @param alternatives alternatives to an assumed value with their reason, or the reason why none
   *     is tried; may be empty
   */
  public record Setting(
      String label,
      TemplateHTMLOutputModel meaning,
      String value,
      String remark,
      boolean reduced,
      String paper,
      String mark,
      String markMeaning,
      String alternatives) {}

  /** A file to download. */
  public record Download(String path, String kind, String size) {}

  /** A file of the results, relative to the page. */
  public record FileDigest(String path, String name, String size, String sha256) {}

  /**
   * Part of an environment that can change numbers, as it was when figures or their artifacts were
   * made.
   *
   * @param stages stages that ran in this environment
   */
  public record Condition(String name, String value, String stages) {}

  /**
   * Builds the model of the page.
   *
   * @param summary summary of the same figures
   * @param results folder of the results as the run was told, for commands
   * @param chapters the studies with their figures
   * @param assumptions assumptions of each experiment
   */
  static PageModel of(
      Summary summary,
      String results,
      List<Chapter> chapters,
      Plots plots,
      SortedMap<String, List<Assumption>> assumptions) {
    List<StudySection> sections = new ArrayList<>();
    for (Chapter group : chapters) {
      sections.add(
          section(
              group.study(),
              plots,
              group.figures().stream().map(FigureReport::entry).toList(),
              group.figures().stream()
                  .map(
                      report ->
                          figure(
                              report,
                              summary,
                              results,
                              view(plots.versions, report.spec().id()),
                              assumptions))
                  .toList()));
    }
    return of(
        summary,
        sections,
        Environments.of(chapters.stream().flatMap(one -> one.figures().stream()).toList()));
  }

  /**
   * Plots of claims.
   *
   * @param studies plots of all claims of a study, by its id
   * @param alternatives plots of a study's claims under other assumptions, by its id
   * @param versions plots of figures with other settings, by the figure beside which each is shown
   */
  record Plots(
      Map<String, DrawnClaims> studies,
      Map<String, DrawnClaims> alternatives,
      Map<String, DrawnClaims> versions) {
    static final Plots NONE = new Plots(Map.of(), Map.of(), Map.of());
  }

  private static List<PlotView> view(Map<String, DrawnClaims> plots, String id) {
    return Optional.ofNullable(plots.get(id)).map(PlotView::of).stream().toList();
  }

  /**
   * The part of the page that follows from a summary alone: statuses of figures and verdicts on
   * claims.
   */
  static PageModel ofVerdicts(Summary summary) {
    List<StudySection> sections = new ArrayList<>();
    summary
        .byStudy()
        .forEach(
            (study, own) ->
                sections.add(
                    section(
                        study,
                        Plots.NONE,
                        own,
                        own.stream().map(one -> verdictsOf(one, summary)).toList())));
    return of(summary, sections, List.of());
  }

  private static StudySection section(
      Study study, Plots plots, List<Summary.Figure> entries, List<FigureView> views) {
    return new StudySection(
        study.id(),
        study.title(),
        study.text(),
        study.link(),
        study.linkWords(),
        Tallies.claims(study.id(), entries, views),
        Statements.of(entries).stream().map(Statements.Held::view).toList(),
        view(plots.studies, study.id()),
        view(plots.alternatives, study.id()),
        views);
  }

  private static PageModel of(
      Summary summary, List<StudySection> sections, List<Condition> environment) {
    String scale = summary.scale();
    Summary.Unfinished unfinished = summary.unfinished();
    return new PageModel(
        scale,
        Scale.of(scale).map(Scale::headline).orElse("Scale " + scale),
        Scale.of(scale).map(Scale::statement).orElse("Each figure lists what was reduced."),
        scale.equals(Scale.SMOKE.id()),
        unfinished == null ? "" : unfinished.words(),
        summary.passing(),
        Tallies.of(summary),
        sections,
        Arrays.stream(Source.values())
            .map(source -> new Mark(source.name(), source.meaning()))
            .toList(),
        List.of(
            new LegendVerdict(
                Verdict.of(Outcome.HOLDS.words()),
                "in every place the mean over seeds lies where the claim says, and so do its"
                    + " one-sided bounds at 5 %"),
            new LegendVerdict(
                Verdict.of(Outcome.FAILS.words()),
                "in some place a bound excludes it; that is a result, and the run counts as"
                    + " complete"),
            new LegendVerdict(
                Verdict.of(Outcome.NOT_RESOLVED.words()),
                "the seeds of this run differ by too much, or are too few, to tell"),
            new LegendVerdict(
                Verdict.of(Outcome.NOT_JUDGED.words()),
                "this run cannot decide it; the reason is given")),
        environment);
  }

  /** The part of a figure that follows from a summary alone; all other fields are empty. */
  private static FigureView verdictsOf(Summary.Figure figure, Summary summary) {
    return new FigureView(
        figure.id(),
        anchor(figure.id()),
        FigureLabel.of(figure.name()),
        Typeset.html(figure.title()),
        Typeset.html(""),
        "",
        figure.shown(),
        figure.isToCome(),
        "",
        earlier(figure),
        "",
        "",
        "",
        0,
        0,
        List.of(),
        claims(figure, summary),
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        "",
        List.of(new Download("", "", "")),
        List.of(),
        List.of(),
        "",
        "",
        "",
        List.of());
  }

  /** The mark of a figure that an earlier run drew; empty if this run drew it. */
  private static String earlier(Summary.Figure figure) {
    if (!figure.earlier()) {
      return "";
    }
    return figure.status().equals(Summary.OUTDATED) ? "outdated" : "earlier run";
  }

  private static FigureView figure(
      FigureReport report,
      Summary summary,
      String results,
      List<PlotView> versions,
      SortedMap<String, List<Assumption>> assumptions) {
    List<SettingGroup> settings = SettingLines.of(report, assumptions);
    List<Setting> lines = settings.stream().flatMap(group -> group.lines().stream()).toList();
    List<Download> downloads = new ArrayList<>();
    report
        .drawn()
        .ifPresent(
            drawn -> {
              for (String ending : FigureFile.ENDINGS) {
                downloads.add(
                    download(
                        DrawnFigure.pathInResults(report.spec(), ending),
                        ending,
                        drawn.file(ending)));
              }
            });
    List<FileDigest> files = new ArrayList<>();
    report
        .entry()
        .files()
        .forEach(
            (path, sha256) -> {
              String ending = path.substring(path.lastIndexOf('.') + 1);
              long size = report.drawn().map(drawn -> drawn.file(ending).length).orElse(0);
              files.add(digest(path, size, sha256));
            });
    report
        .plot()
        .ifPresent(
            drawn ->
                drawn
                    .plot()
                    .files()
                    .forEach(
                        (ending, bytes) ->
                            files.add(
                                digest(drawn.path(ending), bytes.length, Digests.of(bytes)))));
    List<FileDigest> measurements = new ArrayList<>();
    report
        .entry()
        .metrics()
        .forEach(
            (path, sha256) -> measurements.add(digest(path, report.metricsSize(path), sha256)));
    long measured = report.entry().metrics().keySet().stream().mapToLong(report::metricsSize).sum();
    // The page of a run that is going on holds no pictures and names the figures' files.
    Optional<PagePicture> picture =
        report
            .drawn()
            .filter(drawn -> !summary.passing())
            .map(drawn -> PagePicture.read(report.spec().id(), drawn.file("png")));
    String path = report.drawn().isPresent() ? DrawnFigure.pathInResults(report.spec(), "png") : "";
    String reason = report.entry().reason();
    return new FigureView(
        report.spec().id(),
        anchor(report.spec().id()),
        FigureLabel.of(report.spec().name()),
        Typeset.html(report.spec().title()),
        Typeset.html(report.spec().caption()),
        report.spec().alternativeText(),
        report.drawn().isPresent(),
        report.entry().isToCome(),
        reason == null ? "" : reason,
        earlier(report.entry()),
        report.entry().earlier()
            ? Scale.of(report.entry().scale())
                .map(Scale::headline)
                .orElse("Scale " + report.entry().scale())
            : "",
        picture.map(PagePicture::small).map(PagePicture::embedded).orElse(path),
        picture.map(PagePicture::whole).map(PagePicture::embedded).orElse(path),
        report.drawn().map(drawn -> pixels(drawn.width())).orElse(0L),
        report.drawn().map(drawn -> pixels(drawn.height())).orElse(0L),
        report.entry().reduced(),
        claims(report.entry(), summary),
        report.plot().map(PlotView::of).stream().toList(),
        versions,
        settings,
        lines.size(),
        lines.stream().filter(Setting::reduced).count(),
        Commands.rebuild(report.job(), results),
        downloads,
        files,
        measurements,
        measurements.isEmpty() ? "" : Wording.bytes(measured),
        report.drawn().map(drawn -> drawn.record().code()).orElse(""),
        report
            .drawn()
            .map(drawn -> drawn.record().environment().getOrDefault("commit", ""))
            .orElse(""),
        report
            .drawn()
            .filter(drawn -> !report.outdated())
            .map(drawn -> List.of(Lineage.of(report, drawn)))
            .orElse(List.of()));
  }

  private static FileDigest digest(String path, long size, String sha256) {
    return new FileDigest(
        path, path.substring(path.lastIndexOf('/') + 1), Wording.bytes(size), sha256);
  }

  private static Download download(String path, String ending, byte[] bytes) {
    return new Download(path, ending.toUpperCase(Locale.ROOT), Wording.bytes(bytes.length));
  }

  private static long pixels(double points) {
    return Math.round(points * PIXELS_PER_POINT);
  }

  /** The claims of a figure, each with the verdicts under alternatives. */
  private static List<ClaimView> claims(Summary.Figure figure, Summary summary) {
    List<Summary.Figure> alternatives = Footings.alternatives(figure, summary.figures());
    List<ClaimView> views = new ArrayList<>();
    for (Summary.Claim claim : figure.claims()) {
      // By number, because a stranger's claim can have any name.
      String anchor = anchor(figure.id()) + "-claim-" + (views.size() + 1);
      views.add(claim(anchor, claim, alternatives));
    }
    return views;
  }

  private static List<AlternativeView> alternatives(
      Summary.Claim claim, List<Summary.Figure> figures) {
    List<AlternativeView> views = new ArrayList<>();
    for (Summary.Figure figure : figures) {
      Summary.Claim other = figure.claim(claim.name());
      if (other != null && !Footing.isUnchanged(claim, other)) {
        views.add(
            new AlternativeView(
                figure.alternativeWords(),
                figure.shown() ? "figures/" + figure.id() + ".svg" : "",
                Verdict.of(other.outcome()),
                other.leastCertain().map(PlaceView::of).stream().toList()));
      }
    }
    return views;
  }

  private static ClaimView claim(
      String anchor, Summary.Claim claim, List<Summary.Figure> alternatives) {
    List<Entry> numbers = new ArrayList<>();
    // A summary that was read from a file has the numbers in another order.
    for (Map.Entry<String, Double> number :
        io.luckynodes.claim.Verdict.inOrder(claim.numbers()).entrySet()) {
      numbers.add(new Entry(number.getKey(), Wording.measured(number.getValue())));
    }
    return new ClaimView(
        anchor,
        Typeset.html(claim.statement()),
        Origin.of(claim.origin())
            .filter(origin -> origin != Origin.PAPER)
            .map(Origin::words)
            .orElse(""),
        Typeset.html(claim.published()),
        Verdict.of(claim.outcome(), claim.verdict()),
        Typeset.html(claim.why()),
        Typeset.html(claim.quantity()),
        claim.places().stream().map(PlaceView::of).toList(),
        String.join("; ", claim.reduced()),
        numbers,
        numbers.size() <= NUMBERS_AT_ONCE,
        thresholds(claim.options()),
        Typeset.html(claim.reason()),
        String.join(", ", claim.scales()),
        claim.footing() == null ? "" : claim.footing().words(),
        alternatives(claim, alternatives));
  }

  /**
   * The options of a claim that are numbers; compared variants are named in the claim's statement.
   */
  private static String thresholds(SortedMap<String, JsonNode> options) {
    return options.entrySet().stream()
        .filter(option -> Wording.isNumeric(option.getValue()))
        .map(option -> option.getKey().replace('_', ' ') + " " + Wording.value(option.getValue()))
        .collect(Collectors.joining(" · "));
  }

  /** The place of a figure on the page. */
  static String anchor(String figure) {
    return figure.replace('/', '-');
  }
}
