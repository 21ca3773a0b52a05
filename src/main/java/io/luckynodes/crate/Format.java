package io.luckynodes.crate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A format of files, recognised by the ending of their names.
 *
 * @param media media type
 * @param address address of its description, in the National Archives' PRONOM where that has the
 *     format
 */
record Format(String media, String address, String name) {
  private static final String PRONOM = "https://www.nationalarchives.gov.uk/PRONOM/";

  private static final Format PLAIN = new Format("text/plain", PRONOM + "x-fmt/111", "Plain text");

  private static final Map<String, Format> BY_ENDING =
      Map.of(
          "xml", new Format("application/xml", PRONOM + "fmt/101", "XML 1.0"),
          "svg", new Format("image/svg+xml", PRONOM + "fmt/92", "Scalable Vector Graphics 1.1"),
          "png", new Format("image/png", PRONOM + "fmt/13", "Portable Network Graphics 1.2"),
          "csv", new Format("text/csv", PRONOM + "x-fmt/18", "Comma separated values"),
          "json", new Format("application/json", PRONOM + "fmt/817", "JSON"),
          "html", new Format("text/html", PRONOM + "fmt/471", "HTML 5"),
          "yaml", new Format("application/yaml", PRONOM + "fmt/818", "YAML"),
          "cff", new Format("application/yaml", PRONOM + "fmt/818", "YAML"),
          "md", new Format("text/markdown", PRONOM + "fmt/1149", "Markdown"),
          "arrow",
              new Format(
                  "application/vnd.apache.arrow.file",
                  "https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format",
                  "Arrow IPC file"));

  private static final Format TABS =
      new Format("text/tab-separated-values", PRONOM + "x-fmt/13", "Tab separated values");

  /** The format of a file. */
  static Format of(String path) {
    if (path.equals(io.luckynodes.run.Trace.PLACE)) {
      return TABS;
    }
    @Nullable Format known = BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1));
    return known == null ? PLAIN : known;
  }

  /** Adds the format to a file's entity. */
  void describe(Graph graph, Entity file) {
    graph.add(Entity.of(address, "WebSite").with("name", name).with("url", address));
    file.with("encodingFormat", media).link("encodingFormat", List.of(address));
  }
}
