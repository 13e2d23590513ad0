package org.gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradus.notation.NotationException;
import org.gradus.plot.FunctionPlot;
import org.gradus.verify.FunctionReports;
import org.gradus.verify.FunctionReports.FunctionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything about a function of one variable. */
@Command(name = "analyze", description = "Domain, range, monotonicity, convexity, slopes, asymptotes and saturation of a function of one variable.",
    footer = {"", "  gradus analyze 'z*tanh(z)' --var z", "  gradus analyze '-log σ((2y-1)z)' --var z --let 'y in {0,1}'",
      "  gradus analyze 'leakyrelu(z,a)' --var z --param a=0.1 --plot leaky.svg"})
final class AnalyzeCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "EXPR", description = "Plain text, or LaTeX between dollar signs.")
  String expression;

  @Option(names = "--var", paramLabel = "SYMBOL", defaultValue = "z", description = "The variable (default: ${DEFAULT-VALUE}).")
  String variable;

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "The value of another symbol, such as a=0.1.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw it, to a file that ends in .svg or .png; one for each choice of labels.")
  Path plot;

  @Option(names = "--table", description = "Print the tables of docs/analysis.md instead.")
  boolean table;

  @Mixin
  ExpressionOptions options;

  AnalyzeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (table) {
      console.out().print(AnalysisTables.markdown());
      return ExitCode.OK;
    }
    if (expression == null) {
      console.say("which function? Write for example: gradus analyze 'z*tanh(z)' --var z");
      return ExitCode.USAGE;
    }
    List<FunctionReport> reports;
    try {
      reports = FunctionReports.of(expression, variable, parameters, options.facts());
    } catch (NotationException | IllegalArgumentException e) {
      console.say(e.getMessage());
      return ExitCode.USAGE;
    }
    if (options.format == ExpressionOptions.Format.json) {
      console.out().println(new ObjectMapper().writeValueAsString(Map.of("functions", reports.stream().map(AnalyzeCommand::json).toList())));
    } else {
      reports.forEach(this::print);
    }
    if (plot != null) {
      for (var r : reports) {
        draw(r);
      }
    }
    return reports.stream().allMatch(r -> r.open().isEmpty()) ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  private static Map<String, Object> json(FunctionReport r) {
    var map = new LinkedHashMap<String, Object>();
    map.put("function", r.function());
    map.put("where", r.where());
    map.put("facts", r.facts());
    map.put("notKnown", r.open());
    return map;
  }

  private void print(FunctionReport r) {
    var out = console.out();
    out.println(r.function() + (r.where().isEmpty() ? "" : "   (" + r.where() + ")"));
    int width = r.facts().keySet().stream().mapToInt(String::length).max().orElse(0);
    r.facts().forEach((name, value) -> out.println("  " + name + " ".repeat(width - name.length() + 2) + value));
    r.open().forEach((name, why) -> out.println("  not known: " + name + " (" + why + ")"));
    out.println();
  }

  /** With several choices of labels each has a picture, with the choice in its name. */
  private void draw(FunctionReport r) throws Exception {
    var name = plot.getFileName().toString();
    int dot = name.lastIndexOf('.');
    var choice = r.where().isEmpty() ? "" : "-" + r.where().replaceAll("[^\\p{L}\\p{N},-]", "").replace(',', '-');
    var file = plot.resolveSibling(dot < 0 ? name + choice : name.substring(0, dot) + choice + name.substring(dot));
    var drawing = new FunctionPlot(r.analyzer());
    Files.write(file, name.toLowerCase(Locale.ROOT).endsWith(".png") ? drawing.png() : drawing.svg());
  }
}
