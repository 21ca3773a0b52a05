package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings and their new values, as {@code --set} gives them: {@code learning_rate=0.01,0.02
 * teacher_widths=[50,75]}.
 *
 * @param values at least one value for each setting, in the order given
 */
record Assignments(Map<String, List<JsonNode>> values) {
  private static final Pattern ONE = Pattern.compile("([a-z_0-9]+)=(\\S.*)");

  /** Blanks between settings, but not those within a list or after a comma. */
  private static final Pattern BETWEEN = Pattern.compile("\\s+(?=[a-z_0-9]+=)");

  /** Commas outside lists. */
  private static final Pattern COMMA = Pattern.compile(",(?![^\\[]*\\])");

  /**
   * Reads the text of {@code --set}.
   *
   * @throws LuckyException ({@link ExitCode#USAGE}) if the text is not written like the example
   */
  static Assignments of(String text) {
    Map<String, List<JsonNode>> values = new LinkedHashMap<>();
    for (String one : BETWEEN.split(text.strip(), -1)) {
      Matcher found = ONE.matcher(one);
      if (!found.matches()) {
        throw fault(one, "expected a setting and its value, such as learning_rate=0.02");
      }
      List<JsonNode> own = new ArrayList<>();
      for (String value : COMMA.split(found.group(2), -1)) {
        own.add(value(one, value.strip()));
      }
      if (values.put(found.group(1), own) != null) {
        throw fault(one, found.group(1) + " stands twice; several values are separated by commas");
      }
    }
    return new Assignments(values);
  }

  private static JsonNode value(String one, String text) {
    if (text.isEmpty()) {
      throw fault(one, "expected a value, or values separated by commas");
    }
    try {
      return Json.read(text, JsonNode.class, text);
    } catch (LuckyException notJson) {
      // A word, such as every. Whether the setting can have it is checked where the value is used.
      return JsonNodeFactory.instance.textNode(text);
    }
  }

  static LuckyException fault(String where, String what) {
    return new LuckyException(ExitCode.USAGE, "--set " + where + ": " + what);
  }

  /**
   * Every combination of one value for each setting; the value of the first setting changes
   * slowest.
   */
  List<Map<String, JsonNode>> combinations() {
    List<Map<String, JsonNode>> all = List.of(Map.of());
    for (Map.Entry<String, List<JsonNode>> setting : values.entrySet()) {
      List<Map<String, JsonNode>> longer = new ArrayList<>();
      for (Map<String, JsonNode> one : all) {
        for (JsonNode value : setting.getValue()) {
          Map<String, JsonNode> extended = new LinkedHashMap<>(one);
          extended.put(setting.getKey(), value);
          longer.add(extended);
        }
      }
      all = longer;
    }
    return all;
  }
}
