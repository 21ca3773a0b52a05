package io.luckynodes.overview;

import static io.luckynodes.lineage.Markdown.row;
import static io.luckynodes.lineage.Markdown.rule;
import static io.luckynodes.lineage.Markdown.text;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Study;
import io.luckynodes.lineage.Markdown;
import io.luckynodes.report.PageModel;
import io.luckynodes.report.Statements;
import io.luckynodes.report.Summary;
import io.luckynodes.report.Tallies;
import io.luckynodes.report.Wording;
import io.luckynodes.run.RunModel;
import io.luckynodes.run.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text of the Markdown page. */
final class OverviewPage {
  /** The line above the table of studies, by which other pages find the table. */
  static final String BEGIN = "<!-- Outcome by study. -->";

  /** The line below the table of studies. */
  static final String END = "<!-- End of outcome. -->";

  private static final String BREAK = "<br>";
  private static final int WIDTH = 120;

  private final Summary summary;
  private final Map<Study, List<Summary.Figure>> chapters;
  private final RunModel told;
  private final RunRecord run;
  private final List<PageModel.Condition> conditions;
  private final String pictures;
  private final Map<String, String> definitions;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param told the run in words
   * @param conditions of everything that the figures are made from
   * @param pictures path of the folder of pictures, from the page
   * @param definitions path from the page of each figure's definition, by the figure's id; none of
   *     a figure whose definition is not in the repository
   */
  OverviewPage(
      Summary summary,
      RunModel told,
      RunRecord run,
      List<PageModel.Condition> conditions,
      String pictures,
      Map<String, String> definitions) {
    this.summary = summary;
    this.chapters = summary.byStudy();
    this.told = told;
    this.run = run;
    this.conditions = conditions;
    this.pictures = pictures;
    this.definitions = definitions;
  }

  String whole() {
    head();
    outcome();
    failures();
    chapters.forEach(this::study);
    missing();
    made();
    return String.join("\n", lines) + "\n";
  }

  private void add(String... paragraph) {
    for (String line : paragraph) {
      // A link, such as a picture that leads to a file, cannot be broken.
      if (line.startsWith("[") && line.endsWith(")")) {
        lines.add(line);
      } else {
        lines.addAll(Markdown.wrapped(line, WIDTH, ""));
      }
    }
    lines.add("");
  }

  private void item(String indent, String text) {
    lines.addAll(Markdown.wrapped(indent + "- " + text, WIDTH, indent + "  "));
  }

  private void head() {
    add("# Results");
    add(
        "This page shows one run at scale "
            + text(summary.scale())
            + ", with every claim and every figure.",
        "The page is written by `lucky results` from the results of that run; nobody edits it.");
    lines.add(row(List.of("", "")));
    lines.add(rule(2));
    fact(
        "Scale",
        Scale.of(summary.scale())
            .map(scale -> scale.headline() + ". " + scale.statement())
            .orElse(summary.scale()));
    fact("Source", "version " + run.version() + ", commit " + run.commit());
    fact("Run", told.summary());
    lines.add(row(List.of("Command", code(run.command()))));
    if (run.resumed()) {
      for (RunModel.EarlierRow earlier : told.earlier()) {
        lines.add(
            row(
                List.of(
                    "Earlier run",
                    text(
                            "Run "
                                + earlier.name()
                                + " began on "
                                + earlier.began()
                                + ", took "
                                + earlier.took()
                                + " and "
                                + earlier.outcome()
                                + ":")
                        + " "
                        + code(earlier.command()))));
      }
    }
    fact(
        "Processor time and memory",
        told.all().processor() + " in all; a task took at most " + told.all().memory());
    add();
  }

  private static String code(String command) {
    return "`" + command.replaceAll("[`|\\s]+", " ") + "`";
  }

  private void fact(String name, String value) {
    lines.add(row(List.of(name, text(value))));
  }

