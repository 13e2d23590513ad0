package org.gradus.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Mistakes of whoever typed the command line. */
final class Usage {

  private Usage() {}

  /**
   * What to throw. It stands apart from the commands because the JVM loads the types that a class throws, and with them their
   * library, as soon as it verifies the class.
   */
  static RuntimeException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
