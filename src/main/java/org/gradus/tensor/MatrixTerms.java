package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** Products, sums and transposes as people write them: numbers first, no identity matrices, (AB)ᵀ = BᵀAᵀ. */
final class MatrixTerms {

  private final Typing typing;
  private final Shapes shapes;

  MatrixTerms(Typing typing) {
    this.typing = typing;
    this.shapes = new Shapes(typing);
  }

  boolean isScalar(Expr e) {
    return shapes.of(e).isScalar();
  }

  /** The product of matrices, scalars taken out of it. */
  Expr product(Expr... written) {
    var scalars = new ArrayList<Expr>();
    var factors = new ArrayList<Expr>();
    for (var e : written) {
      if (Exprs.isZero(e)) {
        return Exprs.ZERO;
      }
      collect(e, scalars, factors);
    }
    if (factors.size() > 1) {
      factors.removeIf(f -> f instanceof Expr.Call c && c.is("identity"));
      if (factors.isEmpty()) {
        factors.add(written[0]);
      }
    }
    if (!factors.isEmpty()) {
      scalars.add(factors.size() == 1 ? factors.getFirst() : Exprs.call(Functions.byName("matmul"), factors));
    }
    return times(scalars);
  }

  /** The expression with its products in this form. */
  Expr tidy(Expr e) {
    var inner = Trees.children(e).isEmpty() ? e : Trees.map(e, this::tidy);
    return inner instanceof Expr.Call c && c.is("matmul") ? product(c.args().toArray(Expr[]::new)) : inner;
  }

  /** The product of numbers, and perhaps of one array: a number and its inverse cancel. */
  Expr times(List<Expr> factors) {
    var exponents = new LinkedHashMap<Expr, Rational>();
    var arrays = new ArrayList<Expr>();
    factors.forEach(f -> powers(f, Rational.ONE, exponents, arrays));
    var all = new ArrayList<Expr>();
    exponents.forEach((base, n) -> {
      if (n.signum() != 0) {
        all.add(n.isOne() ? base : Exprs.pow(base, Exprs.num(n)));
      }
    });
    all.addAll(arrays);
    return Exprs.mul(all);
  }

  private void powers(Expr e, Rational n, Map<Expr, Rational> exponents, List<Expr> arrays) {
    if (!isScalar(e)) {
      if (e instanceof Expr.Mul m) {
        m.args().forEach(f -> powers(f, n, exponents, arrays));
      } else {
        arrays.add(e);
      }
    } else if (e instanceof Expr.Mul m && n.isInteger()) {
      m.args().forEach(f -> powers(f, n, exponents, arrays));
    } else if (e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num k && k.value().isInteger()) {
      powers(p.base(), n.times(k.value()), exponents, arrays);
    } else {
      exponents.merge(e, n, Rational::plus);
    }
  }

  private void collect(Expr e, List<Expr> scalars, List<Expr> factors) {
    if (isScalar(e)) {
      scalars.add(e);
    } else if (e instanceof Expr.Mul m) {
      m.args().forEach(a -> collect(a, scalars, factors));
    } else if (e instanceof Expr.Call c && c.is("matmul")) {
      c.args().forEach(a -> collect(a, scalars, factors));
    } else {
      factors.add(e);
    }
  }

  /** The number with which vectors or matrices of one shape meet: Σ a_ij b_ij. */
  Expr inner(Expr a, Expr b) {
    if (isScalar(a)) {
      return times(List.of(a, b));
    }
    if (b instanceof Expr.Call c && c.is("ones")) {
      return inner(b, a);
    }
    if (a instanceof Expr.Call c && c.is("ones") && b instanceof Expr.Sym y && typing.is(new Typing.Fact.OneHot(y.name()))) {
      return Exprs.ONE;
    }
    if (b instanceof Expr.Mul m) {
      var numbers = m.args().stream().filter(this::isScalar).toList();
      if (!numbers.isEmpty()) {
        var all = new ArrayList<>(numbers);
        all.add(inner(a, Exprs.mul(m.args().stream().filter(f -> !isScalar(f)).toList())));
        return times(all);
      }
    }
    var shape = shapes.of(a);
    return shape.isColumn() ? product(transposed(a), b) : shape.isRow() ? product(a, transposed(b))
        : Exprs.call("trace", product(transposed(a), b));
  }