  private void outcome() {
    add("## What came out");
    lines.add(BEGIN);
    List<String> columns = new ArrayList<>(List.of("study", "figures built", "claims"));
    Arrays.stream(Outcome.values())
        .map(one -> one.mark() + " " + one.words())
        .forEach(columns::add);
    lines.add(row(columns));
    lines.add(rule(columns.size()));
    Tallies tallies = Tallies.of(summary);
    for (Tallies.OfStudy study : tallies.studies()) {
      String title = "*" + text(study.title()) + "*";
      String built = study.built() + " of " + study.figures();
      for (Tallies.Row claims : study.rows()) {
        List<String> cells = new ArrayList<>(List.of(title, built, text(claims.origin())));
        claims.counts().forEach(count -> cells.add(String.valueOf(count.number())));
        lines.add(row(cells));
        title = "";
        built = "";
      }
    }
    add(END);
    tallies.notes().forEach(note -> add(text(note)));
    add("![All figures in small](" + pictures + "/" + Overview.CONTACT_SHEET + ")");
    add("### How to read the verdicts");
    add(
        "Each seed gives one number for each place in which a claim must hold. A claim *holds* if in"
            + " every place the mean over seeds, and its one-sided bound at 5 %, lie where the claim"
            + " says. A claim *fails* if in some place a bound at 5 %, divided by the number of"
            + " places, excludes the claim. A claim is *not resolved* if neither is so: the seeds of"
            + " this run differ too much, or lie on the limit. A claim is *not judged* if this run"
            + " cannot decide the claim. A statement about all cases is judged by the worst number"
            + " of all seeds, without bounds.");
    add(
        "*Expected* and *obtained* in the tables are of the place in which the claim is least"
            + " certain: the mean over seeds, with its bounds at 5 % in brackets. The list of claims"
            + " that fail gives the wider bounds, by which a claim fails. Where that list says that"
            + " independent scripts had been seen, a trial program with other random numbers had"
            + " given the numbers in brackets before the threshold was set.");
  }

  private void failures() {
    add("## Claims that fail");
    for (Map.Entry<Study, List<Summary.Figure>> chapter : chapters.entrySet()) {
      List<String> items = new ArrayList<>();
      for (Summary.Figure figure : chapter.getValue()) {
        figure.claims().stream()
            .filter(claim -> claim.stands() == Outcome.FAILS)
            .forEach(claim -> items.add(failure(figure, claim)));
      }
      add(
          "### "
              + text(chapter.getKey().title())
              + ": "
              + Wording.count(items.size(), "claim", "claims"));
      if (items.isEmpty()) {
        add("No claim fails.");
      } else {
        items.forEach(item -> item("", item));
        lines.add("");
      }
    }
  }

  private static String failure(Summary.Figure figure, Summary.Claim claim) {
    StringBuilder item = new StringBuilder("**").append(label(figure)).append("**");
    item.append(" (").append(origin(claim)).append("; ").append(text(claim.verdict()));
    item.append("): ").append(text(claim.statement()));
    if (!claim.published().isEmpty()) {
      item.append(" The paper: “").append(text(claim.published())).append("”.");
    }
    item.append(BREAK).append("*Obtained:* ").append(text(claim.why()));
    item.append(BREAK).append("*How it is judged:* ").append(text(claim.reason()));
    if (claim.footing() != null) {
      item.append(BREAK).append("*Under other assumptions:* fails, ");
      item.append(text(claim.footing().words())).append('.');
    }
    return item.toString();
  }

  private static String label(Summary.Figure figure) {
    return text(FigureLabel.of(figure.name()));
  }

  private static String origin(Summary.Claim claim) {
    return text(Origin.of(claim.origin()).map(Origin::words).orElse(claim.origin()));
  }

  private void study(Study study, List<Summary.Figure> figures) {
    add("## " + text(study.title()));
    if (!study.link().isEmpty()) {
      add("[" + text(study.linkWords()) + "](" + study.link() + "). " + text(study.text()));
    }
    statements(figures);
    figures.stream().filter(Summary.Figure::shown).forEach(this::figure);
  }

