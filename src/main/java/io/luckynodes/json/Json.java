package io.luckynodes.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON. Keys are written in sorted order, so that equal values give equal bytes.
 * Unknown and missing fields are errors on reading.
 */
public final class Json {
  /**
   * Largest allowed number of tokens (values, names and brackets) in one text: nine times that of
   * the largest research object of a run so far. A tree takes some 70 bytes for each token,
   * whatever its size in the file.
   */
  private static final int MOST_TOKENS = 2_000_000;

  /**
   * Deepest allowed nesting: six times as deep as any JSON that this project writes. Indented
   * output grows with the depth.
   */
  private static final int DEEPEST = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxTokenCount(MOST_TOKENS)
                          .maxNestingDepth(DEEPEST)
                          .build())
                  .build())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  /**
   * Largest allowed file in bytes: some eight times the largest research object of a run so far.
   */
  private static final int LARGEST = 32 << 20;

  /**
   * Record components by class. Java creates them anew at each call, which takes seconds for a
   * record of many ancestors.
   */
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private Json() {}

  /** Compact text with sorted keys. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(sorted(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Indented text with sorted keys and a last newline, for files that people read. */
  public static String writeIndented(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(sorted(value)) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tree form of a value; records become objects. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads a value from text.
   *
   * @param origin name of the text, for the error message
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the text is not JSON of that type, or
   *     lacks a field of a record that is not {@link Nullable}
   */
  public static <T> T read(String text, Class<T> type, String origin) {
    try {
      @Nullable T value = MAPPER.readValue(text, type);
      String missing = missing(value);
      if (value == null || missing != null) {
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            origin
                + ": not a valid "
                + type.getSimpleName()
                + ": "
                + (value == null ? "it is null" : "field " + missing + " is missing"));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin + ": not a valid " + type.getSimpleName() + ": " + e.getOriginalMessage(),
          e);
    }
  }

  /**
   * Reads a value from a file.
   *
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), or is too large, or
   *     is not JSON of that type ({@link ExitCode#BAD_INPUT})
   */
  public static <T> T read(Path file, Class<T> type) {
    return read(WholeFile.text(file, LARGEST), type, file.toString());
  }

  /**
   * Reads a value from a file that the build puts beside a class.
   *
   * @throws IllegalStateException if the file is missing
   */
  public static <T> T resource(Class<?> beside, String file, Class<T> type) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing: build with mvn package");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), type, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file that names its layout in the field {@code format}, which is checked first.
   *
   * @param format expected layout
   * @throws LuckyException as {@link #read(Path, Class)}, and if the file has another layout
   *     ({@link ExitCode#BAD_INPUT})
   */
  public static <T> T read(Path file, Class<T> type, String format) {
    String text = WholeFile.text(file, LARGEST);
    JsonNode found = read(text, JsonNode.class, file.toString()).path("format");
    if (!found.isMissingNode() && !found.asText().equals(format)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          file
              + ": format is "
              + found.asText()
              + ", expected "
              + format
              + "; another version of Lucky Nodes wrote it: use that one, or run again");
    }
    return read(text, type, file.toString());
  }

  /**
   * Converts a value to plain maps, whose keys are sorted when they are written. The object fields
   * of a tree would keep their insertion order.
   */
  private static Object sorted(Object value) throws JsonProcessingException {
    JsonNode tree = value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    return MAPPER.treeToValue(tree, Object.class);
  }

  /**
   * Path of the first required field that is missing in a record or in a record within it; null if
   * none is missing.
   */
  private static @Nullable String missing(@Nullable Object value) {
    if (value instanceof Record) {
      for (RecordComponent component : COMPONENTS.get(value.getClass())) {
        Object field = valueOf(component, value);
        if (field == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          return component.getName();
        }
        String within = missing(field);
        if (within != null) {
          return component.getName() + "." + within;
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      return missing(map.values());
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        String within = item == null ? "(an item)" : missing(item);
        if (within != null) {
          return within;
        }
      }
    }
    return null;
  }

  private static @Nullable Object valueOf(RecordComponent component, Object value) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }
}
