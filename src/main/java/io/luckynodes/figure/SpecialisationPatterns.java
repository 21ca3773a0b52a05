package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.Panel.Label;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.table.Rows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Students in the plane, in four panels: the observers of a teacher node's line before training,
 * the pattern of every student node after training, kinks of student nodes over steps, and sums of
 * kinks on one line.
 */
final class SpecialisationPatterns implements Drawing {
  private static final double ASPECT = 0.72;
  private static final double NODE = 6.5;
  private static final double HOLLOW = 4;
  private static final double THINNEST = 0.5;
  private static final double THICKER = 5;
  private static final double CURVE = 1.1;
  private static final double DOT = 4;
  private static final double LEAST_KINK = 1e-12;
  private static final int COLUMNS = 128;

  private static final Color GROUP = Palette.category(3);
  private static final Color ALONE = Palette.category(4);
  private static final Color UNSEEN = Palette.FAINT_INK;
  private static final Color OFF = new Color(0xAAAAAA);

  /** Patterns from top to bottom, with the words beside them. */
  private static final Map<String, String> PATTERNS = patterns();

  private static Map<String, String> patterns() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("teacher", "on a teacher's line");
    words.put("group", "together on a line");
    words.put("alone", "by itself");
    words.put("unseen", "line not seen");
    words.put("off", "never active");
    return words;
  }

  private static final Look MOST = new Look(Palette.category(5), Line.SOLID, Sign.NONE, 1.6);
  private static final Look NONE = new Look(new Color(0x888888), Line.SOLID, Sign.NONE, 1.6);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(RegionNodesRow.class, spec);
    Rows laws = metrics.selected(LawsRow.class, spec);
    int seed = seed(all);
    Rows nodes = all.where("seed", seed);
    Axis x1 = options.axis("range", Text.of("").italic("x").sub("1"));
    Axis x2 = options.axis("range", Text.of("").italic("x").sub("2"));
    Panel observers =
        observers(
            nodes.where(nodes.time(), 0),
            metrics.selected(RegionPiecesRow.class, spec).where("seed", seed),
            metrics.selected(RegionPointsRow.class, spec).where("seed", seed),
            x1,
            x2);
    List<Key.Entry> lines =
        List.of(
            new Key.Entry(Text.of("teacher node's line"), RegionPlane.teacher(0)),
            new Key.Entry(Text.of("student node that observes most of it"), MOST),
            new Key.Entry(Text.of("one that observes nothing"), NONE));
    List<Key.Entry> patterns =
        List.of(
            entry("on teacher node 1", Palette.category(0)),
            entry("on 2", Palette.category(1)),
            entry("on 3", Palette.category(2)),
            entry("together on a line", GROUP),
            entry("by itself", ALONE),
            entry("line not seen", UNSEEN),
            entry("never active", OFF));
    return new Plate(
        List.of(
            new Plate.Row(List.of(observers, diagram(nodes.atEnd())), 1),
            new Plate.Row(List.of(courses(nodes), balance(laws)), ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.of(0), lines),
                new Key.PanelGroup(PanelLetters.from(1, 2), patterns),
                new Key.PanelGroup(PanelLetters.of(3), balanceKey(laws)))),
        List.of(
            "(a) to (c): seed "
                + seed
                + ", the first of those whose student nodes show the most patterns. (d): every line"
                + " of every trial, also of trials that are not at a critical point yet."));
  }

  private static Key.Entry entry(String words, Color color) {
    return new Key.Entry(Text.of(words), new Look(color, Line.SOLID, Sign.NONE, 2));
  }

  /** The first seed whose student nodes show the most patterns after training. */
  private static int seed(Rows all) {
    Rows end = all.atEnd().where("side", RegionNodesRow.STUDENT);
    int best = 0;
    int found = 1;
    for (int seed : end.distinctInts("seed")) {
      int patterns = end.where("seed", seed).distinctTexts("pattern").size();
      if (patterns > best) {
        best = patterns;
        found = seed;
      }
    }
    return found;
  }

  private static Panel observers(Rows start, Rows pieces, Rows points, Axis x, Axis y) {
    Rows students = start.where("side", RegionNodesRow.STUDENT);
    Rows teachers = start.where("side", RegionNodesRow.TEACHER);
    int count = students.count();
    int teacher = 0;
    int none = -1;
    for (int j = teachers.count() - 1; j >= 0; j--) {
      int unobserving = j;
      int found =
          IntStream.range(0, count)
              .filter(k -> length(pieces, unobserving, k) == 0 && isActive(students, k))
              .findFirst()
              .orElse(-1);
      if (found >= 0 || (j == 0 && none < 0)) {
        teacher = j;
        none = found;
      }
    }
    int drawn = teacher;
    int most =
        IntStream.range(0, count)
            .boxed()
            .max((a, b) -> Double.compare(length(pieces, drawn, a), length(pieces, drawn, b)))
            .orElse(0);
    List<Series> series = new ArrayList<>();
    series.addAll(activeSide(students, most, MOST, x, y));
    if (none >= 0) {
      series.addAll(activeSide(students, none, NONE, x, y));
    }
    series.add(RegionPlane.points(points));
    RegionPlane.line(teachers, drawn, "teacher " + (drawn + 1), x, y, RegionPlane.teacher(drawn))
        .ifPresent(series::add);
    series.addAll(RegionPlane.pieces(pieces, drawn, most, RegionPlane.piece(drawn)));
    return new Panel(
        "observers",
        Text.of("who observes teacher node " + (drawn + 1)),
        x,
        y,
        series,
        "not measured");
  }

  private static boolean isActive(Rows students, int node) {
    return students.where("node", node).where("pattern", "off").isEmpty();
  }

  private static double length(Rows pieces, int teacher, int observer) {
    Rows own = pieces.where("teacher", teacher).where("observer", observer);
    double length = 0;
    for (int i = 0; i < own.count(); i++) {
      length +=
          StrictMath.hypot(
              own.values("to_x1")[i] - own.values("from_x1")[i],
              own.values("to_x2")[i] - own.values("from_x2")[i]);
    }
    return length;
  }

  /** The side on which a node is active, as a band, and the node's line. */
  private static List<Series> activeSide(Rows students, int node, Look look, Axis x, Axis y) {
    Rows own = students.where("node", node);
    double w1 = own.values("w1")[0];
    double w2 = own.values("w2")[0];
    double bias = own.values("bias")[0];
    double[] places =
        IntStream.rangeClosed(0, COLUMNS)
            .mapToDouble(i -> x.low() + (x.high() - x.low()) * i / COLUMNS)
            .filter(
                at -> Math.max(at(w1, w2, bias, at, y.low()), at(w1, w2, bias, at, y.high())) > 0)
            .toArray();
    double[] low =
        Arrays.stream(places).map(at -> w2 > 0 ? edge(w1, w2, bias, at, y) : y.low()).toArray();
    double[] high =
        Arrays.stream(places).map(at -> w2 > 0 ? y.high() : edge(w1, w2, bias, at, y)).toArray();
    String name = "student " + (node + 1);
    Series side =
        new Series(
            name + ", active side",
            places,
            w2 > 0 ? low : high,
            Optional.of(new Series.Spread(low, high)),
            new Look(look.color(), Line.NONE, Sign.NONE, look.width()));
    List<Series> both = new ArrayList<>(List.of(side));
    RegionPlane.line(own, 0, name, x, y, look).ifPresent(both::add);
    return both;
  }

  private static double at(double w1, double w2, double bias, double x1, double x2) {
    return w1 * x1 + w2 * x2 + bias;
  }

  private static double edge(double w1, double w2, double bias, double x1, Axis y) {
    return Math.min(y.high(), Math.max(y.low(), -(w1 * x1 + bias) / w2));
  }

  /**
   * The diagram of patterns: teacher nodes left, student nodes right, and an edge where a student
   * node is on a teacher node's line.
   */
  private static Panel diagram(Rows end) {
    Rows students = end.where("side", RegionNodesRow.STUDENT);
    int teachers = end.where("side", RegionNodesRow.TEACHER).count();
    int count = students.count();
    List<Series> edges = new ArrayList<>();
    List<Series> dots = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (int j = 0; j < teachers; j++) {
      double y = teacherPlace(j, teachers, count);
      dots.add(dot("teacher " + (j + 1), 0, y, Palette.category(j), NODE));
      labels.add(new Label(Text.of(Integer.toString(j + 1)), -0.2, y));
    }
    int place = 1;
    for (Map.Entry<String, String> pattern : PATTERNS.entrySet()) {
      Rows own = students.where("pattern", pattern.getKey());
      own = own.sortedBy(pattern.getKey().equals("group") ? "line" : "teacher");
      int first = place;
      for (int i = 0; i < own.count(); i++, place++) {
        int teacher = own.ints("teacher")[i];
        String name = "student " + (own.ints("node")[i] + 1);
        if (pattern.getKey().equals("teacher")) {
          double share = own.values("share")[i];
          Line line = own.flags("same_side")[i] ? Line.SOLID : Line.DASHED;
          edges.add(
              new Series(
                  name + " on teacher " + (teacher + 1),
                  new double[] {0, 1},
                  new double[] {teacherPlace(teacher, teachers, count), place},
                  new Look(
                      Palette.category(teacher),
                      line,
                      Sign.NONE,
                      THINNEST + THICKER * Math.min(1, Math.abs(share)))));
        }
        dots.add(dot(name, 1, place, color(pattern.getKey(), teacher), NODE));
        if (pattern.getKey().equals("alone")) {
          dots.add(dot(name + ", by itself", 1, place, Color.WHITE, HOLLOW));
        }
        if (pattern.getKey().equals("unseen") || pattern.getKey().equals("off")) {
          edges.add(
              new Series(
                  name + ", crossed out",
                  new double[] {0.88, 1.12},
                  new double[] {place, place},
                  new Look(color(pattern.getKey(), teacher), Line.SOLID, Sign.NONE, 1)));
        }
      }
      if (place > first) {
        labels.add(new Label(Text.of(pattern.getValue()), 1.75, (first + place - 1) / 2.0));
        edges.add(
            new Series(
                "bracket of " + pattern.getKey(),
                new double[] {1.2, 1.2},
                new double[] {first - 0.3, place - 0.7},
                new Look(Palette.FAINT_INK, Line.SOLID, Sign.NONE, 0.8)));
      }
    }
    edges.addAll(dots);
    return new Panel(
            "patterns",
            Text.of("what becomes of student nodes"),
            Axis.named(Text.of(""), "teacher", "student", ""),
            new Axis(
                Text.of("student node, in order of pattern"),
                0.4,
                count + 0.6,
                Axis.Scale.DOWNWARD),
            edges,
            "not measured")
        .with(labels);
  }

  private static double teacherPlace(int node, int teachers, int students) {
    return (node + 0.5) * students / teachers + 0.5;
  }

  private static Series dot(String name, double x, double y, Color color, double size) {
    return new Series(
        name, new double[] {x}, new double[] {y}, new Look(color, Line.NONE, Sign.DOT, size));
  }

  private static Color color(String pattern, int teacher) {
    return switch (pattern) {
      case "teacher" -> Palette.category(teacher);
      case "group" -> GROUP;
      case "alone" -> ALONE;
      case "unseen" -> UNSEEN;
      default -> OFF;
    };
  }

  /** Kinks of student nodes over steps, in the colours of the patterns after training. */
  private static Panel courses(Rows nodes) {
    Rows students = nodes.where("side", RegionNodesRow.STUDENT).where("kink", k -> k > LEAST_KINK);
    Rows end = nodes.atEnd().where("side", RegionNodesRow.STUDENT);
    List<Series> series = new ArrayList<>();
    for (String pattern : List.of("off", "unseen", "alone", "group", "teacher")) {
      Rows own = end.where("pattern", pattern);
      for (int i = 0; i < own.count(); i++) {
        int node = own.ints("node")[i];
        Color color = color(pattern, own.ints("teacher")[i]);
        series.add(
            SeedCurves.single(
                "student " + (node + 1),
                students.where("node", node),
                "kink",
                new Look(color, Line.SOLID, Sign.NONE, CURVE)));
      }
    }
    double last = Arrays.stream(nodes.distinctInts(nodes.time())).max().orElse(1);
    return new Panel(
        "kinks",
        Text.of("kinks of student nodes"),
        new Axis(
            Text.of("step (logarithmic scale of step + 1)"),
            0,
            Math.max(1, last),
            Axis.Scale.LOGARITHMIC_FROM_ONE),
        Axis.decadesAround(Text.of("‖v‖ ‖w‖"), Series.extent(series.stream())),
        series,
        "not measured");
  }

  private static final Map<String, Look> BALANCES = balances();

  private static Map<String, Look> balances() {
    Map<String, Look> looks = new LinkedHashMap<>();
    looks.put("observers do not reach all outputs", balance(OFF));
    looks.put("on a teacher node's line", balance(Palette.INK));
    looks.put("student nodes on one line", balance(GROUP));
    looks.put("student node by itself", balance(ALONE));
    return looks;
  }

  private static Look balance(Color color) {
    return new Look(color, Line.NONE, Sign.DOT, DOT);
  }

  private static List<Key.Entry> balanceKey(Rows laws) {
    List<String> measured = laws.where(LawsRow.LAW, "line-kinks").distinctTexts(LawsRow.SERIES);
    List<Key.Entry> entries = new ArrayList<>();
    BALANCES.forEach(
        (name, look) -> {
          if (measured.contains(name)) {
            entries.add(new Key.Entry(Text.of(name), look));
          }
        });
    return entries;
  }

  private static Panel balance(Rows laws) {
    Rows all = laws.where(LawsRow.LAW, "line-kinks");
    List<Series> series = new ArrayList<>();
    BALANCES.forEach(
        (name, look) -> {
          Rows own = all.where(LawsRow.SERIES, name);
          series.add(new Series(name, own.values("x"), own.values("y"), look));
        });
    return new Panel(
        "balance",
        Text.of("kinks that do not cancel"),
        Axis.decadesAround(
            Text.of("ε = greatest |").italic("g").sub("1").plain("|"), all.values("x")),
        Axis.decadesAround(Text.of("size of their sum"), all.values("y")),
        series,
        "not measured");
  }
}
