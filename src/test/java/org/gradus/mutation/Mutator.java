package org.gradus.mutation;

import static org.gradus.expr.Exprs.num;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** Small alterations of an expression, of the kinds that people make by mistake. */
final class Mutator {

  /** What was altered. */
  enum Kind { SIGN, FACTOR, FUNCTION, EXPONENT, DROPPED_TERM, DROPPED_FACTOR, SWAPPED_VARIABLE, INDEX, NUMBER, CASE }

  /** An altered expression. */
  record Mutant(Kind kind, Expr expr) {}

  /** Functions that are taken for each other. */
  private static final List<List<String>> CONFUSED = List.of(
      List.of("exp", "log", "sigmoid", "tanh", "softplus"), List.of("sin", "cos", "tan"), List.of("asin", "acos", "atan"),
      List.of("sinh", "cosh", "tanh"), List.of("asinh", "acosh", "atanh", "atan"), List.of("relu", "softplus", "abs"),
      List.of("abs", "sign"), List.of("max", "min"), List.of("floor", "ceil"), List.of("gamma", "loggamma", "digamma"),
      List.of("erf", "Phi", "tanh"), List.of("Phi", "phi"), List.of("silu", "gelu", "relu"), List.of("sec", "csc"),
      List.of("log", "log2", "log10"), List.of("sech", "csch"));

  private static final List<String> PRODUCTS = List.of("matmul", "hadamard");

  private final Collection<Expr.Sym> variables;
  private final List<Mutant> found = new ArrayList<>();

  private Mutator(Collection<Expr.Sym> variables) {
    this.variables = variables;
  }

  /** Every single alteration; variables are exchanged for the ones given. */
  static List<Mutant> of(Expr e, Collection<Expr.Sym> variables) {
    var m = new Mutator(variables);
    m.visit(e, x -> x);
    return m.found;
  }

  private void put(Kind kind, Expr altered, UnaryOperator<Expr> whole) {
    found.add(new Mutant(kind, whole.apply(altered)));
  }

  private void visit(Expr e, UnaryOperator<Expr> whole) {
    switch (e) {
      case Expr.Num n -> number(n, whole);
      case Expr.Const _ -> put(Kind.FACTOR, Exprs.mul(num(2), e), whole);
      case Expr.Sym s -> {
        common(e, whole);
        variables.stream().filter(v -> !v.equals(s)).forEach(v -> put(Kind.SWAPPED_VARIABLE, v, whole));
      }
      case Expr.Add a -> {
        common(e, whole);
        drop(a.args(), Kind.DROPPED_TERM, Exprs::add, whole);
      }
      case Expr.Mul m -> {
        common(e, whole);
        drop(m.args(), Kind.DROPPED_FACTOR, Exprs::mul, whole);
      }
      case Expr.Pow p -> {
        common(e, whole);
        exponent(p, whole);
      }
      case Expr.Call c -> {
        common(e, whole);
        function(c, whole);
      }
      case Expr.Indexed x -> {
        common(e, whole);
        indices(x, whole);
        return; // an index is another index, and no formula
      }
      case Expr.Big b -> {
        common(e, whole);
        index(b, whole);
      }
      case Expr.Rel r -> put(Kind.CASE, Exprs.rel(r.op().flip() == r.op() ? r.op().negate() : r.op().flip(), r.lhs(), r.rhs()), whole);
      default -> { }
    }
    inside(e, whole);
  }

  private void common(Expr e, UnaryOperator<Expr> whole) {
    put(Kind.SIGN, Exprs.neg(e), whole);
    put(Kind.FACTOR, Exprs.mul(num(2), e), whole);
    put(Kind.FACTOR, Exprs.mul(Exprs.HALF, e), whole);
    variables.forEach(v -> put(Kind.FACTOR, Exprs.mul(v, e), whole));
  }

  private void number(Expr.Num n, UnaryOperator<Expr> whole) {
    var r = n.value();
    for (var other : List.of(r.negate(), r.plus(Rational.ONE), r.minus(Rational.ONE), r.times(Rational.TWO),
        r.times(Rational.HALF), r.isZero() ? Rational.ONE : r.reciprocal())) {
      if (!other.equals(r)) {
        put(other.equals(r.negate()) ? Kind.SIGN : Kind.NUMBER, num(other), whole);
      }
    }
  }

