package io.luckynodes.overview;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.lineage.KeptRuns;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Environments;
import io.luckynodes.report.PagePicture;
import io.luckynodes.report.Summary;
import io.luckynodes.run.RunModel;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.Trace;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results of a run for readers of a repository: a Markdown page with every claim and figure,
 * and small pictures. Equal results give equal bytes.
 */
public final class Overview {
  /** Name of the picture with all figures. */
  static final String CONTACT_SHEET = "contact-sheet.png";

  private static final String PICTURE = ".png";

  /** Width in pixels of a figure. */
  private static final int FIGURE_WIDTH = 380;

  private static final int FIGURE_COLOURS = 16;

  /** Width in pixels of a plot of claims, whose letters have to be read. */
  private static final int CLAIMS_WIDTH = 520;

  private static final int CLAIMS_COLOURS = 16;

  private Overview() {}

  /**
   * Writes the page and its pictures.
   *
   * @param out folder of the pictures; the page lies beside the folder and has its name with the
   *     ending {@code .md}
   * @param definitions the folder with the YAML files of the figures, to which the page links
   * @return the page
   * @throws LuckyException if the run has not ended or the results are not whole ({@link
   *     ExitCode#NO_INPUT}, {@link ExitCode#BAD_INPUT}), if the folder has a file that these
   *     results have not ({@link ExitCode#USAGE}), or if a file cannot be written ({@link
   *     ExitCode#CANNOT_WRITE})
   */
  public static Path write(Results results, Path out, Path definitions) {
    Summary summary = Summary.read(results.require(Summary.PLACE));
    Summary.Unfinished unfinished = summary.unfinished();
    if (unfinished != null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          results.folder() + ": expected the results of a whole run, found: " + unfinished.words());
    }
    RunRecord run = RunRecord.read(results.require(RunRecord.PLACE));
    Trace trace = Trace.read(results.require(Trace.PLACE));
    Path page = pageOf(out);
    SortedMap<String, byte[]> pictures = new TreeMap<>();
    Map<String, String> defined = new TreeMap<>();
    List<ProvenanceRecord> records = new ArrayList<>();
    List<Summary.Figure> figures =
        summary.byStudy().values().stream().flatMap(List::stream).toList();
    ContactSheet sheet =
        new ContactSheet((int) figures.stream().filter(Summary.Figure::shown).count());
    for (Summary.Figure figure : figures) {
      Path definition = definitions.resolve(figure.id() + ".yaml");
      if (Files.isRegularFile(definition)) {
        defined.put(figure.id(), relative(page, definition));
      }
      if (figure.shown()) {
        PagePicture picture = picture(results, "figures/", figure, figure.files());
        sheet.add(picture);
        pictures.put(pictureOf(figure), small(picture, FIGURE_WIDTH, FIGURE_COLOURS));
        records.add(FigureFile.read(results.require("figures/" + figure.id() + ".svg")).record());
        if (!figure.plots().isEmpty()) {
          pictures.put(
              claimsOf(figure),
              small(
                  picture(results, "claims/", figure, figure.plots()),
                  CLAIMS_WIDTH,
                  CLAIMS_COLOURS));
        }
      }
    }
    pictures.put(CONTACT_SHEET, sheet.png());
    String text =
        new OverviewPage(
                summary,
                RunModel.of(run, trace, null, KeptRuns.earlier(results), List.of()),
                run,
                Environments.ofRecords(records),
                relative(page, out),
                defined)
            .whole();
    requireOwn(out, pictures.keySet());
    pictures.forEach((name, bytes) -> AtomicFile.write(out.resolve(name), bytes));
    AtomicFile.write(page, text.getBytes(StandardCharsets.UTF_8));
    return page;
  }

  private static byte[] small(PagePicture picture, int width, int colours) {
    BufferedImage small = picture.within(width);
    return PagePicture.encode(small, FewColours.of(small, colours));
  }

  /** The page beside a folder of pictures. */
  static Path pageOf(Path out) {
    return out.resolveSibling(out.getFileName() + ".md");
  }

  /** File name of a figure's small picture. */
  static String pictureOf(Summary.Figure figure) {
    return figure.id().replace('/', '-') + PICTURE;
  }

  /** File name of the plot of a figure's claims. */
  static String claimsOf(Summary.Figure figure) {
    return figure.id().replace('/', '-') + "-claims" + PICTURE;
  }

  private static PagePicture picture(
      Results results, String folder, Summary.Figure figure, SortedMap<String, String> digests) {
    String path = folder + figure.id() + PICTURE;
    String sha256 = digests.get(path);
    if (sha256 == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          results.folder() + "/" + Summary.PLACE + ": expected " + path + ", found no such entry");
    }
    return PagePicture.read(figure.id(), results.bytes(path, sha256));
  }

  /** Path of a file or folder as a page names it: relative to the folder of the page. */
  private static String relative(Path page, Path target) {
    Path folder = page.toAbsolutePath().normalize().getParent();
    Path end = target.toAbsolutePath().normalize();
    return (folder == null ? end : folder.relativize(end)).toString();
  }

  /** A picture that this run does not have would stay, and look as if it were of this run. */
  private static void requireOwn(Path out, Set<String> names) {
    if (!Files.isDirectory(out)) {
      return;
    }
    for (String name : Results.in(out).files()) {
      if (!names.contains(name)) {
        throw new LuckyException(
            ExitCode.USAGE,
            out
                + ": expected only pictures that these results have too, found "
                + name
                + ": take the file away, or name another folder");
      }
    }
  }
}
