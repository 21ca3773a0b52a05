package io.luckynodes.cli;

import io.luckynodes.dataset.DatasetStage;
import io.luckynodes.dataset.VggBatchNormStage;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.job.Stage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/** Entry point of {@code lucky}. */
@Command(
    name = "lucky",
    description = {
      "Runs the stages of Lucky Nodes, one command each, and inspects their results.",
      "The workflow (./nextflow run .) calls the stages; by hand they do the same.",
      "'lucky COMMAND --help' describes a command."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Lucky.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
public final class Lucky {
  private Lucky() {}

  public static void main(String[] arguments) {
    // Figures are drawn without a screen.
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, as tests run it too. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Lucky());
    line.addSubcommand(new PlanCommand());
    line.addSubcommand(new DatasetCommand(new DatasetStage(), new VggBatchNormStage()));
    addStage(line, Stage.TEACHER);
    addStage(line, Stage.PRUNE);
    addStage(line, Stage.STUDENT);
    addStage(line, Stage.METRICS);
    addStage(line, Stage.FIGURE);
    line.addSubcommand(new ReportCommand());
    line.addSubcommand(new ShowCommand());
    line.addSubcommand(new ExplainCommand());
    line.addSubcommand(new CloseCommand());
    line.addSubcommand(new BundleCommand());
    line.addSubcommand(new AuditCommand());
    line.addSubcommand(new ReplayCommand());
    line.addSubcommand(new StatusCommand());
    line.addSubcommand(new WhyCommand());
    line.addSubcommand(new ClaimsCommand());
    line.addSubcommand(new DescribeCommand());
    line.addSubcommand(new ResultsCommand());
    line.addSubcommand(new DiffCommand());
    line.addSubcommand(new CodecheckCommand());
    line.addSubcommand(new ExportCommand());
    line.addSubcommand(new PublishCommand());
    line.addSubcommand(new BenchCommand());
    line.addSubcommand(new RehearseCommand());
    line.registerConverter(Path.class, Lucky::path);
    line.setExecutionStrategy(Lucky::run);
    line.setExecutionExceptionHandler(Lucky::report);
    // A word that begins with @ is a word, not a file of further options.
    line.setExpandAtFiles(false);
    describeExitCodes(line);
    return line;
  }

  /**
   * A shell leaves a tilde behind an equals sign as it is, and a folder of that name would be made.
   */
  private static Path path(String text) {
    if (text.startsWith("~")) {
      throw new CommandLine.TypeConversionException(
          "expected a path, found '"
              + text
              + "': the shell does not expand ~ after '='; write a blank instead of '=', or $HOME"
              + " instead of ~");
    }
    return Path.of(text);
  }

  private static void addStage(CommandLine line, Stage stage) {
    CommandLine command = new CommandLine(new StageCommand(stage));
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.header(stage.purpose());
    usage.description("The workflow calls this command for each task of this stage.");
    line.addSubcommand(stage.id(), command);
  }

  /** Lists the exit codes in the help of {@code lucky} alone; its commands refer to that list. */
  private static void describeExitCodes(CommandLine line) {
    Map<String, String> exitCodes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> exitCodes.put(String.valueOf(code.code()), code.meaning()));
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes);
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().usageMessage().footer("", "'lucky --help' lists the exit codes.");
    }
  }

  /**
   * What a stranger gave can ask for more memory than there is. A stage that runs out of it ends as
   * Java does: its inputs are the run's own.
   */
  private static int run(CommandLine.ParseResult parsed) {
    // Numbers are written with the same digits everywhere, by libraries too: TensorFlow puts them
    // into names.
    Locale.setDefault(Locale.ROOT);
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      Path file = WholeFile.lastOpened();
      CommandLine command = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
      if (file == null
          || Arrays.stream(Stage.values())
              .anyMatch(stage -> stage.id().equals(command.getCommandName()))) {
        throw e;
      }
      throw new CommandLine.ExecutionException(
          command,
          "memory",
          new LuckyException(
              ExitCode.BAD_INPUT,
              String.format(
                  Locale.ROOT,
                  "%s, the file opened last: needs more than the %d MB of memory that Java may use (LUCKY_HEAP_MB sets another size)",
                  file,
                  Runtime.getRuntime().maxMemory() >> 20),
              e));
    }
  }

  private static int report(Exception error, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (error instanceof LuckyException fault) {
      // A message has a line for each fault, and repeats what was found in files of strangers.
      PrintWriter errors = Terminal.errors(line);
      errors.print("lucky " + line.getCommandName() + ": " + fault.getMessage() + "\n");
      errors.flush();
      return fault.exitCode().code();
    }
    throw error;
  }

  /** Version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Lucky.class.getPackage().getImplementationVersion();
      return new String[] {"Lucky Nodes " + (version == null ? "(not packaged)" : version)};
    }
  }
}