  private void drop(List<Expr> parts, Kind kind, Function<List<Expr>, Expr> join, UnaryOperator<Expr> whole) {
    for (int i = 0; i < parts.size(); i++) {
      var rest = new ArrayList<>(parts);
      rest.remove(i);
      put(kind, join.apply(rest), whole);
      var signs = new ArrayList<>(parts);
      signs.set(i, Exprs.neg(parts.get(i)));
      if (kind == Kind.DROPPED_TERM) {
        put(Kind.SIGN, join.apply(signs), whole);
      }
    }
  }

  private void exponent(Expr.Pow p, UnaryOperator<Expr> whole) {
    put(Kind.EXPONENT, p.base(), whole);
    var e = p.exponent();
    for (var other : List.of(Exprs.add(e, Exprs.ONE), Exprs.sub(e, Exprs.ONE), Exprs.neg(e), Exprs.mul(num(2), e))) {
      put(Kind.EXPONENT, Exprs.pow(p.base(), other), whole);
    }
  }

  private void function(Expr.Call c, UnaryOperator<Expr> whole) {
    for (var family : CONFUSED) {
      if (family.contains(c.function().name())) {
        for (var other : family) {
          if (!c.is(other)) {
            try {
              put(Kind.FUNCTION, Exprs.call(other, c.args().toArray(Expr[]::new)), whole);
            } catch (IllegalArgumentException _) {
              // another number of arguments
            }
          }
        }
      }
    }
    if (c.args().size() == 1) {
      put(Kind.FUNCTION, c.arg(), whole);
    }
    if (!c.function().scalar() && c.args().size() == 2) {
      for (var other : PRODUCTS.contains(c.function().name()) ? PRODUCTS : List.of(c.function().name())) {
        put(Kind.FUNCTION, Exprs.call(other, c.args().get(1), c.args().get(0)), whole);
        put(Kind.FUNCTION, Exprs.call(other, c.args().get(0), c.args().get(1)), whole);
      }
    }
    if (!c.function().scalar()) {
      put(Kind.FUNCTION, Exprs.call("transpose", c), whole);
    }
  }

  private void index(Expr.Big b, UnaryOperator<Expr> whole) {
    if (b.lower() == null) {
      return;
    }
    for (int d : new int[] {-1, 1}) {
      put(Kind.INDEX, range(b, Exprs.add(b.lower(), num(d)), b.upper()), whole);
      put(Kind.INDEX, range(b, b.lower(), Exprs.add(b.upper(), num(d))), whole);
      var moved = Trees.substitute(b.body(), Map.of(b.index(), Exprs.add(b.index(), num(d))));
      put(Kind.INDEX, range(b.kind(), moved, b.index(), b.lower(), b.upper()), whole);
    }
  }

  private void indices(Expr.Indexed x, UnaryOperator<Expr> whole) {
    for (int i = 0; i < x.sub().size(); i++) {
      for (int j = 0; j < x.sub().size(); j++) {
        var sub = new ArrayList<>(x.sub());
        sub.set(i, x.sub().get(j));
        put(Kind.INDEX, Exprs.indexed(x.base(), sub, x.sup()), whole);
        sub.set(j, x.sub().get(i));
        put(Kind.INDEX, Exprs.indexed(x.base(), sub, x.sup()), whole);
      }
      for (var v : variables) {
        var sub = new ArrayList<>(x.sub());
        sub.set(i, v);
        put(Kind.INDEX, Exprs.indexed(x.base(), sub, x.sup()), whole);
      }
    }
  }

  private static Expr range(Expr.Big b, Expr lower, Expr upper) {
    return range(b.kind(), b.body(), b.index(), lower, upper);
  }

  private static Expr range(Expr.Big.Kind kind, Expr body, Expr.Sym index, Expr lower, Expr upper) {
    return kind == Expr.Big.Kind.SUM ? Exprs.sum(body, index, lower, upper) : Exprs.product(body, index, lower, upper);
  }

  private void inside(Expr e, UnaryOperator<Expr> whole) {
    var children = new ArrayList<Expr>();
    Trees.map(e, c -> {
      children.add(c);
      return c;
    });
    for (int i = 0; i < children.size(); i++) {
      int at = i;
      visit(children.get(i), altered -> {
        var count = new int[1];
        return whole.apply(Trees.map(e, c -> count[0]++ == at ? altered : c));
      });
    }
  }
}
