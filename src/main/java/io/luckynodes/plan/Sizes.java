package io.luckynodes.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Checks that no product of settings is larger than an array can be. */
final class Sizes {
  private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final String WIDER = "over_realisation";
  private static final int FILTER = 9;

  /**
   * A product of settings that is the size of an array.
   *
   * @param times count of numbers for each element
   * @param factors names of settings. A list that stands here once counts with its greatest number.
   *     A list that stands here twice counts with the greatest product of two neighbours.
   */
  private record Product(int times, List<String> factors) {
    Product(String... factors) {
      this(1, List.of(factors));
    }
  }

  private static final List<Product> PRODUCTS = products();

  private Sizes() {}

  private static List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (String nodes : List.of("teacher_widths", "teacher_channels", "teacher_nodes")) {
      products.add(new Product(nodes, WIDER));
      products.add(new Product("outputs", nodes, WIDER));
      products.add(new Product("samples", nodes));
    }
    for (String nodes : List.of("teacher_widths", "teacher_nodes", "hidden_nodes")) {
      products.add(new Product("inputs", nodes));
      products.add(new Product("inputs", nodes, WIDER));
    }
    products.add(new Product("teacher_widths", WIDER, "teacher_widths", WIDER));
    products.add(
        new Product(FILTER, List.of("teacher_channels", WIDER, "teacher_channels", WIDER)));
    for (String samples :
        List.of(
            "train_samples",
            "evaluation_samples",
            "samples_per_epoch",
            "teacher_samples",
            "fine_tune_samples",
            "samples",
            "batch",
            "teacher_batch")) {
      for (String each : List.of("inputs", "outputs", "hidden_nodes")) {
        products.add(new Product(samples, each));
      }
    }
    products.add(new Product("image_side", "image_side", "batch"));
    products.add(new Product("image_side", "image_side", "teacher_channels", WIDER));
    return List.copyOf(products);
  }

  /**
   * Fails if a variant's settings make an array too large.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) with the names of the settings; the
   *     first begins the message
   */
  static void check(ScaledExperiment scaled, SortedMap<String, JsonNode> variant) {
    SortedMap<String, JsonNode> values = new TreeMap<>(variant);
    scaled.settings().forEach((name, setting) -> values.put(name, setting.value()));
    for (Product product : PRODUCTS) {
      if (values.keySet().containsAll(product.factors)) {
        BigInteger size = BigInteger.valueOf(product.times);
        for (String factor : product.factors.stream().distinct().toList()) {
          boolean twice = product.factors.indexOf(factor) != product.factors.lastIndexOf(factor);
          size = size.multiply(greatest(Objects.requireNonNull(values.get(factor)), twice));
        }
        if (size.compareTo(MOST) > 0) {
          throw tooLarge(product, values, size);
        }
      }
    }
  }

  private static BigInteger greatest(JsonNode value, boolean twice) {
    if (!value.isArray()) {
      return twice ? value.bigIntegerValue().pow(2) : value.bigIntegerValue();
    }
    return IntStream.range(twice ? 1 : 0, value.size())
        .mapToObj(
            at ->
                twice
                    ? value.get(at).bigIntegerValue().multiply(value.get(at - 1).bigIntegerValue())
                    : value.get(at).bigIntegerValue())
        .max(BigInteger::compareTo)
        .orElse(BigInteger.ZERO);
  }

  private static LuckyException tooLarge(
      Product product, SortedMap<String, JsonNode> values, BigInteger size) {
    List<String> factors =
        new ArrayList<>(
            product.factors.stream().map(name -> name + " " + values.get(name)).toList());
    if (product.times > 1) {
      factors.add(0, String.valueOf(product.times));
    }
    return new LuckyException(
        ExitCode.BAD_DEFINITION,
        product.factors.get(0)
            + ": expected a size of at most "
            + MOST
            + ", found "
            + String.join(" × ", factors)
            + " = "
            + size);
  }
}
