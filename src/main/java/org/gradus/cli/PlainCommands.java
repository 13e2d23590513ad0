package org.gradus.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gradus.report.ReportFormat;

/**
 * The command lines that people type most: one question or some documents, with nothing but common options. The library that
 * reads command lines takes longer to start than a proof takes, and these do not need it; all others do. What is read here
 * means the same as there.
 */
final class PlainCommands {

  private static final Set<String> FLAGS = Set.of("--strict", "--no-timings");
  private static final Set<String> VALUES = Set.of("--let", "--assume", "--format");

  private PlainCommands() {}

  /** The command of a plain line; empty where the line wants reading. */
  static Optional<Callable<Integer>> of(String[] args, Console console) {
    if (args.length < 2) {
      return Optional.empty();
    }
    return switch (args[0]) {
      case "equal" -> PlainLine.read(args, FLAGS, VALUES, true).flatMap(line -> equal(line, console));
      case "derive" -> PlainLine.read(args, FLAGS, with("--by"), true).flatMap(line -> derive(line, console));
      case "limit" -> PlainLine.read(args, FLAGS, with("--var", "--to", "--claim"), true).flatMap(line -> limit(line, console));
      case "verify" -> PlainLine.read(args, Set.of("--quick", "--strict", "--all", "--no-timings"), Set.of("--format"), false)
          .flatMap(line -> verify(line, console));
      default -> Optional.empty();
    };
  }

  private static Set<String> with(String... more) {
    var all = new HashSet<>(VALUES);
    all.addAll(List.of(more));
    return all;
  }

  private static Optional<Callable<Integer>> equal(PlainLine line, Console console) {
    var options = options(line);
    if (options == null || line.operands().size() != 2) {
      return Optional.empty();
    }
    var command = new EqualCommand(console);
    command.lhs = line.operands().get(0);
    command.rhs = line.operands().get(1);
    command.options = options;
    return Optional.of(command);
  }

  private static Optional<Callable<Integer>> derive(PlainLine line, Console console) {
    var options = options(line);
    if (options == null || line.operands().size() != 1 || !line.has("--by")) {
      return Optional.empty();
    }
    var command = new DeriveCommand(console);
    command.expression = line.operands().getFirst();
    command.by = line.value("--by");
    command.options = options;
    return Optional.of(command);
  }

  private static Optional<Callable<Integer>> limit(PlainLine line, Console console) {
    var options = options(line);
    if (options == null || line.operands().size() != 1 || !line.has("--var") || !line.has("--to")) {
      return Optional.empty();
    }
    var command = new LimitCommand(console);
    command.expression = line.operands().getFirst();
    command.variable = line.value("--var");
    command.to = line.value("--to");
    command.claimed = line.value("--claim");
    command.options = options;
    return Optional.of(command);
  }

  /** What all questions have in common; null where a value is none of those that are possible. */
  private static ExpressionOptions options(PlainLine line) {
    var options = new ExpressionOptions();
    options.let = line.values("--let");
    options.assume = line.values("--assume");
    options.strict = line.has("--strict");
    options.noTimings = line.has("--no-timings");
    switch (line.value("--format")) {
      case null -> { }
      case "text" -> { }
      case "json" -> options.format = ExpressionOptions.Format.json;
      default -> {
        return null;
      }
    }
    return options;
  }

  private static Optional<Callable<Integer>> verify(PlainLine line, Console console) {
    var command = new VerifyCommand(console);
    try {
      command.paths = line.operands().stream().map(Path::of).toList();
      if (line.has("--format")) {
        command.format = ReportFormat.valueOf(line.value("--format"));
      }
    } catch (IllegalArgumentException e) {
      // No such format; and InvalidPathException is one of these.
      return Optional.empty();
    }
    command.quick = line.has("--quick");
    command.strict = line.has("--strict");
    command.all = line.has("--all");
    command.noTimings = line.has("--no-timings");
    return command.paths.isEmpty() ? Optional.empty() : Optional.of(command);
  }
}
