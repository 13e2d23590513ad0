package org.gradus;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.compiled.Program;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Unsupported;

/** Formulas as functions of doubles: bytecode, or the evaluator for what has no bytecode. */
final class Compilation {

  private Compilation() {}

  /** A function from the values of the variables, in their order, to those of the formulas. Thread-safe. */
  static UnaryOperator<double[]> function(List<Expr> formulas, List<String> variables) {
    var unknown = new TreeSet<String>();
    formulas.forEach(f -> Trees.freeSymbols(f).stream().map(Expr.Sym::name).filter(n -> !variables.contains(n)).forEach(unknown::add));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("name all variables: " + String.join(", ", unknown) + " is missing");
    }
    var plain = uncounted(formulas, variables);
    return x -> {
      if (x.length != variables.size()) {
        throw new IllegalArgumentException("there are " + variables.size() + " variables, not " + x.length);
      }
      return plain.apply(x);
    };
  }

  private static UnaryOperator<double[]> uncounted(List<Expr> formulas, List<String> variables) {
    try {
      var kernel = Program.of(formulas, variables).compile();
      return x -> {
        var out = new double[formulas.size()];
        kernel.at(x, out);
        return out;
      };
    } catch (Unsupported _) {
      return x -> {
        Map<String, Double> point = IntStream.range(0, x.length).boxed().collect(Collectors.toMap(variables::get, i -> x[i]));
        return formulas.stream().mapToDouble(f -> value(f, point)).toArray();
      };
    }
  }

  static double value(Expr formula, Map<String, Double> point) {
    try {
      return Evaluator.real(formula, point);
    } catch (Unsupported e) {
      throw new ArithmeticException(e.getMessage());
    }
  }
}
