package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Gradients, Jacobians and Hessians as expressions in whole vectors and matrices: backwards through the expression for a
 * number, forwards for a vector (Giles 2008, An extended collection of matrix derivative results). What is found is a
 * proposal, to be proved equal to the derivative entry by entry.
 */
final class MatrixGradient {

  private static final Expr.Sym T = Exprs.sym("t@");

  private final Expr.Sym by;
  private final Shape shape;
  private final Shapes shapes;
  private final MatrixTerms terms;

  private MatrixGradient(Expr.Sym by, Typing typing) {
    this.by = by;
    this.shapes = new Shapes(typing);
    this.shape = shapes.of(by);
    this.terms = new MatrixTerms(typing);
  }

  /**
   * The derivative by a vector or a matrix, in the shape that {@link Shapes} gives it. Throws {@link Unsupported} where no
   * rule leads to one.
   */
  static Expr of(Expr written, Expr.Sym by, int order, Typing typing) {
    var g = new MatrixGradient(by, typing);
    var function = g.terms.tidy(written);
    var s = g.shapes.of(function);
    if (s.isScalar() && order == 1) {
      var gradient = g.back(function, Exprs.ONE);
      return typing.layout() == Typing.Layout.NUMERATOR ? g.terms.transposed(gradient) : gradient;
    }
    if (!g.shape.isColumn() || !(s.isColumn() && order == 1 || s.isScalar() && order == 2)) {
      throw new Unsupported("no matrix form of this derivative");
    }
    var jacobian = g.forward(s.isScalar() ? g.back(function, Exprs.ONE) : function);
    return s.isColumn() && typing.layout() == Typing.Layout.DENOMINATOR ? g.terms.transposed(jacobian) : jacobian;
  }

  private boolean depends(Expr e) {
    return Trees.freeSymbols(e).contains(by);
  }

  private static Unsupported none(Expr e) {
    return new Unsupported("no matrix form of the derivative of " + e);
  }

  // ---- of a number, backwards ----

  /** What the entries of the variable add to the number, where g is what the entries of e add to it. */
  private Expr back(Expr e, Expr g) {
    if (e.equals(by)) {
      return g;
    }
    if (!depends(e) || Exprs.isZero(g)) {
      return Exprs.ZERO;
    }
    return switch (e) {
      case Expr.Add a -> {
        var whole = shapes.of(e);
        if (a.args().stream().anyMatch(t -> depends(t) && !shapes.of(t).equals(whole))) {
          throw none(e); // repeated over the others
        }
        yield terms.sum(a.args().stream().map(t -> back(t, g)).toList());
      }
      case Expr.Mul m -> terms.sum(factors(m, g));
      case Expr.Pow p when terms.isScalar(p.base()) -> ofNumber(e, g, List.of(p.base(), p.exponent()));
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM && !Trees.freeSymbols(g).contains(b.index()) -> {
        var body = back(b.body(), g);
        yield Exprs.isZero(body) ? body : Exprs.sum(body, b.index(), b.lower(), b.upper());
      }
      case Expr.Call c -> call(c, g);
      default -> throw none(e);
    };
  }

  private List<Expr> factors(Expr.Mul m, Expr g) {
    var all = new ArrayList<Expr>();
    for (int i = 0; i < m.args().size(); i++) {
      var rest = new ArrayList<>(m.args());
      var f = rest.remove(i);
      if (depends(f)) {
        all.add(back(f, terms.isScalar(f) ? terms.inner(g, Exprs.mul(rest)) : terms.product(Exprs.mul(rest), g)));
      }
    }
    return all;
  }

  /** A function of numbers: its slope by each of them. */
  private Expr ofNumber(Expr e, Expr g, List<Expr> args) {
    var all = new ArrayList<Expr>();
    for (var a : args) {
      if (depends(a)) {
        var slope = Trees.substitute(Derivatives.of(Trees.substitute(e, a, T), T, 1), T, a);
        all.add(back(a, terms.times(List.of(g, slope))));
      }
    }
    return terms.sum(all);
  }

  private Expr slope(Expr.Call c) {
    return terms.lifted(Derivatives.of(Exprs.call(c.function(), List.of(T)), T, 1), T, c.arg());
  }

