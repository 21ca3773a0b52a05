package io.luckynodes.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the files that hold the claims of {@code summary.json}, and nothing else. */
public final class ClaimFiles {
  private static final String TABLE = "claims.csv";
  private static final String NUMBERS = "numbers.tex";

  /** The names of the files in the results. */
  public static final List<String> NAMES = List.of(TABLE, NUMBERS);

  private ClaimFiles() {}

  /** The contents of the files, by name. */
  static SortedMap<String, byte[]> of(List<Summary.Figure> figures) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(TABLE, ClaimsTable.encode(figures));
    files.put(NUMBERS, LatexNumbers.encode(figures));
    return files;
  }
}
