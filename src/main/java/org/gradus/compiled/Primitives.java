package org.gradus.compiled;

import java.util.List;
import java.util.Map;
import org.gradus.compiled.Graph.Node;

/** The functions of the table that are operations of a {@link Graph}, or made of a few of them, with their real domain. */
final class Primitives {

  private static final Map<String, Op> UNARY = Map.ofEntries(
      Map.entry("exp", Op.EXP), Map.entry("expm1", Op.EXPM1), Map.entry("sin", Op.SIN), Map.entry("cos", Op.COS),
      Map.entry("tan", Op.TAN), Map.entry("asin", Op.ASIN), Map.entry("acos", Op.ACOS), Map.entry("atan", Op.ATAN),
      Map.entry("sinh", Op.SINH), Map.entry("cosh", Op.COSH), Map.entry("tanh", Op.TANH), Map.entry("asinh", Op.ASINH),
      Map.entry("abs", Op.ABS), Map.entry("floor", Op.FLOOR), Map.entry("ceil", Op.CEIL), Map.entry("sigmoid", Op.SIGMOID),
      Map.entry("softplus", Op.SOFTPLUS), Map.entry("erf", Op.ERF), Map.entry("erfc", Op.ERFC),
      Map.entry("gamma", Op.GAMMA), Map.entry("loggamma", Op.LOGGAMMA), Map.entry("digamma", Op.DIGAMMA),
      Map.entry("trigamma", Op.TRIGAMMA));

  private Primitives() {}

  static boolean knows(String function) {
    return UNARY.containsKey(function) || switch (function) {
      case "log", "log1p", "acosh", "atanh", "atan2", "sign", "max", "min", "relu", "logsigmoid" -> true;
      default -> false;
    };
  }

  static Node call(Graph g, String function, List<Node> args) {
    var x = args.get(0);
    var op = UNARY.get(function);
    if (op != null) {
      return g.call(op, x);
    }
    return switch (function) {
      case "log" -> log(g, x);
      case "log1p" -> within(g, g.lt(g.constant(-1), x), g.call(Op.LOG1P, x));
      case "acosh" -> within(g, g.le(g.constant(1), x), g.call(Op.ACOSH, x));
      case "atanh" -> within(g, g.lt(g.abs(x), g.constant(1)), g.call(Op.ATANH, x));
      case "atan2" -> {
        var zero = g.constant(0);
        yield g.select(g.and(g.eq(x, zero), g.eq(args.get(1), zero)), g.nan(), g.call(Op.ATAN2, x, args.get(1)));
      }
      case "sign" -> sign(g, x);
      case "max" -> args.stream().reduce((a, b) -> g.call(Op.MAX, a, b)).orElseThrow();
      case "min" -> args.stream().reduce((a, b) -> g.call(Op.MIN, a, b)).orElseThrow();
      case "relu" -> g.call(Op.MAX, x, g.constant(0));
      case "logsigmoid" -> g.neg(g.call(Op.SOFTPLUS, g.neg(x)));
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static Node log(Graph g, Node x) {
    var v = g.call(Op.LOG, x);
    return Graph.isPositive(x) ? v : within(g, g.lt(g.constant(0), x), v);
  }

  private static Node within(Graph g, Node domain, Node value) {
    return g.select(domain, value, g.nan());
  }

  /** −1, 0 or 1; NaN stays NaN. */
  static Node sign(Graph g, Node x) {
    var zero = g.constant(0);
    return g.select(g.lt(zero, x), g.constant(1), g.select(g.lt(x, zero), g.constant(-1), x));
  }
}
