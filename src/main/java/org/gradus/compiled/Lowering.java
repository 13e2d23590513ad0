package org.gradus.compiled;

import java.math.BigInteger;
import java.util.Map;
import org.gradus.compiled.Graph.Node;
import org.gradus.expr.Args;
import org.gradus.expr.Constant;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.numeric.Unsupported;
import org.gradus.numeric.Valuation;

/**
 * From an expression to a {@link Graph}, with the meaning that {@code numeric.Evaluator} has over doubles. Conditions are
 * three-valued: neither true nor false where a side is NaN, and then the value by cases is NaN.
 */
final class Lowering {

  /** Sums and products over more terms are not written out. */
  static final int MAX_TERMS = 2_000;

  /** Doubles beyond are not the integers they look like. */
  private static final double MAX_INTEGER = 1e15;

  private static final Valuation.Limits LIMITS = new Valuation.Limits(400, MAX_TERMS, "compile");
  private static final int MAX_SQUARED_POWER = 8;

  private final Graph graph;

  Lowering(Graph graph) {
    this.graph = graph;
  }

  /** The node of the expression; throws {@link Unsupported} for what has no double as its value. */
  Node lower(Expr e, Map<String, Node> env) {
    return new Frame(env, 0).value(e);
  }

  /** A condition: where it is certainly true, where certainly false. */
  private record Cond(Node holds, Node fails) {}

  private final class Frame extends Valuation<Node> {

    Frame(Map<String, Node> env, int depth) {
      super(env, LIMITS, depth);
    }

    @Override
    protected Frame under(Map<String, Node> inner, int depth) {
      return new Frame(inner, depth);
    }

    @Override
    protected Node number(Rational q) {
      return graph.constant(q.doubleValue());
    }

    @Override
    protected Node pi() {
      return graph.constant(Math.PI);
    }

    @Override
    protected Node e() {
      return graph.constant(Math.E);
    }

    @Override
    protected Node add(Node a, Node b) {
      return graph.add(a, b);
    }

    @Override
    protected Node multiply(Node a, Node b) {
      return graph.mul(a, b);
    }

    @Override
    protected BigInteger integer(Node n) {
      return n.isConst() && n.value() == Math.rint(n.value()) && Math.abs(n.value()) <= MAX_INTEGER
          ? BigInteger.valueOf((long) n.value()) : null;
    }

    /** From left to right, as the evaluator goes, so that neither overflows where the other does not. */
    @Override
    protected Node product(Args args) {
      Node product = null;
      for (int i = 0, j; i < args.size(); i = j) {
        var factor = args.get(i);
        for (j = i + 1; j < args.size() && args.get(j) == factor; j++) { }
        if (j - i == 1 && product != null && factor instanceof Expr.Pow p && isMinusOne(p.exponent())) {
          var by = value(p.base());
          product = existsOffZero(by, graph.div(product, by));
        } else {
          var v = integerPower(value(factor), j - i);
          product = product == null ? v : graph.mul(product, v);
        }
      }
      return product;
    }

    private boolean isMinusOne(Expr e) {
      return e.equals(Exprs.MINUS_ONE);
    }

    private Node existsOffZero(Node x, Node value) {
      return Graph.isPositive(x) ? value : graph.select(graph.eq(x, graph.constant(0)), graph.nan(), value);
    }

    private Node integerPower(Node x, long n) {
      if (n < 0) {
        return existsOffZero(x, n >= -MAX_SQUARED_POWER ? graph.div(graph.constant(1), integerPower(x, -n))
            : graph.call(Op.POW, x, graph.constant(n)));
      }
      if (n > MAX_SQUARED_POWER) {
        return graph.call(Op.POW, x, graph.constant(n));
      }
      if (n <= 1) {
        return n == 0 ? graph.constant(1) : x;
      }
      var half = integerPower(x, n / 2);
      var square = graph.mul(half, half);
      return n % 2 == 0 ? square : graph.mul(square, x);
    }

    @Override
    protected Node power(Expr.Pow p) {
      if (p.exponent() instanceof Expr.Num n) {
        return n.value().isInteger() ? integerPower(value(p.base()), exponent(n.value()))
            : rationalPower(value(p.base()), n.value());
      }
      if (p.base() instanceof Expr.Const c && c.constant() == Constant.E) {
        return graph.call(Op.EXP, value(p.exponent()));
      }
      var x = value(p.base());
      var y = value(p.exponent());
      var zero = graph.constant(0);
      var pole = graph.and(graph.eq(x, zero), graph.lt(y, zero));
      // pow(NaN, 0) and pow(1, ±∞) are numbers to the machine; NaN stays NaN here
      var known = graph.eq(x, x);
      return graph.select(pole, graph.nan(), graph.select(known, graph.call(Op.POW, x, y), graph.nan()));
    }

