package org.gradus.compiled;

import java.util.HashMap;
import java.util.Map;
import org.gradus.compiled.Graph.Node;
import org.gradus.numeric.Unsupported;

/**
 * Automatic differentiation of a {@link Graph} in forward mode (R. E. Wengert, 1964): every node gets a second one, its
 * derivative by one input, made of the same shared parts. The rules are those of the machine's operations; neither the
 * derivatives of the function table nor the symbolic ones are used, so that they can be checked against this.
 *
 * <p>At a kink the value is one of the one-sided derivatives, or 0 for an absolute value.
 */
final class Tangents {

  private final Graph g;
  private final Node by;
  private final Map<Node, Node> known = new HashMap<>();

  Tangents(Graph graph, Node by) {
    g = graph;
    this.by = by;
  }

  Node of(Node n) {
    var t = known.get(n);
    if (t == null) {
      t = n == by ? g.constant(1) : rule(n);
      known.put(n, t);
    }
    return t;
  }

  private boolean isZero(Node n) {
    return n.is(0);
  }

  /** A product in which a constant 0 is absolute: what does not depend on the input has the derivative 0 everywhere. */
  private Node times(Node a, Node t) {
    return isZero(t) ? t : isZero(a) ? a : g.mul(a, t);
  }

  private Node rule(Node n) {
    return switch (n.op()) {
      case CONST, VAR, FLOOR, CEIL, LT, LE, EQ, AND, OR -> g.constant(0);
      case ADD -> g.add(of(n.a()), of(n.b()));
      case SUB -> g.sub(of(n.a()), of(n.b()));
      case MUL -> n.a() == n.b() ? times(g.mul(g.constant(2), n.a()), of(n.a()))
          : g.add(times(n.a(), of(n.b())), times(n.b(), of(n.a())));
      case DIV -> quotient(n);
      case MIN -> g.select(g.lt(n.a(), n.b()), of(n.a()), of(n.b()));
      case MAX -> tangentOfMax(n);
      case SELECT -> g.select(n.a(), of(n.b()), of(n.c()));
      case POW -> power(n);
      case ATAN2 -> {
        var r2 = g.add(g.mul(n.a(), n.a()), g.mul(n.b(), n.b()));
        yield g.div(g.sub(times(n.b(), of(n.a())), times(n.a(), of(n.b()))), r2);
      }
      default -> isZero(of(n.a())) ? of(n.a()) : times(slope(n), of(n.a()));
    };
  }

  private Node quotient(Node n) {
    var top = isZero(of(n.a())) ? of(n.a()) : g.div(of(n.a()), n.b());
    return isZero(of(n.b())) ? top : g.sub(top, g.div(times(n, of(n.b())), n.b()));
  }

  /** A tie goes to a constant, so that relu has the slope 0 at 0. */
  private Node tangentOfMax(Node n) {
    return n.a().isConst() ? g.select(g.lt(n.a(), n.b()), of(n.b()), of(n.a()))
        : g.select(g.lt(n.b(), n.a()), of(n.a()), of(n.b()));
  }

  private Node power(Node n) {
    var x = n.a();
    var y = n.b();
    var first = times(g.mul(y, g.call(Op.POW, x, g.sub(y, g.constant(1)))), of(x));
    return isZero(of(y)) ? first : g.add(first, times(g.mul(n, g.call(Op.LOG, x)), of(y)));
  }

  /** The derivative of a function of one argument by that argument. */
  private Node slope(Node n) {
    var x = n.a();
    var one = g.constant(1);
    return switch (n.op()) {
      case NEG -> g.constant(-1);
      case ABS -> Primitives.sign(g, x);
      case SQRT -> g.div(g.constant(0.5), n);
      case EXP -> n;
      case EXPM1 -> g.call(Op.EXP, x);
      case LOG -> g.div(one, x);
      case LOG1P -> g.div(one, g.add(one, x));
      case SIN -> g.call(Op.COS, x);
      case COS -> g.neg(g.call(Op.SIN, x));
      case TAN -> g.add(one, g.mul(n, n));
      case ASIN -> g.div(one, g.call(Op.SQRT, g.mul(g.sub(one, x), g.add(one, x))));
      case ACOS -> g.neg(g.div(one, g.call(Op.SQRT, g.mul(g.sub(one, x), g.add(one, x)))));
      case ATAN -> g.div(one, g.add(one, g.mul(x, x)));
      case SINH -> g.call(Op.COSH, x);
      case COSH -> g.call(Op.SINH, x);
      // (1 − t)(1 + t) loses less than 1 − t²
      case TANH -> g.mul(g.sub(one, n), g.add(one, n));
      case CBRT -> g.div(n, g.mul(g.constant(3), x));
      case ASINH -> g.div(one, g.call(Op.SQRT, g.add(one, g.mul(x, x))));
      case ACOSH -> g.div(one, g.call(Op.SQRT, g.mul(g.sub(x, one), g.add(x, one))));
      case ATANH -> g.div(one, g.mul(g.sub(one, x), g.add(one, x)));
      case ERF -> gauss(x, 2);
      case ERFC -> gauss(x, -2);
      case GAMMA -> g.mul(n, g.call(Op.DIGAMMA, x));
      case LOGGAMMA -> g.call(Op.DIGAMMA, x);
      case DIGAMMA -> g.call(Op.TRIGAMMA, x);
      case TRIGAMMA -> throw new Unsupported("polygamma of order 2 in doubles");
      case SIGMOID -> g.mul(n, g.call(Op.SIGMOID, g.neg(x)));
      case SOFTPLUS -> g.call(Op.SIGMOID, x);
      default -> throw new IllegalStateException("no rule for " + n.op());
    };
  }

  private Node gauss(Node x, double factor) {
    return g.mul(g.constant(factor / Math.sqrt(Math.PI)), g.call(Op.EXP, g.neg(g.mul(x, x))));
  }
}
