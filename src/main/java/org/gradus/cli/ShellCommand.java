package org.gradus.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.gradus.Gradus;
import org.gradus.shell.Documentation;
import org.gradus.shell.ShellExecution;
import org.gradus.shell.WithoutGreeting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** JShell of the JDK with gradus at hand. */
@Command(name = "shell", description = "Opens JShell with gradus imported, or runs scripts in it.",
    footer = {"", "  gradus shell", "  gradus shell explore.jsh"})
final class ShellCommand implements Callable<Integer> {

  /** Where the shell is started for the first time, it would say that it makes a folder. Held: loggers are collected. */
  private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

  /** What the session begins with. */
  static final String STARTUP = """
      import static org.gradus.Gradus.*;
      import static org.gradus.shell.Trimmed.show;
      import org.gradus.*;
      import org.gradus.report.ReportFormat;
      import java.nio.file.Path;
      import java.util.*;
      import java.util.function.*;
      """;

  static final String WELCOME = """
      gradus: parse("x tanh x").d("x"), prove("σ(x) + σ(-x) = 1"), plot("tanh x"), verify(Path.of("hw.md"))
      Tab completes, Tab twice shows the documentation, show() prints long results in whole, /exit ends.
      """;

  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts (.jsh) to run; then the shell ends.")
  List<Path> scripts = List.of();

  @Option(names = "--plots", paramLabel = "DIR", description = "Where plots are written; without it, a new folder for temporary files.")
  Path plots;

  @Option(names = "--kernel-spec", paramLabel = "DIR", description = "Write a kernel specification for Jupyter to DIR/gradus, and stop.")
  Path kernelSpec;

  @Option(names = "--kernel", paramLabel = "JAR", description = "The rapaio-jupyter-kernel (default: where Maven puts it).")
  Path kernel = KernelSpec.usual();

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  ShellCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (kernelSpec != null) {
      if (!Files.isReadable(kernel)) {
        console.say(kernel + ": no such file; get it with\n  mvn dependency:get -Dartifact=io.github.padreati:rapaio-jupyter-kernel:3.0.1");
        return ExitCode.UNREADABLE;
      }
      console.out().println(KernelSpec.write(kernelSpec, kernel, System.getProperty("java.class.path")));
      return ExitCode.OK;
    }
    for (var script : scripts) {
      if (!Files.isReadable(script)) {
        console.say(script + ": no such file, or it may not be read");
        return ExitCode.UNREADABLE;
      }
    }
    // Plots are pictures: there they are written, and the path is shown.
    System.setProperty("gradus.plots", (plots != null ? plots : Path.of(System.getProperty("java.io.tmpdir"), "gradus-plots-" + ProcessHandle.current().pid())).toString());
    var files = new ArrayList<Path>();
    try {
      return run(file(files, STARTUP), file(files, "/exit\n"));
    } finally {
      System.clearProperty("gradus.plots");
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Path file(List<Path> all, String text) throws IOException {
    var file = Files.writeString(Files.createTempFile("gradus", ".jsh"), text);
    all.add(file);
    return file;
  }

  private int run(Path startup, Path end) throws Exception {
    var arguments = new ArrayList<>(List.of("--execution", ShellExecution.NAME, "--class-path", System.getProperty("java.class.path"),
        "--feedback", "normal", "--startup", startup.toString()));
    if (scripts.isEmpty()) {
      console.out().print(WELCOME);
      Documentation.find();
      // Symja takes a second to load: meanwhile something is typed.
      Thread.ofPlatform().daemon().start(() -> Gradus.D("z tanh z", "z"));
    } else {
      scripts.forEach(script -> arguments.add(script.toString()));
      arguments.add(end.toString());
    }
    console.out().flush();
    // An answer is shown when it is there, not when a buffer is full.
    var out = new PrintStream(new WithoutGreeting(console.out()), true, StandardCharsets.UTF_8);
    PREFERENCES.setLevel(Level.WARNING);
    var shell = JavaShellToolBuilder.builder().out(out, out, out).err(console.err());
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
