package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Goal;
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
    return value == null ? null : part(NoLimits.side(claim, side, value), value, node());
  }

  private Part part(Claim.Limit own, Expr value, Map<String, Object> node) {
    var written = new LimitCertifier(own, oracle, limits).write();
    if (written == null) {
      return null;
    }
    node.putAll(node("value", Sexpr.write(value), "borders", written.borders(), "proof", written.proof()));
    return new Part(value, node);
  }

  private Map<String, Object> different(String rule, Part a, Part b) {
    boolean infinite = Tending.infinite(a.value()) != 0 || Tending.infinite(b.value()) != 0;
    boolean closed = Trees.freeSymbols(Exprs.add(a.value(), b.value())).isEmpty();
    if (infinite ? a.value().equals(b.value()) : closed && !Solver.certainlyNotZero(Exprs.sub(a.value(), b.value()))) {
      return null;
    }
    var known = Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, claim.assumptions(), null).known();
    var differ = infinite || closed ? node()
        : new Grounds(known, oracle, new Work(UNITS)).decide((Expr.Rel) Exprs.rel(RelOp.NE, a.value(), b.value()));
    return differ == null ? null : node("rule", rule, "first", a.node(), "second", b.node(), "differ", differ);
  }

  private Map<String, Object> sequences() {
    var found = new ArrayList<Part>();
    for (var along : candidates()) {
      try {
        var own = NoLimits.along(claim, Exprs.ZERO, along);
        var value = Tending.value(own, own.body());
        var part = value == null ? null : part(NoLimits.along(claim, value, along), value, node("along", Sexpr.write(along)));
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

  /** Sequences at which the argument of a wave is an angle up to whole turns. */
  private List<Expr> candidates() {
    var x = claim.by();
    var all = new LinkedHashSet<Expr>();
    var arguments = new LinkedHashSet<Expr>();
    Trees.any(Expand.of(claim.body()), e -> waveOf(e) && arguments.add(((Expr.Call) e).arg()) && false);
    Trees.any(claim.body(), e -> waveOf(e) && arguments.add(((Expr.Call) e).arg()) && false);
    for (var u : arguments) {
      for (var angle : ANGLES) {
        for (int turns : List.of(2, -2, 4, -4, 12, -12)) {
          var phase = Exprs.mul(Exprs.add(Exprs.num(angle), Exprs.mul(Exprs.num(turns), x)), Exprs.PI);
          all.addAll(affine(u, phase));
          solved(u, phase).ifPresent(all::add);
        }
      }
    }
    return List.copyOf(all);
  }

  private boolean waveOf(Expr e) {
    return e instanceof Expr.Call c && (c.is("sin") || c.is("cos")) && Trees.freeSymbols(c).contains(claim.by());
  }

  /** x where a·x + b, or a/x + b, is the phase. */
  private List<Expr> affine(Expr u, Expr phase) {
    var found = new ArrayList<Expr>();
    for (var over : List.of(false, true)) {
      var one = at(u, claim.by(), Exprs.ONE);
      var two = at(u, claim.by(), over ? Exprs.HALF : Exprs.TWO);
      if (one == null || two == null || one.equals(two)) {
        continue;
      }
      var slope = Exprs.sub(two, one);
      var start = Exprs.sub(one, slope);
      var solved = Exprs.div(Exprs.sub(phase, start), slope);
      found.add(over ? Exprs.pow(solved, -1) : solved);
    }
    return found;
  }

  /** x where an expression in which it stands once has the value, by inverse functions; the checker sees whether that is right. */
  private Optional<Expr> solved(Expr u, Expr value) {
    var x = claim.by();
    if (u.equals(x)) {
      return Optional.of(value);
    }
    try {
      return switch (u) {
        case Expr.Add a -> only(a.args()).flatMap(part -> solved(part, Exprs.sub(value, Exprs.add(others(a.args(), part)))));
        case Expr.Mul m -> only(m.args()).flatMap(part -> solved(part, Exprs.div(value, Exprs.mul(others(m.args(), part)))));
        case Expr.Pow p when p.exponent() instanceof Expr.Num n && !n.value().isZero() -> solved(p.base(), Exprs.pow(value, Exprs.num(n.value().reciprocal())));
        case Expr.Call c when c.is("tan") -> solved(c.arg(), Exprs.call("atan", value));
        case Expr.Call c when c.is("exp") -> solved(c.arg(), Exprs.log(value));
        case Expr.Call c when c.is("log") -> solved(c.arg(), Exprs.exp(value));
        default -> Optional.empty();
      };
    } catch (ArithmeticException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The one operand in which x stands. */
  private Optional<Expr> only(List<Expr> operands) {
    var moving = operands.stream().filter(e -> Trees.freeSymbols(e).contains(claim.by())).toList();
    return moving.size() == 1 ? Optional.of(moving.getFirst()) : Optional.empty();
  }

  private static List<Expr> others(List<Expr> operands, Expr part) {
    return operands.stream().filter(e -> e != part).toList();
  }

  private static Expr at(Expr u, Expr.Sym x, Expr value) {
    try {
      return Trees.substitute(u, x, value);
    } catch (ArithmeticException | IllegalArgumentException _) {
      return null;
    }
  }
}
