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
 * The type of an option of a drawing or a claim. The plan uses it to refuse other values before
 * anything runs, the stages use it, and so do editors.
 *
 * @param words text after "expected"
 * @param holds whether a value has this type
 * @param schema the type as JSON Schema, as far as that can express it, with sorted fields
 */
public record OptionType(
    String words, Predicate<JsonNode> holds, SortedMap<String, Object> schema) {
  /** Largest number of an axis; labels of larger numbers leave no room for the drawing. */
  public static final double LARGEST = 1e6;

  /** Upper bound of numbers of epochs, steps or images, which no training exceeds. */
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

  /** A text that is not blank. */
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

  /** A flag: 1 for yes, 0 for no. */
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

  /** A list of values of this type, with bounds on its length. */
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

  /** The same type in other words. */
  public OptionType called(String otherWords) {
    return new OptionType(otherWords, holds, schema);
  }

  /** A list of at least one value of this type. */
  public OptionType list() {
    return listOf(1, Integer.MAX_VALUE);
  }

  /** A value of this type, or a list of such values. */
  public OptionType orList() {
    return new OptionType(
        words + ", or a list of such",
        value -> holds.test(value) || list().holds.test(value),
        schema("anyOf", List.of(schema, list().schema)));
  }

  /** The fault of a value; empty if it has this type. */
  public Optional<String> fault(JsonNode value) {
    return holds.test(value)
        ? Optional.empty()
        : Optional.of(
            "expected " + words + ", found " + (value.isMissingNode() ? "nothing" : value));
  }

  /** A part of a JSON Schema from names and values in turn. */
  public static SortedMap<String, Object> schema(Object... fields) {
    SortedMap<String, Object> schema = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      schema.put(fields[i].toString(), fields[i + 1]);
    }
    return schema;
  }

  private static Number exact(double number) {
    // A whole number becomes a long, without a decimal place. The operator ?: would make a double
    // of it.
    if (number == Math.rint(number)) {
      return (long) number;
    }
    return number;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
