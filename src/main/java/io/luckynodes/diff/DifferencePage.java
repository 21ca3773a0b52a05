package io.luckynodes.diff;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.diff.FigureDifference.State;
import io.luckynodes.file.WholeFile;
import io.luckynodes.lineage.ColumnDifference;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Page;
import io.luckynodes.report.PagePicture;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How two folders of results differ, as one page. Both may be strangers': texts are escaped where
 * they stand, and pictures are drawn anew from the dots of their PNG, so that nothing else of a
 * file gets onto the page.
 */
public final class DifferencePage {
  private DifferencePage() {}

  /**
   * The page as its template reads it. It and its parts are public because the template engine
   * reads public types only.
   *
   * @param style of the page, from this project
   * @param sum how many figures stand so
   * @param figures those that do not count as the same
   * @param others all others
   */
  public record Model(
      String style,
      ResultsDifference.Side a,
      ResultsDifference.Side b,
      String sum,
      boolean same,
      String tolerance,
      List<View> figures,
      List<Line> others) {}

  /**
   * A figure that differs.
   *
   * @param pictureA its picture as an address that holds it; empty if the first results have none
   * @param pictureB likewise of the second
   */
  public record View(
      String id,
      String anchor,
      String words,
      String pictureA,
      String pictureB,
      List<Change> settings,
      List<Change> shape,
      List<ColumnView> columns,
      List<Change> code,
      List<Change> environment,
      List<ClaimDifference> verdicts) {}

  /**
   * A column in which something differs.
   *
   * @param line of the CSV file in which the difference is largest
   */
  public record ColumnView(String name, String relative, String absolute, int rows, int line) {}

  /** A figure that counts as the same, and how it stands. */
  public record Line(String id, String words) {}

  /** The page of a comparison of two results. */
  public static byte[] of(ResultsDifference difference, Results a, Results b) {
    List<FigureDifference> all = difference.figures();
    List<View> differing =
        all.stream()
            .filter(figure -> !figure.same() || !verdicts(difference, figure.id()).isEmpty())
            .map(figure -> view(difference, figure, a, b))
            .toList();
    List<String> shown = differing.stream().map(View::id).toList();
    Model model =
        new Model(
            Page.style(),
            difference.a(),
            difference.b(),
            DifferenceLines.sum(difference),
            difference.same(),
            String.valueOf(difference.tolerance()),
            differing,
            all.stream()
                .filter(figure -> !shown.contains(figure.id()))
                .map(figure -> new Line(figure.id(), figure.words()))
                .toList());
    return Page.fill(DifferencePage.class, "diff.ftlh", "page", model)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static View view(
      ResultsDifference difference, FigureDifference figure, Results a, Results b) {
    return new View(
        figure.id(),
        figure.id().replace('/', '-'),
        figure.words(),
        figure.state() == State.ONLY_IN_B ? "" : picture(a, figure.id()),
        figure.state() == State.ONLY_IN_A ? "" : picture(b, figure.id()),
        figure.settings(),
        figure.numbers().shape(),
        figure.numbers().columns().stream().map(DifferencePage::column).toList(),
        figure.code(),
        figure.environment(),
        verdicts(difference, figure.id()));
  }

  private static List<ClaimDifference> verdicts(ResultsDifference difference, String id) {
    return difference.verdicts().stream().filter(claim -> claim.figure().equals(id)).toList();
  }

  private static ColumnView column(ColumnDifference column) {
    // The names of the columns are the first line.
    return new ColumnView(
        column.name(),
        DifferenceLines.relative(column),
        DifferenceLines.absolute(column),
        column.rows(),
        column.row() + 2);
  }

  private static String picture(Results results, String id) {
    byte[] png =
        WholeFile.bytes(results.require(FigureDifference.file(id, "png")), FigureFile.LARGEST);
    return PagePicture.embedded(PagePicture.of(id, png));
  }
}
