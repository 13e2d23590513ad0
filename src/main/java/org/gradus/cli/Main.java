package org.gradus.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
public final class Main {

    private static final Map<String, Function<Console, Object>> COMMANDS = Map.ofEntries(
            Map.entry("verify", VerifyCommand::new),
            Map.entry("derive", DeriveCommand::new),
            Map.entry("limit", LimitCommand::new),
            Map.entry("analyze", AnalyzeCommand::new),
            Map.entry("equal", EqualCommand::new),
            Map.entry("grade", GradeCommand::new),
            Map.entry("gradcheck", GradcheckCommand::new),
            Map.entry("train", TrainCommand::new),
            Map.entry("batch", BatchCommand::new),
            Map.entry("check-certificate", CheckCertificateCommand::new),
            Map.entry("shell", ShellCommand::new));

    private static final List<String> ORDER =
            List.of("verify", "derive", "limit", "analyze", "equal", "grade", "gradcheck", "train", "batch", "check-certificate", "shell");

    private Main() {}

    /** Runs a command and ends the JVM, for some libraries leave threads behind. */
    public static void main(String[] args) {
        var out = utf8(FileDescriptor.out);
        var err = utf8(FileDescriptor.err);
        boolean colour = Boolean.getBoolean("gradus.tty.out") && System.getenv("NO_COLOR") == null;
        boolean progress = Boolean.getBoolean("gradus.tty.err");
        boolean debug = System.getenv("GRADUS_DEBUG") != null;
        int code = run(args, new Console(System.in, out, err, colour, progress, debug));
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new java.io.BufferedOutputStream(new FileOutputStream(to), 1 << 14),
                to == FileDescriptor.err, StandardCharsets.UTF_8);
    }

    /** Runs a command. Never throws. */
    static int run(String[] args, Console console) {
        try {
            if (args.length == 1 && args[0].equals("--warm-up")) {
                WarmUp.run();
                return ExitCode.OK;
            }
            return commandLine(args, console).execute(args);
        } catch (Exception | StackOverflowError | AssertionError e) {
            console.bug("", e);
            return ExitCode.BUG;
        }
    }

    private static CommandLine commandLine(String[] args, Console console) {
        var line = new CommandLine(new Gradus());
        // Commands are read by reflection; where one is named, the others need not be.
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            line.addSubcommand(args[0], COMMANDS.get(args[0]).apply(console));
        } else {
            ORDER.forEach(name -> line.addSubcommand(name, COMMANDS.get(name).apply(console)));
        }
        // A formula may begin with a minus sign.
        var formulas = line.getSubcommands().get("analyze");
        if (formulas != null) {
            formulas.setUnmatchedOptionsArePositionalParams(true).setUnmatchedArgumentsAllowed(false);
        }
        return line.setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(80)
                .setParameterExceptionHandler((e, _) -> {
                    console.say(e.getMessage());
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

    private static void suggest(CommandLine.ParameterException e) {
        CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    }

    private static java.io.PrintWriter writer(PrintStream out) {
        return new java.io.PrintWriter(out, true, StandardCharsets.UTF_8);
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
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"gradus " + (version == null ? "(development)" : version)};
        }
    }
}
