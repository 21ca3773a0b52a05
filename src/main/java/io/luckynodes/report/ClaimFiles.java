package io.luckynodes.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that say what {@code summary.json} says of the claims, and nothing else. */
public final class ClaimFiles {
  private static final String TABLE = "claims.csv";
  private static final String NUMBERS = "numbers.tex";

  /** Their names in the results. */
  public static final List<String> NAMES = List.of(TABLE, NUMBERS);

  private ClaimFiles() {}

  /** Their contents, by name. */
  static SortedMap<String, byte[]> of(List<Summary.Figure> figures) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(TABLE, ClaimsTable.encode(figures));
    files.put(NUMBERS, LatexNumbers.encode(figures));
    return files;
  }
}
