package org.gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gradus.engine.Dataset;
import org.gradus.engine.GradientCheck;
import org.gradus.engine.GradientCheck.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The gradient check of a network. */
@Command(name = "gradcheck",
    description = "Checks the gradient of a network, for every parameter, against differences of the running network.",
    footer = {"", "  gradus gradcheck network.yaml", "  gradus gradcheck network.yaml --claim gradient.yaml", "",
      "docs/engine.md tells what stands in these files."})
final class GradcheckCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  private final Console console;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Parameters(paramLabel = "NETWORK.yaml", description = "The network and its data.")
  Path file;

  @Option(names = "--claim", paramLabel = "FILE",
      description = "A gradient to check instead of the engine's: w2, b2, w3, … as in 'parameters'.")
  Path claim;

  @Option(names = "--examples", paramLabel = "N", defaultValue = "8",
      description = "Check on the first N examples (default: 8).")
  int examples;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  ExpressionOptions.Format format = ExpressionOptions.Format.text;

  @Option(names = "--out", paramLabel = "DIR", description = "Write a heat map of the relative errors for each layer.")
  Path out;

  GradcheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try {
      var network = NetworkFile.read(file);
      var data = network.data();
      int n = claim != null || examples < 1 ? data.size() : Math.min(examples, data.size());
      var some = new Dataset(data.name(), Arrays.copyOf(data.x(), n), Arrays.copyOf(data.y(), n),
          data.classes());
      double[] claimed = null;
      var slack = new double[network.network().parameters()];
      if (claim != null) {
        var document = Inputs.read(claim);
        claimed = NetworkFile.values(Setup.read(document.name(), document.text()), network.network(), slack);
      }
      var bar = new ProgressBar(console, "checking");
      var report = GradientCheck.run(network.network(), network.start(), some.x(), some.labels(network.network().spec()),
          claimed, claimed == null ? null : slack, bar::show, () -> false);
      bar.close();
      if (format == ExpressionOptions.Format.json) {
        console.out().println(json(report, n));
      } else {
        print(report, n);
      }
      if (out != null) {
        Files.createDirectories(out);
        new NetworkPictures(out).errors(report);
      }
      return !report.passed() ? ExitCode.REFUTED : report.count(Status.UNCERTAIN) > 0 ? ExitCode.UNDECIDED : ExitCode.OK;
    } catch (Inputs.Unreadable e) {
      console.say(e.getMessage());
      return ExitCode.UNREADABLE;
    } catch (IllegalArgumentException e) {
      console.say(file + ": " + e.getMessage());
      return ExitCode.UNREADABLE;
    }
  }

  /** Those that differ, the farthest off first; without any, the one parameter that is off by most. */
  private static List<Integer> notable(GradientCheck.Report report) {
    var bad = IntStream.range(0, report.status().length).filter(p -> report.status()[p] == Status.DIFFERS).boxed()
        .sorted(Comparator.comparingDouble((Integer p) -> -report.relativeError(p))).toList();
    return !bad.isEmpty() ? bad : report.worst() < 0 ? List.of() : List.of(report.worst());
  }

  private void print(GradientCheck.Report report, int examples) {
    var out = console.out();
    var spec = report.network().spec();
    out.printf(Locale.ROOT, "%s  %s, output %s, cost %s%s: %d parameters, %d example%s%n",
        String.join("-", spec.sizes().stream().map(String::valueOf).toList()), spec.hidden().name(),
        spec.output().name(), spec.loss().name(), report.network().l2() > 0 ? ", L2" : "",
        report.status().length, examples, examples == 1 ? "" : "s");
    int differ = report.count(Status.DIFFERS);
    out.printf(Locale.ROOT, "%s  %d agree, %d differ%s%s%n", differ == 0 ? "PASSED" : "FAILED",
        report.count(Status.AGREES), differ, phrase(report.count(Status.KINK), "set aside at a kink"),
        phrase(report.count(Status.UNCERTAIN), "not certain"));
    var shown = notable(report);
    if (!shown.isEmpty()) {
      out.println(differ == 0 ? "the farthest off, in multiples of its bound:" : "those that differ:");
      out.printf("  %-14s %23s %23s %10s %10s%n", "", "gradient", "difference", "relative", "bound");
      for (int p : shown.subList(0, Math.min(SHOWN, shown.size()))) {
        out.printf(Locale.ROOT, "  %-14s %23.15e %23.15e %10.1e %10.1e%n", report.name(p), report.gradients()[p],
            report.differences()[p], report.relativeError(p), report.bounds()[p]);
      }
      if (shown.size() > SHOWN) {
        out.println("  and " + (shown.size() - SHOWN) + " more");
      }
    }
  }

  private static String phrase(int count, String what) {
    return count == 0 ? "" : ", " + count + " " + what;
  }

  private static String json(GradientCheck.Report report, int examples) throws IOException {
    var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    var root = mapper.createObjectNode();
    root.put("gradus", "1").put("passed", report.passed()).put("parameters", report.status().length)
        .put("examples", examples);
    for (var status : Status.values()) {
      root.put(status.name().toLowerCase(Locale.ROOT), report.count(status));
    }
    var list = root.putArray("worst");
    for (int p : notable(report).stream().limit(1000).toList()) {
      list.addObject().put("name", report.name(p)).put("status", report.status()[p].name())
          .put("gradient", report.gradients()[p]).put("difference", report.differences()[p])
          .put("relativeError", report.relativeError(p)).put("bound", report.bounds()[p]);
    }
    return mapper.writeValueAsString(root);
  }
}
