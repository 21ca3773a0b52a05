package io.luckynodes.definition;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes YAML for other programs. Every text is quoted, so that a reader of an older YAML version
 * takes none for a number, a date or a flag.
 */
public final class YamlText {
  private YamlText() {}

  /**
   * Writes a document.
   *
   * @param remarks comment lines before the fields
   * @param fields texts, lists and mappings, in the order in which they are written
   */
  public static String of(List<String> remarks, Map<String, ?> fields) {
    StringBuilder text = new StringBuilder("---\n");
    remarks.forEach(line -> text.append("# ").append(line).append('\n'));
    DumpSettings settings =
        DumpSettings.builder()
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setUseUnicodeEncoding(true)
            .build();
    new Dump(settings).dumpNode(node(fields), new Writer(text));
    return text.toString();
  }

  private static Node node(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<NodeTuple> fields =
          map.entrySet().stream()
              .map(
                  field ->
                      new NodeTuple(
                          new ScalarNode(
                              Tag.STR, String.valueOf(field.getKey()), ScalarStyle.PLAIN),
                          node(field.getValue())))
              .toList();
      return new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK);
    }
    if (value instanceof List<?> items) {
      return new SequenceNode(
          Tag.SEQ, items.stream().map(YamlText::node).toList(), FlowStyle.BLOCK);
    }
    return new ScalarNode(Tag.STR, String.valueOf(value), ScalarStyle.DOUBLE_QUOTED);
  }

  private record Writer(StringBuilder text) implements StreamDataWriter {
    @Override
    public void write(String part) {
      text.append(part);
    }

    @Override
    public void write(String part, int from, int length) {
      text.append(part, from, from + length);
    }
  }
}
