package io.luckynodes.cli;

import picocli.CommandLine.Command;

@Command(name = "plan")
final class PlanCommand implements Runnable {
  @Override
  public void run() {
    throw new UnsupportedOperationException();
  }
}
