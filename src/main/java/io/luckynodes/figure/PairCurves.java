package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.PairsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Correlation of every student node with every teacher node of the lowest layer over epochs: a row
 * of panels for each selected seed, a column for each teacher node. A student has the same look in
 * all panels of its row.
 */
final class PairCurves implements Drawing {
  private static final double ASPECT = 0.95;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(PairsRow.class, spec).where("layer", 0);
    Axis x = EpochAxis.logarithmic(options, "x_range", all.distinctInts("epoch"));
    int[] wanted = options.integers("seeds");
    int[] seeds = options.measured("seeds", wanted, all);
    Rows rows =
        all.where("epoch", x::holds)
            .where("seed", seed -> Arrays.stream(seeds).anyMatch(s -> s == seed));
    int[] teachers = rows.distinctInts("teacher");
    int[] students = rows.distinctInts("student");

    List<List<List<Series>>> curves = new ArrayList<>();
    for (int seed : seeds) {
      Rows ofSeed = rows.where("seed", seed);
      List<List<Series>> row = new ArrayList<>();
      for (int teacher : teachers) {
        Rows ofTeacher = ofSeed.where("teacher", teacher);
        row.add(
            IntStream.of(students)
                .mapToObj(
                    student ->
                        SeedCurves.single(
                            "student " + (student + 1),
                            ofTeacher.where("student", student),
                            "correlation",
                            Looks.line(student)))
                .toList());
      }
      curves.add(row);
    }
    Axis y =
        Axis.around(
            // The title is short, since it must fit beside a single row.
            Text.of("correlation ").italic("ρ"),
            Series.extent(curves.stream().flatMap(List::stream).flatMap(List::stream)),
            -1,
            1);
    List<Plate.Row> grid = new ArrayList<>();
    for (int s = 0; s < seeds.length; s++) {
      List<Panel> panels = new ArrayList<>();
      for (int t = 0; t < teachers.length; t++) {
        panels.add(
            new Panel(
                "seed " + seeds[s] + ", teacher " + (teachers[t] + 1),
                Text.of(""),
                x,
                y,
                curves.get(s).get(t),
                "diverged"));
      }
      grid.add(new Plate.Row(panels, ASPECT));
    }
    return new Plate(
        grid,
        IntStream.of(teachers).mapToObj(t -> Text.of("teacher " + (t + 1))).toList(),
        IntStream.of(seeds).mapToObj(s -> Text.of("seed " + s)).toList(),
        legend(students),
        notes(rows, wanted, seeds, students.length));
  }

  private static Key legend(int[] students) {
    return new Key.LegendBelow(
        IntStream.of(students)
            .mapToObj(s -> new Key.Entry(Text.of("student " + (s + 1)), Looks.line(s)))
            .toList());
  }

  private static List<String> notes(Rows rows, int[] wanted, int[] seeds, int students) {
    List<String> notes = new ArrayList<>();
    notes.add("Teacher 1 is the strongest. Students are numbered anew in every seed.");
    int[] missing =
        Arrays.stream(wanted).filter(w -> Arrays.stream(seeds).noneMatch(s -> s == w)).toArray();
    if (missing.length > 0) {
      notes.add("Not run: " + seeds(missing) + ".");
    }
    int[] broken = rows.notFinite("correlation").distinctInts("seed");
    if (broken.length > 0) {
      notes.add("Diverged, where curves end: " + seeds(broken) + ".");
    }
    if (students > Looks.DISTINCT_LINES) {
      notes.add("Looks repeat after " + Looks.DISTINCT_LINES + " students.");
    }
    return notes;
  }

  /** Some seeds in words: {@code seed 3}, or {@code seeds 3, 4}. */
  private static String seeds(int[] seeds) {
    return (seeds.length == 1 ? "seed " : "seeds ")
        + Arrays.stream(seeds).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }
}
