package org.gradus.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * Goes once through the usual work, so that the JVM can note which classes that takes; the launcher
 * makes its cache from these notes. Results do not matter here.
 */
final class WarmUp {

  private static final String REQUESTS = """
      {"id":"1","op":"equal","lhs":"(x+1)^2","rhs":"x^2+2*x+1"}
      {"id":"2","op":"derivative","function":"-log(sigmoid((2*y-1)*z))","var":"z"}
      {"id":"3","op":"limit","expr":"x*exp(-x)","var":"x","to":"oo"}
      {"id":"4","op":"parse","expr":"$\\\\frac{1}{1+e^{-z}}$"}
      """;

  /** What a page of homework, a sheet of exercises and a page about networks are made of. */
  private static final List<String> PAGES = List.of("warm-up.md", "warm-up-sheet.md", "warm-up-network.md");

  /** What to go through. A cache with everything in it would slow down the start of what needs little. */
  enum Work {
    /** What is said about the commands; reading command lines takes a library of its own. */
    help,
    /** A question to the kernel. */
    question,
    /** What the kernel does alone, with documents too. */
    kernel,
    /** The second witnesses, too. */
    all
  }

  private WarmUp() {}

  static void run(Work work) throws IOException {
    var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var nothing = new Console(InputStream.nullInputStream(), quiet, quiet, true, false, false);
    if (work == Work.help) {
      Main.run(new String[] {"--help"}, nothing);
      return;
    }
    Main.run(new String[] {"equal", "(x+1)^2", "x^2+2*x+1"}, nothing);
    Main.run(new String[] {"equal", "sqrt(x^2)", "x", "--assume", "x > 0"}, nothing);
    Main.run(new String[] {"equal", "D(-log(sigmoid((2*y-1)*z)), z)", "-(2*y-1)*(1-sigmoid((2*y-1)*z))"}, nothing);
    Main.run(new String[] {"equal", "$\\frac{1}{1+e^{-z}}$", "$\\frac{e^z}{1+e^z}$", "--let", "z real"}, nothing);
    Main.run(new String[] {"equal", "x*log(x)", "x*log(x)+1", "--assume", "x > 0"}, nothing);
    if (work == Work.question) {
      return;
    }
    documents(work, nothing);
    if (work == Work.all) {
      Main.run(new String[] {"limit", "x*exp(-x)", "--var", "x", "--to", "oo"}, nothing);
      Main.run(new String[] {"derive", "z*sigmoid(z)", "--by", "z"}, nothing);
      var requests = new ByteArrayInputStream(REQUESTS.getBytes(StandardCharsets.UTF_8));
      Main.run(new String[] {"batch"}, new Console(requests, quiet, quiet, false, false, false));
    }
  }

  private static void documents(Work work, Console nothing) throws IOException {
    var folder = Files.createTempDirectory("gradus");
    try {
      for (var name : PAGES) {
        var file = folder.resolve(name);
        try (var page = WarmUp.class.getResourceAsStream(name)) {
          Files.write(file, page.readAllBytes());
        }
        Main.run(new String[] {"verify", "--quick", file.toString()}, nothing);
        if (work == Work.all) {
          Main.run(new String[] {"verify", "--quick", "--format", "json", file.toString()}, nothing);
          Main.run(new String[] {"verify", file.toString()}, nothing);
        }
      }
    } finally {
      for (var name : PAGES) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    }
  }
}
