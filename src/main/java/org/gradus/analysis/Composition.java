package org.gradus.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.analysis.Curvature.Bend;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Function;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;

/**
 * Curvature by composition: disciplined convex programming (Grant, Boyd and Ye 2006; Boyd and Vandenberghe, Convex
 * Optimization, §3.2.4). How a function of one argument bends and grows is not listed but analysed ({@link Shape}). Sums of
 * log-convex functions are log-convex (§3.5.2), which gives log-sum-exp.
 */
public final class Composition {

  private record Profile(Shape.Bend bend, Shape.Trend trend, boolean downToMinusInfinity, boolean upToInfinity) {}

  private static final Profile NONE = new Profile(Shape.Bend.NEITHER, Shape.Trend.NEITHER, false, false);
  private static final Map<Function, Profile> PROFILES = new ConcurrentHashMap<>();

  private final Set<Expr> variables;
  private final List<Expr> assumptions;
  private final Kernel kernel;
  private final Oracle oracle;
  private final Map<Expr, Curvature> known = new HashMap<>();

  public Composition(List<? extends Expr> variables, List<Expr> assumptions, Kernel kernel, Oracle oracle) {
    this.variables = new LinkedHashSet<>(variables);
    this.assumptions = assumptions;
    this.kernel = kernel;
    this.oracle = oracle;
  }

  /** The curvature, or the innermost part that breaks the rules. */
  public Curvature of(Expr e) {
    var c = known.get(e);
    if (c == null) {
      c = compute(e);
      if (c.bend() == Bend.UNKNOWN) {
        var one = oneArgument(e);
        c = one == null ? c : one;
      }
      known.put(e, c);
    }
    return c;
  }

  private boolean constant(Expr e) {
    return !Moving.in(e, variables);
  }

  private Curvature compute(Expr e) {
    if (constant(e)) {
      return Curvature.of(Bend.CONSTANT);
    }
    if (Moving.is(e, variables)) {
      return Curvature.of(Bend.AFFINE); // a component may be another one, and then it does not move
    }
    return switch (e) {
      case Expr.Add a -> {
        var sum = Curvature.of(Bend.CONSTANT);
        for (var t : a.args()) {
          sum = sum.plus(of(t), e);
        }
        yield sum;
      }
      case Expr.Mul m -> product(m);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> power(p.base(), n.value(), e);
      case Expr.Pow p when constant(p.base()) && sign(p.base()) > 0 ->
          of(Exprs.exp(Exprs.mul(p.exponent(), Exprs.log(p.base()))));
      case Expr.Call c -> call(c);
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM && (b.lower() == null || constant(Exprs.add(b.lower(), b.upper()))) -> term(b.body());
      default -> Curvature.unknown(e);
    };
  }

  private Curvature product(Expr.Mul m) {
    Expr moving = null;
    var fixed = new ArrayList<Expr>();
    for (var f : m.args()) {
      if (constant(f)) {
        fixed.add(f);
      } else if (moving != null) {
        return inner(m);
      } else {
        moving = f;
      }
    }
    var c = of(moving);
    if (c.affine() || c.bend() == Bend.UNKNOWN) {
      return c;
    }
    var factor = Exprs.mul(fixed);
    return atLeastZero(factor) ? c : atLeastZero(Exprs.neg(factor)) ? c.negated() : Curvature.unknown(m);
  }

  /** What is added up, each term by the rules or by its second derivatives. */
  private Curvature term(Expr e) {
    var c = of(e);
    if (c.bend() != Bend.UNKNOWN || !Continuity.onConvexDomain(assumptions, List.copyOf(variables))) {
      return c;
    }
    var parts = Moving.parts(e, variables);
    var about = Moving.about(assumptions, parts, variables);
    var f = Trees.substitute(e, Map.<Expr, Expr>copyOf(parts));
    var list = List.copyOf(parts.values());
    return Hessian.positive(f, list, kernel, oracle, about) != null ? Curvature.of(Bend.CONVEX)
        : Hessian.positive(Exprs.neg(f), list, kernel, oracle, about) != null ? Curvature.of(Bend.CONCAVE) : c;
  }

  /** The first part that is itself not known, else the whole. */
  private Curvature inner(Expr e) {
    for (var child : Trees.children(e)) {
      var c = of(child);
      if (c.bend() == Bend.UNKNOWN) {
        return c;
      }
    }
    return Curvature.unknown(e);
  }