  private Expr call(Expr.Call c, Expr g) {
    var a = c.arg();
    if (c.function().scalar()) {
      if (c.args().stream().allMatch(terms::isScalar)) {
        return ofNumber(c, g, c.args());
      }
      if (c.is("log") && a instanceof Expr.Call s && s.is("softmax")) { // no quotient of vectors
        return back(s.arg(), terms.sum(List.of(g, Exprs.neg(terms.product(terms.inner(Exprs.call("ones", shapes.of(a).rows()), g), a)))));
      }
      if (c.args().size() == 1) {
        return back(a, terms.hadamard(g, slope(c)));
      }
      throw none(c);
    }
    return switch (c.function().name()) {
      case "transpose" -> back(a, terms.transposed(g));
      case "matmul" -> {
        var rest = c.args().size() == 2 ? c.args().get(1) : terms.product(c.args().subList(1, c.args().size()).toArray(Expr[]::new));
        yield terms.sum(List.of(left(a, rest, g), right(a, rest, g)));
      }
      case "hadamard" -> terms.sum(List.of(back(a, terms.hadamard(g, c.args().get(1))), back(c.args().get(1), terms.hadamard(g, a))));
      case "dot" -> terms.sum(List.of(back(a, terms.product(g, c.args().get(1))), back(c.args().get(1), terms.product(g, a))));
      case "outer" -> terms.sum(List.of(back(a, terms.product(g, c.args().get(1))),
          back(c.args().get(1), terms.product(terms.transposed(g), a))));
      case "trace" -> back(a, terms.times(List.of(g, Exprs.call("identity", shapes.of(a).rows()))));
      case "det" -> back(a, terms.times(List.of(g, c, terms.transposed(Exprs.call("inverse", a)))));
      case "inverse" -> {
        var t = terms.transposed(c);
        yield back(a, Exprs.neg(terms.product(t, g, t)));
      }
      case "normsq" -> back(a, terms.times(List.of(Exprs.TWO, g, a)));
      case "norm" -> back(a, terms.times(List.of(g, Exprs.pow(c, Exprs.MINUS_ONE), a)));
      case "diag" -> back(a, Exprs.call("diag", g));
      case "softmax" -> back(a, terms.sum(List.of(terms.hadamard(c, g), Exprs.neg(terms.product(terms.inner(g, c), c)))));
      default -> throw none(c);
    };
  }

  private Expr left(Expr a, Expr b, Expr g) {
    return !depends(a) ? Exprs.ZERO : terms.isScalar(a) ? back(a, terms.inner(g, b))
        : terms.isScalar(b) ? back(a, terms.product(b, g)) : back(a, terms.product(g, terms.transposed(b)));
  }

  private Expr right(Expr a, Expr b, Expr g) {
    return !depends(b) ? Exprs.ZERO : terms.isScalar(b) ? back(b, terms.inner(g, a))
        : terms.isScalar(a) ? back(b, terms.product(a, g)) : back(b, terms.product(terms.transposed(a), g));
  }

  // ---- of a column, forwards ----

  private Expr forward(Expr e) {
    if (e.equals(by)) {
      return Exprs.call("identity", shape.rows());
    }
    if (!depends(e)) {
      return Exprs.ZERO;
    }
    return switch (e) {
      case Expr.Add a when a.args().stream().allMatch(t -> shapes.of(t).equals(shapes.of(e))) ->
          terms.sum(a.args().stream().map(this::forward).toList());
      case Expr.Mul m -> scaled(m.args());
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> Exprs.sum(forward(b.body()), b.index(), b.lower(), b.upper());
      case Expr.Call c when c.function().scalar() && c.args().size() == 1 && shapes.of(c.arg()).isColumn() ->
          terms.product(Exprs.call("diag", slope(c)), forward(c.arg()));
      case Expr.Call c when c.is("matmul") -> chained(c.args());
      case Expr.Call c when c.is("hadamard") -> terms.sum(List.of(terms.product(Exprs.call("diag", c.arg()), forward(c.args().get(1))),
          terms.product(Exprs.call("diag", c.args().get(1)), forward(c.arg()))));
      case Expr.Call c when c.is("softmax") -> terms.product(Exprs.add(Exprs.call("diag", c),
          Exprs.neg(terms.product(c, Exprs.call("transpose", c)))), forward(c.arg()));
      default -> throw none(e);
    };
  }

  /** Numbers times a column: d(su) = s·du + u·(ds)ᵀ. */
  private Expr scaled(List<Expr> args) {
    var numbers = Exprs.mul(args.stream().filter(terms::isScalar).toList());
    var column = args.stream().filter(f -> !terms.isScalar(f)).findFirst().orElseThrow();
    return terms.sum(List.of(terms.product(numbers, forward(column)),
        terms.product(column, terms.transposed(back(numbers, Exprs.ONE)))));
  }

  /** A product whose value is a column: constant matrices before a column, or a column before a number. */
  private Expr chained(List<Expr> factors) {
    if (!depends(factors.getFirst())) {
      return terms.product(factors.getFirst(), forward(terms.product(factors.subList(1, factors.size()).toArray(Expr[]::new))));
    }
    if (shapes.of(factors.getFirst()).isColumn()) {
      return scaled(List.of(terms.product(factors.subList(1, factors.size()).toArray(Expr[]::new)), factors.getFirst()));
    }
    throw none(Exprs.call(Functions.byName("matmul"), factors));
  }
}
