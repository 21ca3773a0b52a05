package io.luckynodes.cli;

import io.luckynodes.lineage.Printable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The one way in which commands print. Records, traces and labels may be a stranger's, so nothing
 * that steers a terminal gets through: ends of lines alone are left, and none within a line that is
 * printed by {@link #println(String)}.
 */
final class Terminal extends PrintWriter {
  private Terminal(PrintWriter out) {
    super(out);
  }

  /** What a command prints. */
  static PrintWriter of(CommandSpec command) {
    return new Terminal(command.commandLine().getOut());
  }

  /** What is said of a command that failed. */
  static PrintWriter errors(CommandLine command) {
    return new Terminal(command.getErr());
  }

  @Override
  public void println(String line) {
    super.println(Printable.of(line));
  }

  @Override
  public void write(String text, int from, int length) {
    String printed = Printable.lines(text.substring(from, from + length));
    super.write(printed, 0, printed.length());
  }

  @Override
  public void write(char[] text, int from, int length) {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(int character) {
    write(String.valueOf((char) character), 0, 1);
  }
}
