package io.luckynodes.cli;

import io.luckynodes.definition.Definitions;
import io.luckynodes.reference.Description;
import io.luckynodes.reference.Descriptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky describe}: what a word of the definitions means. */
@Command(
    name = "describe",
    header = "Describes what definitions name.",
    description =
        "Describes what definitions name: a setting with its values in every experiment, a table"
            + " with its columns, a drawing or a predicate with its options, a kind of network, an"
            + " experiment, a figure, or a claim. Without a name, lists all names.")
final class DescribeCommand implements Runnable {
  private static final int LABEL_WIDTH = 16;
  private static final int TEXT_WIDTH = 84;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "Such as learning_rate, student-nodes, curves, law-agrees, two-layer,"
              + " student-specialization/fig07 or"
              + " student-specialization/fig07/higher-p-is-harder.")
  private List<String> names = new ArrayList<>();

  @Mixin private final DefinitionsFolder definitions = new DefinitionsFolder();

  @Option(
      names = "--also",
      paramLabel = "FILE",
      description = "A definition file of your own; may be given several times.")
  private List<Path> further = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Descriptions descriptions = new Descriptions(Definitions.read(definitions.folder(), further));
    PrintWriter out = Terminal.of(spec);
    if (names.isEmpty()) {
      descriptions.names().forEach(out::println);
    }
    List<Description> all = names.stream().flatMap(name -> descriptions.of(name).stream()).toList();
    all.forEach(description -> out.print(text(description)));
    out.flush();
  }

  private static String text(Description description) {
    Help.TextTable table =
        Help.TextTable.forColumns(
            Help.defaultColorScheme(Help.Ansi.OFF),
            new Column(LABEL_WIDTH, 2, Column.Overflow.SPAN),
            new Column(TEXT_WIDTH, 0, Column.Overflow.WRAP));
    table.setAdjustLineBreaksForWideCJKCharacters(false);
    description.facts().forEach(fact -> table.addRowValues(fact.label(), fact.text()));
    return description.name() + ": " + description.kind() + "\n" + table + "\n";
  }
}
