package org.gradus.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The command lines that people type most: a command and what it is about, without any option. The library that reads
 * command lines takes longer to start than a proof takes, and these do not need it; all others do.
 */
final class PlainCommands {

  private PlainCommands() {}

  /** The command of a line without options; empty where the line wants reading. */
  static Optional<Callable<Integer>> of(String[] args, Console console) {
    // '@' names a file of arguments, and an empty argument is worth a message.
    if (args.length < 2 || Arrays.stream(args).anyMatch(a -> a.isEmpty() || a.startsWith("-") || a.startsWith("@"))) {
      return Optional.empty();
    }
    return switch (args[0]) {
      case "equal" -> args.length == 3 ? Optional.of(equal(args[1], args[2], console)) : Optional.empty();
      case "verify" -> verify(Arrays.copyOfRange(args, 1, args.length), console);
      default -> Optional.empty();
    };
  }

  private static Callable<Integer> equal(String lhs, String rhs, Console console) {
    var command = new EqualCommand(console);
    command.lhs = lhs;
    command.rhs = rhs;
    command.options = new ExpressionOptions();
    return command;
  }

  private static Optional<Callable<Integer>> verify(String[] paths, Console console) {
    var command = new VerifyCommand(console);
    try {
      command.paths = Arrays.stream(paths).map(Path::of).toList();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.of(command);
  }
}
