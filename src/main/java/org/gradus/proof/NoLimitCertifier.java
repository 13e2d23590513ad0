package org.gradus.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.certificate.Claim;
import org.gradus.certificate.NoLimits;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Tending;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Looks for two values that a function tends to: from its sides, or along sequences at which its waves stand still. */
public final class NoLimitCertifier {

  private static final long UNITS = 200_000;
  /** Parts of π at which waves are looked at. */
  private static final List<Rational> ANGLES = List.of(Rational.HALF, Rational.ZERO, Rational.ONE, Rational.of(3, 2), Rational.of(1, 4), Rational.of(1, 3),
      Rational.of(3, 4), Rational.of(1, 6));

  private final Claim.NoLimit claim;
  private final Oracle oracle;
  private final Function<Expr.Limit, Expr> limits;

  /** @param limits finds the value of a limit, or null */
  public NoLimitCertifier(Claim.NoLimit claim, Oracle oracle, Function<Expr.Limit, Expr> limits) {
    this.claim = claim;
    this.oracle = oracle;
    this.limits = limits;
  }

  private record Part(Expr value, Map<String, Object> node) {}

  /** The proof, or null if none was found. */
  public Map<String, Object> write() {
    if (claim.side() == 0 && Tending.infinite(claim.to()) == 0) {
      var below = side(-1);
      var above = below == null ? null : side(1);
      var found = above == null ? null : different("different sides", below, above);
      if (found != null) {
        return found;
      }
    }
    return sequences();
  }

  private Part side(int side) {
    var value = limits.apply((Expr.Limit) Exprs.limit(claim.body(), claim.by(), claim.to(), side));
    return value == null ? null : part(NoLimits.side(claim, side, value), value, Grounds.node());
  }

  private Part part(Claim.Limit own, Expr value, Map<String, Object> node) {
    var written = new LimitCertifier(own, oracle, limits).write();
    if (written == null) {
      return null;
    }
    node.putAll(Grounds.node("value", Sexpr.write(value), "borders", written.borders(), "proof", written.proof()));
    return new Part(value, node);
  }

  private Map<String, Object> different(String rule, Part a, Part b) {
    boolean infinite = Tending.infinite(a.value()) != 0 || Tending.infinite(b.value()) != 0;
    boolean closed = Trees.freeSymbols(Exprs.add(a.value(), b.value())).isEmpty();
    if (infinite ? a.value().equals(b.value()) : closed && !Solver.certainlyNotZero(Exprs.sub(a.value(), b.value()))) {
      return null;
    }
    var known = org.gradus.certificate.Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, claim.assumptions(), null).known();
    var differ = infinite || closed ? Grounds.node()
        : new Grounds(known, oracle, new Work(UNITS)).decide((Expr.Rel) Exprs.rel(RelOp.NE, a.value(), b.value()));
    return differ == null ? null : Grounds.node("rule", rule, "first", a.node(), "second", b.node(), "differ", differ);
  }

  private Map<String, Object> sequences() {
    var found = new ArrayList<Part>();
    for (var along : candidates()) {
      try {
        var own = NoLimits.along(claim, Exprs.ZERO, along);
        var value = Tending.value(own, own.body());
        var part = value == null ? null : part(NoLimits.along(claim, value, along), value, Grounds.node("along", Sexpr.write(along)));
        for (var other : part == null ? List.<Part>of() : found) {
          var proof = different("sequences", other, part);
          if (proof != null) {
            return proof;
          }
        }
        if (part != null) {
          found.add(part);
        }
      } catch (Rejected | ArithmeticException | IllegalArgumentException _) {
        // another sequence
      }
    }
    return null;
  }

  /** Sequences at which the argument of a wave, a·x + b or a/x + b, is an angle up to whole turns. */
  private List<Expr> candidates() {
    var x = claim.by();
    var all = new LinkedHashSet<Expr>();
    var arguments = new LinkedHashSet<Expr>();
    Trees.any(org.gradus.certificate.Expand.of(claim.body()), e -> e instanceof Expr.Call c && (c.is("sin") || c.is("cos"))
        && Trees.freeSymbols(c).contains(x) && arguments.add(c.arg()) && false);
    for (var u : arguments) {
      for (var angle : ANGLES) {
        for (int turns : List.of(2, -2, 4, -4, 12, -12)) {
          var phase = Exprs.mul(Exprs.add(Exprs.num(angle), Exprs.mul(Exprs.num(turns), x)), Exprs.PI);
          for (var over : List.of(false, true)) {
            var one = at(u, x, Exprs.ONE);
            var two = at(u, x, over ? Exprs.HALF : Exprs.TWO);
            if (one == null || two == null || one.equals(two)) {
              continue;
            }
            var slope = Exprs.sub(two, one);
            var start = Exprs.sub(one, slope);
            var solved = Exprs.div(Exprs.sub(phase, start), slope);
            all.add(over ? Exprs.pow(solved, -1) : solved);
          }
        }
      }
    }
    return List.copyOf(all);
  }

  private static Expr at(Expr u, Expr.Sym x, Expr value) {
    try {
      return Trees.substitute(u, x, value);
    } catch (ArithmeticException | IllegalArgumentException _) {
      return null;
    }
  }
}
