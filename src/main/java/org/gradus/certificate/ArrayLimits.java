package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Limits of vectors and matrices as a number tends to another one, or to ±∞. Sums, products and traces are continuous; inverses are, where
 * the matrix in the limit has one. At infinity every part is a power of the variable times what is continuous in 1 over the variable, at
 * 0: (B + λI)⁻¹ = λ⁻¹·(I + B/λ)⁻¹. For each expression there is one such limit; nothing is searched for.
 */
public final class ArrayLimits {

  private static final int MAX_POWER = 8;
  /** 1 over the variable. */
  private static final Expr.Sym INVERSE = Exprs.sym("#over");
  private static final Set<String> MULTILINEAR = Set.of("matmul", "dot", "hadamard", "outer");
  private static final Set<String> LINEAR = Set.of("transpose", "trace");

  private final Claim.Sums of;
  private final Expr.Sym by;
  private final Entries entries;
  private final List<Expr.Rel> positive = new ArrayList<>();

  private ArrayLimits(Claim.ArrayLimit claim) {
    this.of = claim.of();
    this.by = claim.by();
    this.entries = new Entries(of.shapes(), of.members());
    SumPoints.sizes(of, Sums.sides(of)).forEach(k -> positive.add((Expr.Rel) Exprs.rel(RelOp.GT, k, Exprs.ZERO)));
  }

