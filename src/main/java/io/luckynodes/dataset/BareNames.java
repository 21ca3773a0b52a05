package io.luckynodes.dataset;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A file of vectors without a prefix that all its names share. PyTorch's DataParallel adds the
 * prefix {@code module.}; some training programs add {@code model.}.
 *
 * @param file file with the full names
 * @param prefix prefix of all its names
 */
record BareNames(VectorFile file, String prefix) implements VectorFile {
  private static final List<String> MODULES = List.of("module.", "model.");

  /** Removes all prefixes that a file's names share, including nested ones. */
  static VectorFile of(VectorFile file) {
    SortedSet<String> names = file.names();
    Optional<String> shared =
        MODULES.stream()
            .filter(
                prefix ->
                    !names.isEmpty() && names.stream().allMatch(name -> name.startsWith(prefix)))
            .findFirst();
    return shared.isPresent() ? of(new BareNames(file, shared.get())) : file;
  }

  @Override
  public SortedSet<String> names() {
    SortedSet<String> bare = new TreeSet<>();
    file.names().forEach(name -> bare.add(name.substring(prefix.length())));
    return bare;
  }

  @Override
  public Map<String, float[]> read(Map<String, Integer> lengths) throws IOException {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    lengths.forEach((name, length) -> wanted.put(prefix + name, length));
    Map<String, float[]> values = new LinkedHashMap<>();
    file.read(wanted)
        .forEach((name, vector) -> values.put(name.substring(prefix.length()), vector));
    return values;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
