package org.gradus.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** The commands, and how a line that names one is read. */
final class Commands {

  /** In the order of the help. */
  private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("verify", VerifyCommand::new);
    COMMANDS.put("derive", DeriveCommand::new);
    COMMANDS.put("limit", LimitCommand::new);
    COMMANDS.put("analyze", AnalyzeCommand::new);
    COMMANDS.put("equal", EqualCommand::new);
    COMMANDS.put("grade", GradeCommand::new);
    COMMANDS.put("gradcheck", GradcheckCommand::new);
    COMMANDS.put("train", TrainCommand::new);
    COMMANDS.put("batch", BatchCommand::new);
    COMMANDS.put("check-certificate", CheckCertificateCommand::new);
    COMMANDS.put("shell", ShellCommand::new);
  }

  private Commands() {}

  /** A command line that knows the command named first, or all of them where none is named. */
  static CommandLine line(String[] args, Console console) {
    var line = new CommandLine(new Gradus());
    // Commands are read by reflection; where one is named, the others need not be.
    if (args.length > 0 && COMMANDS.containsKey(args[0])) {
      line.addSubcommand(args[0], COMMANDS.get(args[0]).apply(console));
    } else {
      COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.apply(console)));
    }
    // A formula may begin with a minus sign.
    for (var name : List.of("derive", "limit", "equal", "analyze")) {
      var formulas = line.getSubcommands().get(name);
      if (formulas != null) {
        formulas.setUnmatchedOptionsArePositionalParams(true).setUnmatchedArgumentsAllowed(false);
      }
    }
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(80)
        .setParameterExceptionHandler((e, _) -> {
          console.say(words(e));
          suggest(e);
          var name = e.getCommandLine().getCommandSpec().qualifiedName();
          console.err().println("Try '" + name + " --help'.");
          return ExitCode.USAGE;
        })
        .setExecutionExceptionHandler((e, _, _) -> {
          console.bug("", e);
          return ExitCode.BUG;
        });
  }

  private static final Pattern ONE_OF = Pattern.compile("Invalid value for option '([^']*)'.*: expected one of \\[(.*)] .*but was '(.*)'", Pattern.DOTALL);
  private static final Pattern INVALID = Pattern.compile("Invalid value for (?:option|positional parameter) '?(-[^' ]*|[^':]*)'?[^:]*: (.*)", Pattern.DOTALL);

  /** What is wrong with the command line, in words for whoever typed it. */
  private static String words(CommandLine.ParameterException e) {
    var message = e.getMessage();
    return switch (e) {
      case CommandLine.MissingParameterException m -> "this is missing: " + String.join(", ",
          m.getMissing().stream().map(a -> a.isOption() ? ((CommandLine.Model.OptionSpec) a).longestName() + " " + a.paramLabel()
              : a.paramLabel()).toList());
      case CommandLine.UnmatchedArgumentException u -> {
        var first = u.getUnmatched().getFirst();
        yield e.getCommandLine().getParent() == null ? "there is no command '" + first + "'"
            : first.startsWith("-") ? "there is no option '" + first + "'" : "this is too much: '" + first + "'";
      }
      default -> {
        var one = ONE_OF.matcher(message);
        var other = INVALID.matcher(message);
        yield one.matches() ? one.group(1) + " is one of " + one.group(2) + "; not " + one.group(3)
            : other.matches() ? other.group(1) + ": " + other.group(2) : message;
      }
    };
  }

  private static void suggest(CommandLine.ParameterException e) {
    CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
  }

  private static PrintWriter writer(PrintStream out) {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /** The command without a name. */
  @CommandLine.Command(
      name = "gradus",
      description = "Reads a derivation as people write it, and says of every step whether it holds.",
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Exit codes: 0 all well, 1 something refuted, 2 something not decided,",
        "64 command line not understood, 65 input unreadable, 70 mistake in gradus."
      })
  static final class Gradus implements Runnable {
    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @CommandLine.Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;

    @Override
    public void run() {
      throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {"gradus " + (version == null ? "(development)" : version)};
    }
  }
}
