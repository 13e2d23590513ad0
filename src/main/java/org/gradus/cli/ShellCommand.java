package org.gradus.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** JShell of the JDK with gradus at hand. */
@Command(name = "shell", description = "Opens JShell with gradus imported, or runs scripts in it.",
        footer = {"", "  gradus shell", "  gradus shell explore.jsh"})
final class ShellCommand implements Callable<Integer> {

    /** What the session begins with. */
    static final String STARTUP = """
            import static org.gradus.Gradus.*;
            import org.gradus.*;
            import org.gradus.report.ReportFormat;
            import java.nio.file.Path;
            import java.util.*;
            import java.util.function.*;
            """;

    static final String WELCOME = """
            gradus: parse("x tanh x").d("x"), prove("σ(x) + σ(-x) = 1"), report(Path.of("hw.md"))
            Tab completes, Tab twice shows the documentation, /exit ends.
            """;

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts (.jsh) to run; then the shell ends.")
    List<Path> scripts = List.of();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    ShellCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        for (var script : scripts) {
            if (!Files.isReadable(script)) {
                console.say(script + ": no such file, or it may not be read");
                return ExitCode.UNREADABLE;
            }
        }
        var startup = Files.createTempFile("gradus", ".jsh");
        var end = Files.createTempFile("gradus", ".jsh");
        try {
            Files.writeString(startup, STARTUP);
            Files.writeString(end, "/exit\n");
            return run(startup, end);
        } finally {
            Files.deleteIfExists(startup);
            Files.deleteIfExists(end);
        }
    }

    private int run(Path startup, Path end) throws Exception {
        var arguments = new ArrayList<>(List.of("--execution", "local", "--class-path", System.getProperty("java.class.path"),
                "--startup", startup.toString()));
        if (scripts.isEmpty()) {
            console.out().print(WELCOME);
        } else {
            scripts.forEach(script -> arguments.add(script.toString()));
            arguments.add(end.toString());
        }
        console.out().flush();
        var shell = JavaShellToolBuilder.builder().out(console.out(), console.out(), console.out()).err(console.err());
        if (!System.in.equals(console.in())) {
            // a session that is fed leaves no history behind
            shell = shell.in(console.in(), null).persistence(new HashMap<>());
        }
        // JShell leaves its own class loader behind in this thread
        var loader = Thread.currentThread().getContextClassLoader();
        try {
            return shell.start(arguments.toArray(String[]::new)) == 0 ? ExitCode.OK : ExitCode.UNDECIDED;
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }
}
