package io.luckynodes.report;

import io.luckynodes.artifact.ProvenanceRecord.Ancestor;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.stage.RecordFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lineage of a figure as a drawing and a list. The drawing has a column for each stage and a
 * row for each experiment. A card stands for the jobs of one stage and experiment, and a line for
 * outputs that one card reads from another. All lengths are CSS pixels.
 *
 * @param words description of the drawing for readers who do not see it
 * @param artifacts all artifacts that the figure's record names, in the order of the stages
 */
public record Lineage(
    int width,
    int height,
    String words,
    List<Label> labels,
    List<Card> cards,
    List<Line> lines,
    List<Artifact> artifacts) {
  private static final int CARD_WIDTH = 138;
  private static final int CARD_HEIGHT = 44;
  private static final int BETWEEN_COLUMNS = 46;
  private static final int LABEL_HEIGHT = 24;
  private static final int BETWEEN_ROWS = 10;

  /** Distance of lines that pass a column; they run below its cards. */
  private static final int LANE = 8;

  private static final int MARGIN = 2;

  /** The title of an experiment above its row. */
  public record Label(int x, int y, String text) {}

  /**
   * Jobs of one stage and experiment.
   *
   * @param title name of the stage
   * @param detail number of jobs, or other details
   */
  public record Card(int x, int y, int width, int height, String title, String detail) {}

  /**
   * A line from one card to another, as SVG paths.
   *
   * @param head path of the arrow's head
   */
  public record Line(String path, String head) {}

  /**
   * One artifact.
   *
   * @param path path of its record in the results
   */
  public record Artifact(String stage, String path, String name, String seeds, String sha256) {}

  /** The jobs that one card stands for. */
  private record Group(Stage stage, String row) {}

  static Lineage of(FigureReport figure, DrawnFigure drawn) {
    return new Layout(figure).draw(artifacts(drawn));
  }

  private static List<Artifact> artifacts(DrawnFigure drawn) {
    return drawn.record().ancestors().entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Ancestor> one) -> stage(one.getValue().stage()))
                .thenComparing(one -> one.getValue().name()))
        .map(one -> artifact(one.getKey(), one.getValue()))
        .toList();
  }

  private static Artifact artifact(String sha256, Ancestor ancestor) {
    return new Artifact(
        title(stage(ancestor.stage())),
        RecordFile.pathOf(ancestor.name()),
        ancestor.name(),
        ancestor.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        sha256);
  }

  private static Stage stage(String id) {
    return Stage.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private static String title(Stage stage) {
    return switch (stage) {
      case DATASET -> "Data set";
      case TEACHER -> "Teachers";
      case PRUNE -> "Pruning";
      case STUDENT -> "Students";
      case METRICS -> "Measurements";
      case FIGURE -> "Figure";
      case PLAN -> "Plan";
      case REPORT -> "Report";
    };
  }

  /** Computes the positions of cards and lines. */
  private static final class Layout {
    private final FigureReport figure;
    private final Map<Group, List<Job>> groups = new LinkedHashMap<>();
    private final List<Stage> columns;
    private final List<String> rows;

    Layout(FigureReport figure) {
      this.figure = figure;
      List<Job> jobs = new ArrayList<>(figure.ancestors());
      jobs.add(figure.job());
      jobs.sort(Comparator.comparing(Job::stage).thenComparing(Job::id));
      List<String> experiments =
          figure.spec().experiments().stream().map(DrawnExperiment::id).toList();
      for (Job job : jobs) {
        // Jobs that belong to no experiment, of a data set or of the figure itself, stand in the
        // first row.
        boolean owned = job.stage() != Stage.FIGURE && experiments.contains(job.experiment());
        Group group = new Group(job.stage(), owned ? job.experiment() : experiments.get(0));
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(job);
      }
      columns = groups.keySet().stream().map(Group::stage).distinct().sorted().toList();
      rows =
          experiments.stream()
              .filter(id -> groups.keySet().stream().anyMatch(group -> group.row().equals(id)))
              .toList();
    }

    Lineage draw(List<Artifact> artifacts) {
      Map<Group, List<Group>> edges = edges();
      int[] tops = tops(edges);
      Map<Group, Card> cards = new LinkedHashMap<>();
      groups.forEach((group, jobs) -> cards.put(group, card(group, jobs, tops)));
      List<Label> labels = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        labels.add(new Label(MARGIN, tops[i] - 8, titleOf(rows.get(i))));
      }
      List<Line> lines = new ArrayList<>();
      Map<String, Integer> lanes = new HashMap<>();
      edges.forEach(
          (to, sources) -> {
            for (Group from : sources) {
              int lane = skips(from, to) ? lanes.merge(to.row(), 1, Integer::sum) : 0;
              Card target = at(cards, to);
              lines.add(new Line(line(at(cards, from), target, lane), head(target)));
            }
          });
      return new Lineage(
          columns.size() * (CARD_WIDTH + BETWEEN_COLUMNS) - BETWEEN_COLUMNS + 2 * MARGIN,
          tops[rows.size()] - LABEL_HEIGHT,
          words(),
          labels,
          List.copyOf(cards.values()),
          lines,
          artifacts);
    }

    /** The cards that each card reads from. */
    private Map<Group, List<Group>> edges() {
      Map<String, Group> byJob = new HashMap<>();
      groups.forEach((group, jobs) -> jobs.forEach(job -> byJob.put(job.id(), group)));
      Map<Group, List<Group>> edges = new LinkedHashMap<>();
      for (Map.Entry<Group, List<Job>> group : groups.entrySet()) {
        edges.put(
            group.getKey(),
            group.getValue().stream()
                .flatMap(job -> job.needs().values().stream())
                .flatMap(id -> Stream.ofNullable(byJob.get(id)))
                .distinct()
                .sorted(Comparator.comparing(Group::stage).thenComparing(Group::row))
                .toList());
      }
      return edges;
    }

    private boolean skips(Group from, Group to) {
      return columns.indexOf(to.stage()) - columns.indexOf(from.stage()) > 1;
    }

    /** The top of each row's cards, and of a further row below the last. */
    private int[] tops(Map<Group, List<Group>> edges) {
      int[] tops = new int[rows.size() + 1];
      tops[0] = LABEL_HEIGHT;
      for (int i = 0; i < rows.size(); i++) {
        String row = rows.get(i);
        int lanes =
            edges.entrySet().stream()
                .filter(edge -> edge.getKey().row().equals(row))
                .mapToInt(
                    edge ->
                        (int) edge.getValue().stream().filter(f -> skips(f, edge.getKey())).count())
                .sum();
        tops[i + 1] = tops[i] + CARD_HEIGHT + lanes * LANE + BETWEEN_ROWS + LABEL_HEIGHT;
      }
      return tops;
    }

    private Card card(Group group, List<Job> jobs, int[] tops) {
      return new Card(
          MARGIN + columns.indexOf(group.stage()) * (CARD_WIDTH + BETWEEN_COLUMNS),
          tops[rows.indexOf(group.row())],
          CARD_WIDTH,
          CARD_HEIGHT,
          title(group.stage()),
          detail(group.stage(), jobs));
    }

    private static String detail(Stage stage, List<Job> jobs) {
      String count = Wording.count(jobs.size(), "job", "jobs");
      long networks =
          switch (stage) {
            case TEACHER, PRUNE, STUDENT -> jobs.stream().mapToLong(j -> j.members().size()).sum();
            default -> 0;
          };
      return switch (stage) {
        case DATASET -> jobs.stream().map(Job::model).distinct().collect(Collectors.joining(", "));
        case FIGURE -> "SVG, PNG, CSV";
        default -> networks == 0 ? count : networks + " in " + count;
      };
    }

    private static Card at(Map<Group, Card> cards, Group group) {
      Card card = cards.get(group);
      if (card == null) {
        throw new IllegalStateException("no card for " + group);
      }
      return card;
    }

    private static String head(Card to) {
      return String.format(Locale.ROOT, "M%d %dl-7 -4v8z", to.x(), to.y() + CARD_HEIGHT / 2);
    }

    /** A curve from the right side of one card to the left side of another. */
    private static String line(Card from, Card to, int lane) {
      int startX = from.x() + CARD_WIDTH;
      int startY = from.y() + CARD_HEIGHT / 2;
      int endX = to.x() - 5;
      int endY = to.y() + CARD_HEIGHT / 2;
      int half = BETWEEN_COLUMNS / 2;
      if (lane == 0) {
        return String.format(
            Locale.ROOT,
            "M%d %dC%d %d %d %d %d %d",
            startX,
            startY,
            startX + half,
            startY,
            endX - half,
            endY,
            endX,
            endY);
      }
      int below = to.y() + CARD_HEIGHT + lane * LANE;
      int turn = startX + BETWEEN_COLUMNS - 4;
      int back = endX - BETWEEN_COLUMNS + 9;
      return String.format(
          Locale.ROOT,
          "M%d %dC%d %d %d %d %d %dL%d %dC%d %d %d %d %d %d",
          startX,
          startY,
          startX + half,
          startY,
          turn - half,
          below,
          turn,
          below,
          back,
          below,
          back + half,
          below,
          endX - half,
          endY,
          endX,
          endY);
    }

    private String titleOf(String experiment) {
      return figure.spec().experiments().stream()
          .filter(one -> one.id().equals(experiment))
          .map(DrawnExperiment::title)
          .findFirst()
          .orElse(experiment);
    }

    /** The stages with their jobs in words, from the data to the figure. */
    private String words() {
      Map<Stage, List<Job>> byStage = new TreeMap<>();
      groups.forEach(
          (group, jobs) ->
              byStage.computeIfAbsent(group.stage(), stage -> new ArrayList<>()).addAll(jobs));
      return byStage.entrySet().stream()
          .map(one -> title(one.getKey()) + " (" + detail(one.getKey(), one.getValue()) + ")")
          .collect(Collectors.joining(", then "));
    }
  }
}
