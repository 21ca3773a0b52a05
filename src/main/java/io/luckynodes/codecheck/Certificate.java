package io.luckynodes.codecheck;

import io.luckynodes.job.Origin;
import io.luckynodes.job.Scale;
import io.luckynodes.lineage.Markdown;
import io.luckynodes.report.PageModel;
import io.luckynodes.report.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code certificate.md}: the results of a run for one paper, as a draft that a codechecker
 * completes.
 */
final class Certificate {
  static final String PLACE = "codecheck/certificate.md";

  /** Most places of a claim that the certificate names; {@code claims.csv} has all. */
  private static final int MOST_PLACES = 5;

  private static final String BREAK = "<br>";
  private static final String OPEN = "**" + Configuration.OPEN + "**";

  private final List<String> lines = new ArrayList<>();
  private final Material material;

  private Certificate(Material material) {
    this.material = material;
  }

  static String of(Material material) {
    Certificate certificate = new Certificate(material);
    certificate.head();
    certificate.run();
    certificate.figures();
    certificate.missing();
    certificate.notes();
    return String.join("\n", certificate.lines) + "\n";
  }

  private void add(String... text) {
    lines.addAll(List.of(text));
    lines.add("");
  }

  private void head() {
    add("# CODECHECK certificate " + OPEN + " (draft)");
    add(
        "This draft was made from the results of a run, without a person. Whoever checks the run"
            + " fills in what reads "
            + OPEN
            + ": nobody's name, no identifier and no judgement was guessed. Until then it certifies"
            + " nothing.");
    List<String> authors = material.authors().stream().map(Markdown::text).toList();
    String link = material.study().link();
    lines.add(Markdown.row(List.of("", "")));
    lines.add(Markdown.rule(2));
    fact("Paper", Markdown.text(material.title()));
    fact("Authors", authors.isEmpty() ? OPEN : String.join(", ", authors));
    fact("Reference", link.isEmpty() ? OPEN : "<" + link + ">");
    fact("Codechecker", OPEN + " (name and ORCID)");
    fact("Date of check", OPEN + " (the run ended at " + material.run().complete() + ")");
    fact("Repository", OPEN);
    fact("Report", OPEN + " (DOI)");
    add();
    add("## Summary", "", Markdown.text(material.summary()));
    add(OPEN + ": what the codechecker concludes from it.");
  }

  private void fact(String name, String value) {
    lines.add(Markdown.row(List.of(name, value)));
  }

  private void run() {
    add("## How it was run");
    add(Markdown.code(material.run().command()));
    add(
        Markdown.text(material.told().summary())
            + " Tasks took "
            + material.told().all().processor()
            + " of processor time, and at most "
            + material.told().all().memory()
            + " of memory.");
    for (String scale : material.scales()) {
      add(
          Scale.of(scale)
              .map(one -> Markdown.text(one.headline() + ". " + one.statement()))
              .orElse("Scale " + Markdown.text(scale) + "."));
    }
    lines.add(Markdown.row(List.of("", "", "stages")));
    lines.add(Markdown.rule(3));
    for (PageModel.Entry entry : material.told().facts()) {
      lines.add(
          Markdown.row(List.of(Markdown.text(entry.name()), Markdown.text(entry.value()), "")));
    }
    for (PageModel.Condition condition : material.conditions()) {
      lines.add(
          Markdown.row(
              List.of(
                  Markdown.text(condition.name()),
                  Markdown.text(condition.value()),
                  Markdown.text(condition.stages()))));
    }
    lines.add(Markdown.row(List.of("Machine", OPEN + " (kind, processors, memory)", "")));
    add();
  }

  private void figures() {
    add("## Figures and claims");
    add(
        "Each seed gives one number for each place in which a claim must hold. Below stand their"
            + " mean, its one-sided bounds at 5 % in brackets, and where the claim expects it; of"
            + " several places those that are least certain come first.");
    material.built().forEach(this::figure);
  }

  private void figure(Summary.Figure figure) {
    add("### " + Markdown.text(figure.id() + ": " + figure.title()));
    for (String path : Material.files(figure).keySet()) {
      if (path.endsWith(Material.PICTURE)) {
        add("![" + Markdown.text(figure.id()) + "](../" + Markdown.text(path) + ")");
      }
    }
    add(
        "Scale "
            + Markdown.text(figure.scale())
            + (figure.earlier() ? ", drawn by an earlier run" : "")
            + ". Reduced: "
            + (figure.reduced().isEmpty()
                ? "nothing"
                : Markdown.text(String.join("; ", figure.reduced())))
            + ".");
    if (figure.claims().isEmpty()) {
      add("No claim is made of it; compare it with the paper's by eye: " + OPEN + ".");
      return;
    }
    lines.add(Markdown.row(List.of("claim", "what is said", "obtained and expected", "verdict")));
    lines.add(Markdown.rule(4));
    figure.claims().forEach(claim -> lines.add(Markdown.row(cells(claim))));
    add();
  }

  private static List<String> cells(Summary.Claim claim) {
    Optional<Origin> origin = Origin.of(claim.origin());
    String said = Markdown.text(claim.statement());
    if (!claim.published().isEmpty()) {
      said += BREAK + "The paper: " + Markdown.text(claim.published());
    }
    PageModel.Verdict verdict = PageModel.Verdict.of(claim.outcome(), claim.verdict());
    return List.of(
        Markdown.text(claim.name())
            + BREAK
            + Markdown.text(origin.map(Origin::words).orElse(claim.origin())),
        said,
        obtained(claim),
        verdict.sign()
            + " "
            + Markdown.text(verdict.words())
            + (claim.why().isEmpty() ? "" : BREAK + Markdown.text(claim.why())));
  }

  private static String obtained(Summary.Claim claim) {
    if (claim.places().isEmpty()) {
      return "nothing was measured";
    }
    List<String> parts = new ArrayList<>();
    if (!claim.quantity().isEmpty()) {
      parts.add(Markdown.text(claim.quantity()) + ":");
    }
    claim.places().stream()
        .sorted(Summary.Place.LEAST_CERTAIN_FIRST)
        .limit(MOST_PLACES)
        .map(PageModel.PlaceView::of)
        .forEach(
            place ->
                parts.add(
                    Markdown.text(
                        place.name()
                            + ": "
                            + place.obtained()
                            + ", expected "
                            + (place.claimed().isEmpty() ? "any number" : place.claimed())
                            + "; seeds: "
                            + place.seeds())));
    int others = claim.places().size() - MOST_PLACES;
    if (others > 0) {
      parts.add("and " + others + " more in claims.csv");
    }
    return String.join(BREAK, parts);
  }

  private void missing() {
    if (material.missing().isEmpty()) {
      return;
    }
    add("## Not rebuilt");
    material.missing().stream()
        .sorted(Comparator.comparing(Summary.Figure::id))
        .forEach(
            figure ->
                lines.add(
                    "- "
                        + Markdown.text(figure.id() + ": " + figure.title())
                        + ": "
                        + Markdown.text(
                            figure.reason() == null ? figure.status() : figure.reason())));
    add();
  }

  private void notes() {
    add("## Notes of the codechecker");
    add(
        "- Steps that were taken, and what was hard: " + OPEN,
        "- Time that it took a person: " + OPEN,
        "- How the figures compare with the paper's by eye: " + OPEN,
        "- Recommendations to the authors: " + OPEN);
  }
}
