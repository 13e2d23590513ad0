package org.gradus.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the JVM, for some libraries leave threads behind. */
  public static void main(String[] args) {
    var out = utf8(FileDescriptor.out);
    var err = utf8(FileDescriptor.err);
    boolean colour = Boolean.getBoolean("gradus.tty.out") && System.getenv("NO_COLOR") == null;
    boolean progress = Boolean.getBoolean("gradus.tty.err");
    boolean debug = System.getenv("GRADUS_DEBUG") != null;
    var console = new Console(System.in, out, err, colour, progress, debug);
    int code = run(args, console);
    out.flush();
    err.flush();
    if (PlainCommands.of(args, console).isPresent()) {
      // Nothing is to be tidied up after these, and an orderly exit asks the logging of the JDK first.
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new BufferedOutputStream(new FileOutputStream(to), 1 << 14),
        to == FileDescriptor.err, StandardCharsets.UTF_8);
  }

  /** Runs a command. Never throws. */
  static int run(String[] args, Console console) {
    try {
      if (args.length == 2 && args[0].equals("--warm-up")) {
        WarmUp.run(WarmUp.Work.valueOf(args[1]));
        return ExitCode.OK;
      }
      var plain = PlainCommands.of(args, console);
      return plain.isPresent() ? plain.get().call() : Commands.line(args, console).execute(args);
    } catch (Exception | StackOverflowError | AssertionError e) {
      console.bug("", e);
      return ExitCode.BUG;
    }
  }
}