    private long exponent(Rational n) {
      if (!n.isIntegerWithin(1_000_000_000)) {
        throw new Unsupported("an exponent beyond 10^9");
      }
      return n.intValueExact();
    }

    private Node rationalPower(Node x, Rational q) {
      if (q.den().equals(BigInteger.TWO) && q.num().bitLength() < 31) {
        return integerPower(graph.call(Op.SQRT, x), q.num().longValue());
      }
      var v = graph.call(Op.POW, x, graph.constant(q.doubleValue()));
      return q.signum() < 0 ? existsOffZero(x, v) : v;
    }

    @Override
    protected Node call(Expr.Call c) {
      var name = c.function().name();
      if (name.equals("polygamma")) {
        if (!value(c.args().get(0)).is(1)) {
          throw new Unsupported("polygamma of order " + c.args().get(0) + " in doubles");
        }
        return graph.call(Op.TRIGAMMA, value(c.args().get(1)));
      }
      if (name.equals("root")) {
        return root(value(c.args().get(0)), integer(c.args().get(1), "the degree of a root").longValueExact());
      }
      if (Primitives.knows(name)) {
        return Primitives.call(graph, name, c.args().stream().map(this::value).toList());
      }
      if (!c.function().isDefined()) {
        throw new Unsupported(name + " is not evaluated");
      }
      var v = value(c.function().expand(c.args()));
      for (var condition : c.function().domain(c.args())) {
        v = graph.select(condition(condition).fails, graph.nan(), v);
      }
      return v;
    }

    private Node root(Node x, long n) {
      if (n == 0 || Math.abs(n) > 1_000_000) {
        return graph.nan();
      }
      if (n < 0) {
        return existsOffZero(x, graph.div(graph.constant(1), root(x, -n)));
      }
      if (n <= 3) {
        return n == 1 ? x : graph.call(n == 2 ? Op.SQRT : Op.CBRT, x);
      }
      var size = graph.call(Op.POW, n % 2 == 0 ? x : graph.abs(x), graph.constant(1.0 / n));
      return n % 2 == 0 ? size : graph.select(graph.lt(x, graph.constant(0)), graph.neg(size), size);
    }

    @Override
    protected Node cases(Expr.Cases c) {
      var v = c.otherwise() == null ? graph.nan() : value(c.otherwise());
      for (int i = c.conditions().size() - 1; i >= 0; i--) {
        var when = condition(c.conditions().get(i));
        v = graph.select(when.holds, value(c.values().get(i)), graph.select(when.fails, v, graph.nan()));
      }
      return v;
    }

    private Cond condition(Expr e) {
      return switch (e) {
        case Expr.Rel r -> relation(r.op(), value(r.lhs()), value(r.rhs()));
        case Expr.Logic l -> {
          var first = condition(l.args().get(0));
          if (l.op() == Expr.Logic.Op.NOT) {
            yield new Cond(first.fails, first.holds);
          }
          boolean and = l.op() == Expr.Logic.Op.AND;
          for (int i = 1; i < l.args().size(); i++) {
            var next = condition(l.args().get(i));
            first = and ? new Cond(graph.and(first.holds, next.holds), graph.or(first.fails, next.fails))
                : new Cond(graph.or(first.holds, next.holds), graph.and(first.fails, next.fails));
          }
          yield first;
        }
        default -> throw new Unsupported("not a condition: " + e);
      };
    }

    private Cond relation(RelOp op, Node x, Node y) {
      return switch (op) {
        case LT -> new Cond(graph.lt(x, y), graph.le(y, x));
        case LE -> new Cond(graph.le(x, y), graph.lt(y, x));
        case GT -> new Cond(graph.lt(y, x), graph.le(x, y));
        case GE -> new Cond(graph.le(y, x), graph.lt(x, y));
        case EQ -> new Cond(graph.eq(x, y), graph.or(graph.lt(x, y), graph.lt(y, x)));
        case NE -> new Cond(graph.or(graph.lt(x, y), graph.lt(y, x)), graph.eq(x, y));
        case APPROX -> throw new Unsupported("≈ has no truth value");
      };
    }
  }
}
