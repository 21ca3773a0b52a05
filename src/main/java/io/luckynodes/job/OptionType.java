package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * What an option of a drawing or a claim takes: said once, for the plan, which refuses any other
 * value before anything runs, for the stage that uses it, and for editors.
 *
 * @param words "expected …"
 * @param holds whether a value is such
 * @param schema the same as JSON Schema, as far as that can say it; fields in order
 */
public record OptionType(
    String words, Predicate<JsonNode> holds, SortedMap<String, Object> schema) {
  /** Beyond it, labels of an axis leave no room for what they label. */
  public static final double LARGEST = 1e6;

  /** As many epochs, steps or images as anyone trains for. */
  public static final int MANY = 1_000_000_000;

  /** A number from one bound to another, both included. */
  public static OptionType number(double low, double high) {
    return new OptionType(
        "a number from " + plain(low) + " to " + plain(high),
        value -> value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high,
        schema("type", "number", "minimum", exact(low), "maximum", exact(high)));
  }

  /** A number above 0, up to a bound. */
  public static OptionType positive(double high) {
    return new OptionType(
        "a number above 0, up to " + plain(high),
        value -> value.isNumber() && value.doubleValue() > 0 && value.doubleValue() <= high,
        schema("type", "number", "exclusiveMinimum", 0, "maximum", exact(high)));
  }

  /** A whole number from one bound to another, both included. */
  public static OptionType whole(int low, int high) {
    return new OptionType(
        "a whole number from " + low + " to " + high,
        value -> value.isIntegralNumber() && number(low, high).holds.test(value),
        schema("type", "integer", "minimum", low, "maximum", high));
  }

  /** A text that says something. */
  public static OptionType text() {
    return new OptionType(
        "a text",
        value -> value.isTextual() && !value.asText().isBlank(),
        schema("type", "string", "pattern", "\\S"));
  }

  /** One of some texts. */
  public static OptionType oneOf(List<String> texts) {
    return new OptionType(
        "one of " + String.join(", ", texts),
        value -> value.isTextual() && texts.contains(value.asText()),
        schema("enum", texts));
  }

  /** 1 for yes, 0 for no. */
  public static OptionType flag() {
    return whole(0, 1);
  }

  /** The ends of an axis. */
  public static OptionType range(double low, double high) {
    return new OptionType(
        "[low, high] from " + plain(low) + " to " + plain(high),
        value ->
            number(low, high).listOf(2, 2).holds.test(value)
                && value.get(0).doubleValue() < value.get(1).doubleValue(),
        number(low, high).listOf(2, 2).schema);
  }

  /** A list of so many of these. */
  public OptionType listOf(int least, int most) {
    SortedMap<String, Object> list = schema("type", "array", "minItems", least, "items", schema);
    if (most < Integer.MAX_VALUE) {
      list.put("maxItems", most);
    }
    return new OptionType(
        "a list of "
            + (most == Integer.MAX_VALUE
                ? ""
                : least == most ? most + " " : least + " to " + most + " ")
            + words.replaceFirst("^an? ", "").replaceFirst("number", "numbers"),
        value ->
            value.isArray()
                && value.size() >= least
                && value.size() <= most
                && StreamSupport.stream(value.spliterator(), false).allMatch(holds),
        list);
  }

  /** The same in other words. */
  public OptionType called(String otherWords) {
    return new OptionType(otherWords, holds, schema);
  }

  /** A list of one of these or more. */
  public OptionType list() {
    return listOf(1, Integer.MAX_VALUE);
  }

  /** One of these, or a list of them. */
  public OptionType orList() {
    return new OptionType(
        words + ", or a list of such",
        value -> holds.test(value) || list().holds.test(value),
        schema("anyOf", List.of(schema, list().schema)));
  }

  /** Why a value is not such; empty if it is. */
  public Optional<String> fault(JsonNode value) {
    return holds.test(value)
        ? Optional.empty()
        : Optional.of(
            "expected " + words + ", found " + (value.isMissingNode() ? "nothing" : value));
  }

  /** Names and values in turn. */
  public static SortedMap<String, Object> schema(Object... fields) {
    SortedMap<String, Object> schema = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      schema.put(fields[i].toString(), fields[i + 1]);
    }
    return schema;
  }

  private static Number exact(double number) {
    // A whole number without its decimal place; not by ?:, which would make a double of it.
    if (number == Math.rint(number)) {
      return (long) number;
    }
    return number;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
