package io.luckynodes.definition;

import io.luckynodes.error.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that define one thing each. A document may be based on another, which is read
 * first, wherever it stands.
 *
 * @param <T> type of the things
 */
final class DocumentsById<T> {
  private static final String BASED_ON = "based_on";

  private final String field;
  private final String pattern;
  private final Reader<T> reader;
  private final Map<String, YamlMap> documents = new TreeMap<>();
  private final List<YamlMap> others = new ArrayList<>();
  private final SortedMap<String, T> read = new TreeMap<>();
  private final Set<String> begun = new HashSet<>();

  /**
   * Reads one document.
   *
   * @param <T> type of the thing that the document defines
   */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * @param base the thing on which the document is based; null if the document names none
     * @return empty if the document defines nothing usable; then a fault is reported
     */
    Optional<T> read(String id, YamlMap document, @Nullable T base);
  }

  /**
   * @param field name of the field that holds the id, which also names the type of thing in
   *     messages
   * @param pattern pattern of an id
   */
  DocumentsById(String field, String pattern, Reader<T> reader) {
    this.field = field;
    this.pattern = pattern;
    this.reader = reader;
  }

  /** Adds a document. A missing id, or an id that another document has, is a fault. */
  void add(YamlMap document) {
    String id = document.identifier(field, pattern);
    YamlMap other = id.isEmpty() ? document : documents.putIfAbsent(id, document);
    if (other != null) {
      others.add(document);
      if (other != document) {
        document.fault(field, id + " is already defined in " + other.file());
      }
    }
  }

  /** The document of an id. */
  YamlMap document(String id) {
    return Objects.requireNonNull(documents.get(id), id);
  }

  /** Reads all documents, once all were added. */
  SortedMap<String, T> read() {
    documents.keySet().forEach(this::read);
    // These documents are read only to report their other faults.
    others.forEach(document -> reader.read("", document, base(document)));
    return read;
  }

  private void read(String id) {
    if (begun.add(id)) {
      YamlMap document = document(id);
      if (!document.has(BASED_ON)) {
        reader.read(id, document, null).ifPresent(found -> read.put(id, found));
        return;
      }
      T base = base(document);
      // Without its base, the document would lack all that it does not define itself.
      if (base != null) {
        reader.read(id, document, base).ifPresent(found -> read.put(id, found));
      }
    }
  }

  private @Nullable T base(YamlMap document) {
    if (!document.has(BASED_ON)) {
      return null;
    }
    String id = document.text(BASED_ON);
    if (!documents.containsKey(id)) {
      if (!id.isEmpty()) {
        document.fault(
            BASED_ON,
            "unknown "
                + field
                + " '"
                + id
                + "'"
                + Suggestion.text(id, documents.keySet())
                + "; known are "
                + String.join(", ", documents.keySet()));
      }
      return null;
    }
    boolean open = begun.contains(id) && !read.containsKey(id);
    read(id);
    T base = read.get(id);
    if (base == null) {
      document.fault(BASED_ON, id + (open ? " is based on this one" : " has faults of its own"));
    }
    return base;
  }
}
