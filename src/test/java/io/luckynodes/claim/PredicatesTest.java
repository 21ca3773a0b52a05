package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PredicatesTest {
  /** Predicates that a class of the package holds or makes, by the name of class or method. */
  private static SortedMap<String, Predicate> written() throws ReflectiveOperationException {
    SortedMap<String, Predicate> written = new TreeMap<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.luckynodes.claim")) {
      Class<?> type = found.reflect();
      if (type == Predicate.class) {
        continue;
      }
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == Predicate.class && Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          written.put(type.getSimpleName(), (Predicate) field.get(null));
        }
      }
      for (Method method : type.getDeclaredMethods()) {
        if (method.getReturnType() == Predicate.class
            && method.getParameterCount() == 0
            && Modifier.isStatic(method.getModifiers())) {
          method.setAccessible(true);
          written.put(method.getName(), (Predicate) method.invoke(null));
        }
      }
    }
    return written;
  }

  @Test
  void everyPredicateThatIsWrittenCanBeNamed() throws ReflectiveOperationException {
    assertThat(written().values().stream().map(Predicate::name))
        .containsExactlyInAnyOrderElementsOf(Predicates.names());
  }

  @Test
  void aPredicatesClassOrMethodIsCalledAsDefinitionsCallIt() throws ReflectiveOperationException {
    written()
        .forEach(
            (name, predicate) ->
                assertThat(name).isEqualToIgnoringCase(predicate.name().replace("-", "")));
  }
}
