package org.gradus.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A derivative, simplified and checked. */
@Command(name = "derive", description = "The derivative of an expression, simplified and checked.",
    footer = {"", "  gradus derive --by z --let 'y in {0,1}' -- '-log σ((2y-1)z)'",
        "  gradus derive --by w --let 'X in R^(n x d); w in R^d; y in R^n' 'normsq(X*w-y)'"})
final class DeriveCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "EXPR", description = "Plain text, or LaTeX between dollar signs.")
  String expression;

  @Option(names = "--by", paramLabel = "SYMBOL", required = true, description = "The symbol to derive by.")
  String by;

  @Option(names = "--order", paramLabel = "N", description = "How many times (default: 1).")
  int order = 1;

  @Mixin
  ExpressionOptions options;

  DeriveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("function", expression);
    fields.put("var", by);
    fields.put("order", order);
    return options.ask(console, "derivative", fields, null);
  }
}
