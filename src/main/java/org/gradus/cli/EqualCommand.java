package org.gradus.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One equality. */
@Command(name = "equal", description = "Whether two expressions are equal, wherever both are defined.",
    footer = {"", "  gradus equal 'sqrt(x^2)' 'x' --assume 'x > 0'"})
final class EqualCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "LHS", description = "Plain text, or LaTeX between dollar signs.")
  String lhs;

  @Parameters(index = "1", paramLabel = "RHS", description = "The other side.")
  String rhs;

  @Mixin
  ExpressionOptions options;

  EqualCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lhs", lhs);
    fields.put("rhs", rhs);
    return options.ask(console, "equal", fields, lhs + " = " + rhs);
  }
}