  private void statements(List<Summary.Figure> figures) {
    List<Statements.Held> statements = Statements.of(figures);
    if (statements.isEmpty()) {
      return;
    }
    add("### How the numbered statements stand");
    lines.add(row(List.of("statement", "what is judged", "where", "how the statement stands")));
    lines.add(rule(4));
    for (Statements.Held held : statements) {
      lines.add(
          row(
              List.of(
                  text(held.about()),
                  text(held.claim().statement()),
                  label(held.figure()),
                  verdict(held.verdict()))));
    }
    add();
  }

  private static String verdict(PageModel.Verdict verdict) {
    return verdict.sign() + " " + text(verdict.words());
  }

  private void figure(Summary.Figure figure) {
    add("### " + label(figure) + ": " + text(figure.title()));
    String image = "![" + text(figure.title()) + "](" + picture(Overview.pictureOf(figure)) + ")";
    String definition = definitions.get(figure.id());
    add(definition == null ? image : "[" + image + "](" + definition + ")");
    add(
        (definition == null ? "" : "Definition: [" + text(figure.id()) + "](" + definition + "). ")
            + (figure.scale().equals(summary.scale()) ? "" : "Scale " + text(figure.scale()) + ". ")
            + "Reduced or changed: "
            + (figure.reduced().isEmpty() ? "nothing" : text(String.join("; ", figure.reduced())))
            + ".");
    if (figure.claims().isEmpty()) {
      return;
    }
    lines.add(row(List.of("claim", "expected", "obtained", "verdict")));
    lines.add(rule(4));
    figure.claims().forEach(claim -> lines.add(row(cells(claim))));
    lines.add("");
    if (!figure.plots().isEmpty()) {
      add("![Effects by which the claims are judged](" + picture(Overview.claimsOf(figure)) + ")");
    }
  }

  private String picture(String name) {
    return pictures + "/" + name;
  }

  private static List<String> cells(Summary.Claim claim) {
    Optional<PageModel.PlaceView> place = claim.leastCertain().map(PageModel.PlaceView::of);
    PageModel.Verdict verdict = PageModel.Verdict.of(claim.outcome(), claim.verdict());
    return List.of(
        text(claim.statement())
            + (claim.origin().equals(Origin.PAPER.id()) ? "" : " (" + origin(claim) + ")")
            + (claim.published().isEmpty()
                ? ""
                : BREAK + "The paper: “" + text(claim.published()) + "”"),
        place.map(one -> text(claim.quantity() + ": " + one.claimed())).orElse("–"),
        place.map(OverviewPage::obtained).orElse("–"),
        verdict(verdict)
            + (claim.footing() == null ? "" : "," + BREAK + text(claim.footing().words()))
            + (claim.stands() == Outcome.NOT_JUDGED ? BREAK + text(claim.why()) : ""));
  }

  private static String obtained(PageModel.PlaceView place) {
    return text(place.obtained() + "; " + place.name() + "; seeds: " + place.seeds());
  }

  private void missing() {
    if (summary.own().stream().allMatch(Summary.Figure::shown)) {
      return;
    }
    add("## Figures that were not built");
    chapters.forEach(
        (study, figures) ->
            figures.stream()
                .filter(figure -> !figure.shown())
                .forEach(figure -> missing(study, figure)));
    lines.add("");
  }

  private void missing(Study study, Summary.Figure figure) {
    item(
        "",
        "**"
            + text(study.title())
            + ", "
            + label(figure)
            + "**: "
            + text(figure.title())
            + ". "
            + text(reason(figure)));
    figure.claims().forEach(claim -> item("  ", "not judged: " + text(claim.statement())));
  }

  /** The first line of the reason, which is followed by all that was tried. */
  private static String reason(Summary.Figure figure) {
    String reason = figure.reason() == null ? figure.status() : figure.reason();
    return reason.lines().findFirst().orElse("").replaceFirst(":$", ".");
  }

  private void made() {
    add("## What the results were made with");
    lines.add(row(List.of("condition", "value", "stages")));
    lines.add(rule(3));
    for (PageModel.Entry fact : told.facts()) {
      lines.add(row(List.of(text(fact.name()), text(fact.value()), "")));
    }
    for (PageModel.Condition condition : conditions) {
      lines.add(
          row(List.of(text(condition.name()), text(condition.value()), text(condition.stages()))));
    }
  }
}
