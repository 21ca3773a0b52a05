package io.luckynodes.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.claim.Predicates;
import io.luckynodes.definition.Definitions;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.LuckyException;
import io.luckynodes.testkit.Generated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference is complete, and its pages are what the program says. */
class ReferenceTest {
  private static final Path FOLDER = Path.of("docs/reference");

  private static Descriptions descriptions() {
    return new Descriptions(Definitions.read(Path.of("figures"), List.of()));
  }

  @Test
  void thePagesAreMadeFromTheProgram() throws IOException {
    for (Map.Entry<String, String> page : Chapters.all().entrySet()) {
      Generated.hold(FOLDER.resolve(page.getKey()), page.getValue());
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Chapters.all().keySet());
    }
  }

  @Test
  void everyDrawingAndEachOfItsOptionsHasWords() {
    assertThat(Words.drawings().keySet()).containsExactlyInAnyOrderElementsOf(DrawingKind.ids());
    for (DrawingKind kind : DrawingKind.values()) {
      Words.Drawing words = Words.drawing(kind.id());
      assertThat(words.options().keySet())
          .as(kind.id())
          .containsExactlyInAnyOrderElementsOf(kind.options());
      assertThat(List.of(words.shows(), words.needs()))
          .as(kind.id())
          .allMatch(ReferenceTest::isSentence);
      assertThat(words.options().values()).as(kind.id()).allMatch(ReferenceTest::fitsACell);
    }
  }

  @Test
  void everyPredicateAndEachOfItsOptionsHasWords() {
    assertThat(Words.predicates().keySet()).containsExactlyInAnyOrderElementsOf(Predicates.names());
    for (String name : Predicates.names()) {
      Words.Predicate words = Words.predicate(name);
      assertThat(words.options().keySet())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(Predicates.of(name).options());
      assertThat(words.holds()).as(name).matches(ReferenceTest::isSentence);
      assertThat(words.options().values()).as(name).allMatch(ReferenceTest::fitsACell);
    }
  }

  private static boolean isSentence(String words) {
    return words.matches("[\\p{Lu}√ρ0-9].*\\.") && fitsACell(words);
  }

  private static boolean fitsACell(String words) {
    return !words.isBlank() && !words.contains("|") && !words.contains("\n");
  }

  @Test
  void everyNameThatIsListedIsDescribed() {
    Descriptions descriptions = descriptions();
    assertThat(descriptions.names()).contains("learning_rate", "student-nodes", "two-layer");
    for (String name : descriptions.names()) {
      assertThat(descriptions.of(name))
          .as(name)
          .isNotEmpty()
          .allSatisfy(
              description -> {
                assertThat(description.facts()).isNotEmpty();
                assertThat(description.facts().get(0).label()).isNotEmpty();
              });
    }
  }

  @Test
  void aSettingIsDescribedWithItsValuesAndTheirSources() {
    List<Description> found = descriptions().of("learning_rate");

    assertThat(found).allMatch(one -> one.kind().equals("setting"));
    assertThat(found.stream().flatMap(one -> one.facts().stream()).map(Description.Fact::text))
        .anyMatch(text -> text.startsWith("two-layer-10: 0.01 ["));
  }

  @Test
  void aClaimIsDescribedWithTheCommandThatJudgesIt() {
    String id = "student-specialization/fig07/higher-p-is-harder";
    assertThat(descriptions().of(id))
        .singleElement()
        .extracting(Description::facts)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Description.Fact.class))
        .contains(new Description.Fact("judge it", "./nextflow run . --claim " + id));
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> descriptions().of("learning_rat"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("did you mean learning_rate?");
  }
}