  private Curvature power(Expr u, Rational k, Expr whole) {
    var c = of(u);
    if (c.bend() == Bend.UNKNOWN) {
      return c;
    }
    if (k.equals(Rational.HALF) && sumOfSquares(u)) {
      return Curvature.of(Bend.CONVEX); // a Euclidean norm
    }
    boolean even = k.isInteger() && !k.num().testBit(0);
    if (k.compareTo(Rational.ONE) > 0) {
      if (even && c.affine() || c.convex() && (!k.isInteger() ? c.affine() || atLeastZero(u) : atLeastZero(u))
          || even && c.concave() && atLeastZero(Exprs.neg(u))) {
        return Curvature.of(Bend.CONVEX);
      }
    } else if (k.signum() > 0) {
      return c.concave() ? Curvature.of(Bend.CONCAVE) : Curvature.unknown(whole);
    } else if (c.concave() && (!k.isInteger() || positive(u))) {
      return Curvature.of(Bend.CONVEX);
    }
    return Curvature.unknown(whole);
  }

  private boolean sumOfSquares(Expr u) {
    for (var t : u instanceof Expr.Add a ? a.args().stream().toList() : List.of(u)) {
      var factors = t instanceof Expr.Mul m ? m.args().stream().toList() : List.of(t);
      for (var f : factors) {
        boolean square = f instanceof Expr.Pow p && p.exponent().equals(Exprs.TWO) && of(p.base()).affine();
        if (!square && !(constant(f) && atLeastZero(f))) {
          return false;
        }
      }
      if (factors.stream().filter(f -> !constant(f)).count() > 1) {
        return false;
      }
    }
    return true;
  }

  private Curvature call(Expr.Call c) {
    var name = c.function().name();
    if (name.equals("max") || name.equals("min")) {
      boolean max = name.equals("max");
      for (var a : c.args()) {
        var u = of(a);
        if (max ? !u.convex() : !u.concave()) {
          return u.bend() == Bend.UNKNOWN ? u : Curvature.unknown(c);
        }
      }
      return Curvature.of(max ? Bend.CONVEX : Bend.CONCAVE);
    }
    if (c.args().size() != 1) {
      return inner(c);
    }
    var product = name.equals("log") ? logarithms(c.arg()) : null;
    if (product != null) {
      return of(product);
    }
    if (name.equals("log") && logConvex(c.arg())) {
      return Curvature.of(Bend.CONVEX);
    }
    var u = of(c.arg());
    if (u.bend() == Bend.UNKNOWN) {
      return u;
    }
    return composed(profile(c.function()), u, c.arg(), c);
  }

  private Curvature composed(Profile p, Curvature u, Expr arg, Expr whole) {
    boolean rising = p.trend == Shape.Trend.INCREASING || p.trend == Shape.Trend.STRICTLY_INCREASING;
    boolean falling = p.trend == Shape.Trend.DECREASING || p.trend == Shape.Trend.STRICTLY_DECREASING;
    boolean convex = p.bend == Shape.Bend.CONVEX || p.bend == Shape.Bend.STRICTLY_CONVEX || p.bend == Shape.Bend.AFFINE;
    boolean concave = p.bend == Shape.Bend.CONCAVE || p.bend == Shape.Bend.STRICTLY_CONCAVE || p.bend == Shape.Bend.AFFINE;
    // The domain must reach on to where the argument may only go: otherwise it need not be convex.
    if (convex && (u.affine() || rising && u.convex() && p.downToMinusInfinity || falling && u.concave() && p.upToInfinity)) {
      return Curvature.of(Bend.CONVEX);
    }
    if (concave && (u.affine() || rising && u.concave() && p.upToInfinity || falling && u.convex() && p.downToMinusInfinity)) {
      return Curvature.of(Bend.CONCAVE);
    }
    return Curvature.unknown(whole);
  }

  private Profile profile(Function f) {
    var p = PROFILES.get(f);
    if (p == null) {
      var t = Exprs.sym("t");
      p = analysed(Exprs.call(f, List.of(t)), t, List.of());
      PROFILES.put(f, p);
    }
    return p;
  }

  private Profile analysed(Expr f, Expr.Sym t, List<Expr> about) {
    var a = new Analyzer(f, t, about, kernel, oracle);
    var shape = new Shape(a);
    var bend = shape.bend();
    var trend = shape.trend();
    if (!bend.known()) {
      return NONE;
    }
    var pieces = a.pieces().get().pieces();
    return new Profile(bend.value(), trend.known() ? trend.value() : Shape.Trend.NEITHER,
        pieces.getFirst().span().low() == null, pieces.getLast().span().high() == null);
  }

