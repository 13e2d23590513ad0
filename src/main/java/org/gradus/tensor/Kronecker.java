package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Equalities with Kronecker products and stacked columns as equalities of matrices without them: (A⊗B)(C⊗D) = AC⊗BD,
 * (A⊗B) vec X = vec(BXAᵀ), tr(A⊗B) = tr A tr B and the like; vec X = vec Y says X = Y, and A⊗B = C⊗D with factors of the
 * same shapes says a_ij B = c_ij D (Magnus and Neudecker 1999, chapter 2; Van Loan 2000).
 */
final class Kronecker {

  private static final Expr ROW = Exprs.sym("i@kron");
  private static final Expr COLUMN = Exprs.sym("j@kron");

  private final Shapes shapes;

  private Kronecker(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Two sides, equal wherever and whenever the ones they come from are. */
  record Sides(Expr lhs, Expr rhs) {}

  static boolean concerns(Expr... sides) {
    return List.of(sides).stream().anyMatch(s -> Trees.any(s, Kronecker::isStacked));
  }

  private static boolean isStacked(Expr e) {
    return e instanceof Expr.Call c && (c.is("kron") || c.is("vec"));
  }

  /** The counterexample without the places of the blocks, which the claim does not name. */
  static Outcome.Refuted withoutOwnNames(Outcome.Refuted r) {
    var sizes = new LinkedHashMap<>(r.sizes());
    boolean blocks = sizes.keySet().removeIf(Kronecker::isOwn);
    var point = new LinkedHashMap<>(r.point());
    blocks |= point.keySet().removeIf(Kronecker::isOwn);
    return new Outcome.Refuted(sizes, point, blocks ? null : r.component(), r.lhs(), r.rhs(), r.transposed());
  }

  private static boolean isOwn(String name) {
    return name.equals(ROW.toString()) || name.equals(COLUMN.toString());
  }

  /** Throws {@link Unsupported} where such products stand so that they do not vanish, {@link Shapes.Clash} where shapes do not fit. */
  static Sides reduce(Expr lhs, Expr rhs, Typing typing) {
    var k = new Kronecker(new Shapes(typing));
    var l = k.simple(lhs);
    var r = k.simple(rhs);
    if (!concerns(l, r)) {
      return new Sides(l, r);
    }
    var all = new ArrayList<>(terms(l));
    var left = all.size();
    all.addAll(terms(r));
    var stacked = all.stream().map(Kronecker::core).toList();
    if (stacked.stream().anyMatch(c -> c == null)) {
      throw new Unsupported("this Kronecker product, or stacked matrix, stands beside something else");
    }
    var first = stacked.getFirst();
    var entries = new ArrayList<Expr>();
    for (int t = 0; t < all.size(); t++) {
      var c = stacked.get(t);
      boolean same = c.function().equals(first.function());
      for (int n = 0; same && n < c.args().size(); n++) {
        same = k.shapes.of(c.args().get(n)).equals(k.shapes.of(first.args().get(n)));
      }
      if (!same) {
        throw new Unsupported("the factors of the Kronecker products have different shapes");
      }
      entries.add(Exprs.mul(number(all.get(t)), k.entry(c)));
    }
    return new Sides(Exprs.add(entries.subList(0, left)), Exprs.add(entries.subList(left, entries.size())));
  }

  /**
   * The typing with all sizes equal: a case of the claim, in which more products fit. Null if some size is a number, or
   * something is assumed of one.
   */
  static Typing square(Typing typing, List<Expr> assumptions, Expr... sides) {
    var sizes = new LinkedHashSet<Expr.Sym>();
    typing.shapes().values().forEach(s -> {
      sizes.addAll(Trees.freeSymbols(s.rows()));
      sizes.addAll(Trees.freeSymbols(s.columns()));
    });
    for (var s : typing.shapes().values()) {
      for (var size : List.of(s.rows(), s.columns())) {
        if (!Exprs.isOne(size) && !(size instanceof Expr.Sym)) {
          return null;
        }
      }
    }
    if (sizes.size() < 2 || assumptions.stream().anyMatch(a -> sizes.stream().anyMatch(Trees.freeSymbols(a)::contains))) {
      return null;
    }
    var one = sizes.iterator().next();
    Map<Expr, Expr> by = new LinkedHashMap<>();
    sizes.forEach(s -> by.put(s, one));
    var result = typing;
    for (var e : typing.shapes().entrySet()) {
      result = result.withShape(e.getKey(), new Shape(Trees.substitute(e.getValue().rows(), by), Trees.substitute(e.getValue().columns(), by)));
    }
    return Set.of(sides).stream().allMatch(s -> sizes.stream().noneMatch(Trees.freeSymbols(s)::contains)) ? result : null;
  }

  // ---- sums of vec X, or of A⊗B ----

  private static List<Expr> terms(Expr e) {
    return e instanceof Expr.Add a ? a.args() : Exprs.isZero(e) ? List.of() : List.of(e);
  }

  private static Expr.Call core(Expr term) {
    if (isStacked(term)) {
      return plain((Expr.Call) term);
    }
    return term instanceof Expr.Mul m && m.args().stream().filter(Kronecker::isStacked).count() == 1
        && m.args().stream().filter(f -> !isStacked(f)).noneMatch(f -> concerns(f))
            ? plain((Expr.Call) m.args().stream().filter(Kronecker::isStacked).findFirst().orElseThrow()) : null;
  }

  private static Expr.Call plain(Expr.Call c) {
    return c.args().stream().noneMatch(a -> concerns(a)) ? c : null;
  }

  private static Expr number(Expr term) {
    return isStacked(term) ? Exprs.ONE : Exprs.mul(((Expr.Mul) term).args().stream().filter(f -> !isStacked(f)).toList());
  }

  private Expr entry(Expr.Call c) {
    return c.is("vec") ? c.arg() : Exprs.mul(Exprs.call("component", c.arg(), ROW, COLUMN), c.args().get(1));
  }

  // ---- rules ----

  private Expr simple(Expr e) {
    if (!concerns(e)) {
      return e;
    }
    var inner = Trees.map(e, this::simple);
    if (!(inner instanceof Expr.Call c)) {
      return inner;
    }
    var linear = c.is("trace") || c.is("transpose") ? linear(c.arg(), t -> simple(Exprs.call(c.function().name(), t))) : null;
    if (linear != null) {
      return linear;
    }
    return switch (c.function().name()) {
      case "matmul" -> chain(c);
      case "transpose" -> c.arg() instanceof Expr.Call k && k.is("kron") ? kron(transpose(k.arg()), transpose(k.args().get(1))) : c;
      case "inverse" -> c.arg() instanceof Expr.Call k && k.is("kron") && square(k) ? kron(Exprs.call("inverse", k.arg()), Exprs.call("inverse", k.args().get(1))) : c;
      case "trace" -> c.arg() instanceof Expr.Call k && k.is("kron") && square(k) ? Exprs.mul(Exprs.call("trace", k.arg()), Exprs.call("trace", k.args().get(1))) : c;
      case "det" -> c.arg() instanceof Expr.Call k && k.is("kron") && square(k) ? Exprs.mul(Exprs.pow(Exprs.call("det", k.arg()), shapes.of(k.args().get(1)).rows()),
          Exprs.pow(Exprs.call("det", k.args().get(1)), shapes.of(k.arg()).rows())) : c;
      case "norm", "normsq" -> c.arg() instanceof Expr.Call v && v.is("vec") ? Exprs.call(c.function().name(), v.arg()) : c;
      case "dot" -> product(transpose(c.arg()), c.args().get(1)) instanceof Expr p ? p : c;
      case "kron" -> kron(c.arg(), c.args().get(1));
      case "vec" -> shapes.of(c.arg()).isColumn() ? c.arg() : c;
      default -> c;
    };
  }

  private boolean square(Expr.Call kron) {
    return kron.args().stream().allMatch(a -> shapes.of(a).isSquare());
  }

  private Expr kron(Expr a, Expr b) {
    var s = shapes.of(a);
    var t = shapes.of(b);
    if (s.isScalar() || t.isScalar()) {
      return Exprs.mul(a, b);
    }
    return s.isColumn() && t.isColumn() ? Exprs.call("vec", Exprs.call("matmul", b, transpose(a)))
        : s.isRow() && t.isRow() ? transpose(Exprs.call("vec", Exprs.call("matmul", transpose(b), a)))
        : Exprs.call("kron", a, b);
  }

  private static Expr transpose(Expr e) {
    return e instanceof Expr.Call c && c.is("transpose") ? c.arg() : Exprs.call("transpose", e);
  }

  private Expr chain(Expr.Call c) {
    return Chains.joined(c, this::product).stream()
        .reduce((x, y) -> shapes.of(x).isScalar() || shapes.of(y).isScalar() ? Exprs.mul(x, y) : Exprs.call("matmul", x, y)).orElseThrow();
  }

  /** A linear function of sums and multiples, term by term; null where the argument is neither, or something in it does not change. */
  private static Expr linear(Expr e, UnaryOperator<Expr> f) {
    if (e instanceof Expr.Add a) {
      var terms = new ArrayList<Expr>();
      for (var t : a.args()) {
        var term = f.apply(t);
        if (term == null) {
          return null;
        }
        terms.add(term);
      }
      return Exprs.add(terms);
    }
    var core = e instanceof Expr.Mul ? core(e) : null;
    var of = core == null ? null : f.apply(core);
    return of == null ? null : Exprs.mul(number(e), of);
  }

  /** The product of two neighbours, if a rule says what it is; else null. */
  private Expr product(Expr x, Expr y) {
    if (x instanceof Expr.Call i && i.is("identity") && concerns(y)) {
      return y;
    }
    if (y instanceof Expr.Call i && i.is("identity") && concerns(x)) {
      return x;
    }
    if (concerns(x) && (x instanceof Expr.Add || x instanceof Expr.Mul)) {
      return linear(x, t -> product(t, y));
    }
    if (concerns(y) && (y instanceof Expr.Add || y instanceof Expr.Mul)) {
      return linear(y, t -> product(x, t));
    }
    var a = x instanceof Expr.Call c ? c : null;
    var b = y instanceof Expr.Call c ? c : null;
    if (a == null || b == null) {
      return null;
    }
    if (a.is("kron") && b.is("kron") && fits(a.arg(), b.arg()) && fits(a.args().get(1), b.args().get(1))) {
      return kron(Exprs.call("matmul", a.arg(), b.arg()), Exprs.call("matmul", a.args().get(1), b.args().get(1)));
    }
    if (a.is("kron") && b.is("vec") && fits(a.args().get(1), b.arg()) && fits(b.arg(), transpose(a.arg()))) {
      return Exprs.call("vec", Exprs.call("matmul", Exprs.call("matmul", a.args().get(1), b.arg()), transpose(a.arg())));
    }
    if (a.is("transpose") && a.arg() instanceof Expr.Call v && v.is("vec")) {
      if (b.is("vec") && shapes.of(v.arg()).equals(shapes.of(b.arg()))) {
        return Exprs.call("trace", Exprs.call("matmul", transpose(v.arg()), b.arg()));
      }
      if (b.is("kron") && fits(transpose(b.args().get(1)), v.arg()) && fits(v.arg(), b.arg())) {
        return transpose(Exprs.call("vec", Exprs.call("matmul", Exprs.call("matmul", transpose(b.args().get(1)), v.arg()), b.arg())));
      }
    }
    return null;
  }

  private boolean fits(Expr a, Expr b) {
    return shapes.of(a).columns().equals(shapes.of(b).rows());
  }
}