  static void check(Claim.ArrayLimit claim, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "limits have no conditions of their own");
    var proof = n.node("proof").only("rule", "equal");
    require(proof.text("rule").equals("continuity"), "limits of arrays have no proof but the rule 'continuity'");
    var rest = identity(claim);
    if (rest.lhs().equals(rest.rhs())) {
      require(proof.node("equal").only("rule").text("rule").equals("same"), "the limit is the value itself");
      SumPoints.check(rest, Sums.sides(rest), Checker.point(n.node("point")));
      return;
    }
    Sums.check(rest, n, proof.node("equal"));
  }

  /** What is left to be shown: that the limit by these laws is the value. Throws {@link Rejected} where there is no law. */
  public static Claim.Sums identity(Claim.ArrayLimit claim) {
    var s = claim.of();
    require(s.assumptions().isEmpty(), "limits of arrays are shown without assumptions");
    require(!s.shapes().containsKey(claim.by().name()) && !s.indices().containsKey(claim.by()) && !Trees.freeSymbols(s.rhs()).contains(claim.by())
        && !Trees.any(s.lhs(), x -> x instanceof Expr.Indexed i && i.base().equals(claim.by().name())), "no variable of a limit");
    require(Sums.indices(s).values().stream().noneMatch(ends -> Trees.freeSymbols(Exprs.add(ends)).contains(claim.by()))
        && s.shapes().values().stream().noneMatch(x -> Trees.freeSymbols(Exprs.add(x.rows(), x.columns())).contains(claim.by())), "the variable is a size");
    require(!Trees.any(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()), x -> x instanceof Expr.Diff || x instanceof Expr.At || x instanceof Expr.Big || x instanceof Expr.Cases),
        "no law for the limits of derivatives, sums and cases");
    return new Claim.Sums(new ArrayLimits(claim).value(claim), s.rhs(), s.shapes(), s.members(), s.indices(), List.of());
  }

  private Expr value(Claim.ArrayLimit claim) {
    int infinite = Tending.infinite(claim.to());
    if (infinite == 0) {
      require(claim.to() instanceof Expr.Num, "the place is no number");
      return at(of.lhs(), by, claim.to());
    }
    require(claim.side() == 0, "∞ has one side");
    var growth = growth(of.lhs());
    require(growth.power() <= 0, "what may grow beyond all bounds");
    var value = at(growth.factor(), INVERSE, Exprs.ZERO);
    return growth.power() < 0 ? Exprs.ZERO : value;
  }

  // ---- at a point ----

  private Expr at(Expr e, Expr.Sym x, Expr value) {
    Meter.spend(20);
    if (!mentions(e, x)) {
      return e;
    }
    return switch (e) {
      case Expr.Sym _ -> value;
      case Expr.Add a -> {
        var terms = a.args().stream().map(t -> at(t, x, value)).filter(t -> !Exprs.isZero(t)).toList();
        yield terms.isEmpty() ? Exprs.ZERO : Exprs.add(terms);
      }
      case Expr.Mul m -> product(m.args().stream().map(f -> at(f, x, value)).toList());
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && !n.value().isZero() -> {
        require(entries.shape(p.base()).isScalar(), "a power of an array");
        var base = at(p.base(), x, value);
        require(n.value().signum() > 0 || !Exprs.isZero(base) && Shape.implies(positive, base, RelOp.NE), "whether " + base + " is 0 is not clear");
        yield Exprs.isZero(base) ? Exprs.ZERO : Exprs.pow(base, p.exponent());
      }
      case Expr.Call c when MULTILINEAR.contains(c.function().name()) || LINEAR.contains(c.function().name()) || c.is("normsq") -> {
        var args = c.args().stream().map(t -> at(t, x, value)).toList();
        yield args.stream().anyMatch(Exprs::isZero) ? Exprs.ZERO : Exprs.call(c.function(), args);
      }
      case Expr.Call c when c.is("inverse") -> inverse(at(c.arg(), x, value));
      default -> throw new Rejected("no law for the limit of " + e);
    };
  }

  private static Expr product(List<Expr> factors) {
    return factors.stream().anyMatch(Exprs::isZero) ? Exprs.ZERO : Exprs.mul(factors);
  }

  private static boolean mentions(Expr e, Expr.Sym x) {
    return Trees.any(e, x::equals);
  }

  /** The inverse of a matrix that certainly has one: of a multiple of the identity, or of one whose inverse stands in the value. */
  private Expr inverse(Expr matrix) {
    var factors = matrix instanceof Expr.Mul m ? m.args() : List.of(matrix);
    var units = factors.stream().filter(f -> f instanceof Expr.Call c && c.is("identity")).toList();
    var factor = Exprs.mul(factors.stream().filter(f -> !units.contains(f)).toList());
    if (units.size() == 1 && Shape.implies(positive, factor, RelOp.NE) && isPlain(factor)) {
      return Exprs.mul(Exprs.pow(factor, -1), units.getFirst());
    }
    require(ArrayMultiples.needsInverse(of.rhs(), matrix), "whether " + matrix + " has an inverse is not clear");
    return Exprs.call("inverse", matrix);
  }

  /** Numbers and sizes, times each other. */
  private boolean isPlain(Expr e) {
    return e instanceof Expr.Num || e instanceof Expr.Sym s && positive.contains(Exprs.rel(RelOp.GT, s, Exprs.ZERO))
        || e instanceof Expr.Mul m && m.args().stream().allMatch(this::isPlain);
  }

  // ---- at infinity ----

  /** A power of the variable times what is looked at in 1 over the variable. */
  private record Growth(int power, Expr factor) {}

  private Growth growth(Expr e) {
    Meter.spend(20);
    if (!mentions(e, by)) {
      return new Growth(0, e);
    }
    return switch (e) {
      case Expr.Sym _ -> new Growth(1, Exprs.ONE);
      case Expr.Add a -> {
        var terms = a.args().stream().map(this::growth).toList();
        int most = terms.stream().mapToInt(Growth::power).max().orElseThrow();
        yield new Growth(most, Exprs.add(terms.stream().map(t -> most == t.power() ? t.factor() : Exprs.mul(over(most - t.power()), t.factor())).toList()));
      }
      case Expr.Mul m -> product(m.args().stream().map(this::growth).toList(), Exprs::mul);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && !n.value().isZero() -> {
        require(entries.shape(p.base()).isScalar(), "a power of an array");
        var base = growth(p.base());
        int k = n.value().intValueExact();
        yield new Growth(k * base.power(), Exprs.pow(base.factor(), k));
      }
      case Expr.Call c when MULTILINEAR.contains(c.function().name()) || LINEAR.contains(c.function().name()) ->
          product(c.args().stream().map(this::growth).toList(), args -> Exprs.call(c.function(), args));
      case Expr.Call c when c.is("normsq") -> {
        var inner = growth(c.arg());
        yield new Growth(2 * inner.power(), Exprs.call("normsq", inner.factor()));
      }
      case Expr.Call c when c.is("inverse") -> {
        var inner = growth(c.arg());
        yield new Growth(-inner.power(), Exprs.call("inverse", inner.factor()));
      }
      default -> throw new Rejected("no law for the limit of " + e);
    };
  }

  private static Growth product(List<Growth> factors, Function<List<Expr>, Expr> of) {
    return new Growth(factors.stream().mapToInt(Growth::power).sum(), of.apply(factors.stream().map(Growth::factor).toList()));
  }

  private static Expr over(int power) {
    return Exprs.pow(INVERSE, Exprs.num(Rational.of(power)));
  }
}