  Expr transposed(Expr e) {
    if (isScalar(e)) {
      return e;
    }
    return switch (e) {
      case Expr.Call c when c.is("transpose") -> c.arg();
      case Expr.Call c when c.is("identity") || c.is("diag") && shapes.of(c).isMatrix() -> c;
      case Expr.Call c when c.is("inverse") && transposed(c.arg()).equals(c.arg()) -> c;
      case Expr.Call c when c.is("matmul") -> product(c.args().reversed().stream().map(this::transposed).toArray(Expr[]::new));
      case Expr.Sym s when typing.is(new Typing.Fact.Symmetric(s.name())) -> s;
      case Expr.Mul m -> Exprs.mul(m.args().stream().map(this::transposed).toList());
      case Expr.Add a -> Exprs.add(a.args().stream().map(this::transposed).toList());
      default -> Exprs.call("transpose", e);
    };
  }

  /** The entry by entry product. */
  Expr hadamard(Expr a, Expr b) {
    if (isScalar(a) || isScalar(b)) {
      return times(List.of(a, b));
    }
    var scalars = new ArrayList<Expr>();
    var arrays = new ArrayList<Expr>();
    for (var e : List.of(a, b)) {
      for (var f : e instanceof Expr.Mul m ? m.args() : List.of(e)) {
        (isScalar(f) ? scalars : arrays).add(f);
      }
    }
    scalars.add(arrays.stream().reduce((p, q) -> Exprs.call("hadamard", p, q)).orElseThrow());
    return Exprs.mul(scalars);
  }

  /** The sum; an array that stands in it several times once, with the sum of its numbers. */
  Expr sum(List<Expr> terms) {
    var numbers = new LinkedHashMap<Expr, List<Expr>>();
    for (var t : terms) {
      for (var part : t instanceof Expr.Add a ? a.args() : List.of(t)) {
        if (!Exprs.isZero(part)) {
          var factors = part instanceof Expr.Mul m ? m.args() : List.of(part);
          boolean scalar = isScalar(part);
          var array = scalar ? Exprs.ONE : Exprs.mul(factors.stream().filter(f -> !isScalar(f)).toList());
          numbers.computeIfAbsent(array, _ -> new ArrayList<>()).add(scalar ? part
              : Exprs.mul(factors.stream().filter(this::isScalar).toList()));
        }
      }
    }
    var parts = new ArrayList<Expr>();
    numbers.forEach((array, n) -> parts.add(Exprs.isOne(array) ? collected(n) : times(List.of(collected(n), array))));
    return Exprs.add(parts);
  }

  /** Numbers added up: equal ones once. */
  private static Expr collected(List<Expr> numbers) {
    var counts = new LinkedHashMap<Expr, Rational>();
    for (var e : numbers) {
      counts.merge(e instanceof Expr.Num ? Exprs.ONE : e instanceof Expr.Mul m && m.args().getFirst() instanceof Expr.Num
          ? Exprs.mul(m.args().subList(1, m.args().size())) : e, coefficient(e), Rational::plus);
    }
    var parts = new ArrayList<Expr>();
    counts.forEach((body, count) -> parts.add(Exprs.mul(Exprs.num(count), body)));
    return Exprs.add(parts);
  }

  private static Rational coefficient(Expr e) {
    return e instanceof Expr.Num n ? n.value() : e instanceof Expr.Mul m && m.args().getFirst() instanceof Expr.Num n ? n.value() : Rational.ONE;
  }

  /** A function of the number {@code t}, applied entry by entry. Throws {@link Unsupported}. */
  Expr lifted(Expr f, Expr.Sym t, Expr a) {
    if (isScalar(a)) {
      return Trees.substitute(f, t, a);
    }
    return switch (f) {
      case Expr.Sym s when s.equals(t) -> a;
      case Expr.Num _, Expr.Const _, Expr.Sym _ -> f;
      case Expr.Add s -> Exprs.add(s.args().stream().map(x -> lifted(x, t, a)).toList());
      case Expr.Mul m -> m.args().stream().map(x -> lifted(x, t, a)).reduce(this::hadamard).orElseThrow();
      case Expr.Pow p when p.exponent().equals(Exprs.TWO) -> {
        var base = lifted(p.base(), t, a);
        yield hadamard(base, base);
      }
      case Expr.Call c when c.function().scalar() && c.args().size() == 1 -> Exprs.call(c.function(), List.of(lifted(c.arg(), t, a)));
      default -> throw new Unsupported("no matrix form for " + f);
    };
  }
}
