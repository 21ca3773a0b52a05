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
 * Shows the differences between two folders of results on one page. Either folder may be untrusted.
 * So texts are escaped where they stand, and pictures are encoded again from the pixels of their
 * PNGs; nothing else of a file gets onto the page.
 */
public final class DifferencePage {
  private DifferencePage() {}

  /**
   * The page as its template reads it. It and its parts are public because the template engine
   * reads public types only.
   *
   * @param style style sheet of the page, from this project
   * @param sum number of figures in each state, in words
   * @param figures figures that differ, or whose verdicts differ
   * @param others all other figures
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
   * @param pictureA its picture in the first results as a data URI; empty if they have none
   * @param pictureB its picture in the second results as a data URI; empty if they have none
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
   * A column with differences.
   *
   * @param line line of the CSV file with the largest difference
   */
  public record ColumnView(String name, String relative, String absolute, int rows, int line) {}

  /** A figure that counts as equal, with its state. */
  public record Line(String id, String words) {}

  /** The page that compares two results. */
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
    // The first line holds the names of the columns.
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
    return PagePicture.embedded(PagePicture.read(id, png).whole());
  }
}
