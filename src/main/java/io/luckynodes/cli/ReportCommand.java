package io.luckynodes.cli;

import picocli.CommandLine.Command;

@Command(name = "report")
final class ReportCommand implements Runnable {
  @Override
  public void run() {
    throw new UnsupportedOperationException();
  }
}
