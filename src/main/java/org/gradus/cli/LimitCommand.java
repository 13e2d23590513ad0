package org.gradus.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A limit. */
@Command(name = "limit", description = "The limit of an expression.",
    footer = {"", "  gradus limit '(1 + 1/n)^n' --var n --to oo",
      "  gradus limit 'z*sigmoid(z)' --var z --to -oo --claim 0"})
final class LimitCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "EXPR", description = "Plain text, or LaTeX between dollar signs.")
  String expression;

  @Option(names = "--var", paramLabel = "SYMBOL", required = true, description = "The symbol that moves.")
  String variable;

  @Option(names = "--to", paramLabel = "POINT", required = true,
      description = "Where to: oo, -oo, 0, 0+ (from above), pi/2- (from below).")
  String to;

  @Option(names = "--claim", paramLabel = "VALUE", description = "What it is said to be: an expression, oo, -oo, does-not-exist.")
  String claimed;

  @Mixin
  ExpressionOptions options;

  LimitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("expr", expression);
    fields.put("var", variable);
    fields.put("to", to);
    fields.put("witness", true);
    if (claimed != null) {
      fields.put("claimed", claimed);
    }
    return options.ask(console, "limit", fields, claimed == null ? null : "the limit is " + claimed);
  }
}