  /** f = φ(u) for one affine u and a function φ of one argument: then f bends as φ does. */
  private Curvature oneArgument(Expr e) {
    var arguments = new LinkedHashSet<Expr>();
    affineParts(e, arguments);
    if (arguments.size() != 1 || !(Exprs.sym("gradus t") instanceof Expr.Sym t)) {
      return null;
    }
    var u = arguments.getFirst();
    var phi = Trees.substitute(e, u, t);
    if (!Trees.freeSymbols(phi).equals(Set.of(t)) || !constant(phi) || !Trees.freeSymbols(phi).contains(t)) {
      return null;
    }
    // What is assumed about a variable is known of the argument where it is that variable.
    var about = u instanceof Expr.Sym ? assumptions.stream().filter(a -> Trees.freeSymbols(a).equals(Set.of(u)))
        .map(a -> Trees.substitute(a, u, t)).toList() : List.<Expr>of();
    var p = analysed(phi, t, about);
    return switch (p.bend) {
      case AFFINE -> Curvature.of(Bend.AFFINE);
      case CONVEX, STRICTLY_CONVEX -> Curvature.of(Bend.CONVEX);
      case CONCAVE, STRICTLY_CONCAVE -> Curvature.of(Bend.CONCAVE);
      case NEITHER -> null;
    };
  }

  private void affineParts(Expr e, Set<Expr> found) {
    if (constant(e)) {
      return;
    }
    if (isAffine(e)) {
      found.add(e);
    } else {
      Trees.children(e).forEach(c -> affineParts(c, found));
    }
  }


  private boolean isAffine(Expr e) {
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(t -> constant(t) || isAffine(t));
      case Expr.Mul m -> m.args().stream().filter(f -> !constant(f)).count() == 1
          && m.args().stream().allMatch(f -> constant(f) || isAffine(f));
      default -> Moving.is(e, variables);
    };
  }

  /** log(a/b) is log a − log b where both are positive by their form; null where they are not, or it is no product. */
  private Expr logarithms(Expr e) {
    if (e instanceof Expr.Call c && c.is("exp")) {
      return c.arg();
    }
    if (!(e instanceof Expr.Mul m)) {
      return e instanceof Expr.Pow p && constant(p.exponent()) && isPositiveSum(p.base()) ? Exprs.mul(p.exponent(), Exprs.log(p.base())) : null;
    }
    var all = new ArrayList<Expr>();
    for (var f : m.args()) {
      var power = f instanceof Expr.Pow p && constant(p.exponent()) && isPositiveSum(p.base());
      if (!power && !(constant(f) ? positive(f) : isPositiveSum(f))) {
        return null;
      }
      all.add(power ? Exprs.mul(((Expr.Pow) f).exponent(), Exprs.log(((Expr.Pow) f).base()))
          : f instanceof Expr.Call c && c.is("exp") ? c.arg() : Exprs.log(f));
    }
    return Exprs.add(all);
  }

  /** Sums and products of exponentials and of positive constants. */
  private boolean isPositiveSum(Expr e) {
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(this::isPositiveSum);
      case Expr.Mul m -> m.args().stream().allMatch(this::isPositiveSum);
      case Expr.Call c when c.is("exp") || c.is("sigmoid") -> true;
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> isPositiveSum(b.body());
      default -> constant(e) && positive(e);
    };
  }

  /** Whether log e is convex, by the rules; e is positive then. */
  private boolean logConvex(Expr e) {
    if (constant(e)) {
      return positive(e);
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(this::logConvex);
      case Expr.Mul m -> m.args().stream().allMatch(this::logConvex);
      case Expr.Call c when c.is("exp") -> of(c.arg()).convex();
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> logConvex(b.body());
      default -> false;
    };
  }

  private boolean positive(Expr e) {
    return e instanceof Expr.Num n ? n.value().signum() > 0 : kernel.relation(RelOp.GT, e, Exprs.ZERO, assumptions).proved();
  }

  private boolean atLeastZero(Expr e) {
    return e instanceof Expr.Num n ? n.value().signum() >= 0 : kernel.relation(RelOp.GE, e, Exprs.ZERO, assumptions).proved();
  }

  private int sign(Expr e) {
    return positive(e) ? 1 : positive(Exprs.neg(e)) ? -1 : 0;
  }
}
