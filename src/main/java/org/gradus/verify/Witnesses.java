package org.gradus.verify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.claim.Claim;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.AutoDiff;
import org.gradus.numeric.FiniteDifferences;
import org.gradus.numeric.Sampler;
import org.gradus.symbolic.SymjaWitness;

/**
 * Independent witnesses of a derivative step: Symja, automatic differentiation and finite differences. They are shown
 * beside the verdict and never change it.
 */
final class Witnesses {

  /** What Symja may take for one step, its start included. */
  static final Duration SYMJA_LIMIT = Duration.ofSeconds(3);

  /** A limit that Symja does not find at once it rarely finds at all. */
  private static final Duration SYMJA_LIMIT_OF_LIMITS = Duration.ofMillis(1500);

  private static final String NOT_APPLICABLE = "n/a";

  private final boolean asked;
  private final SymjaWitness symja = new SymjaWitness(SYMJA_LIMIT);

  Witnesses(boolean asked) {
    this.asked = asked;
  }

  /** A derivative of an explicit function by a variable. */
  private record Slope(Expr function, Expr.Sym by, int order) {}

  /** Symja's opinion of a limit: it agrees, disagrees (and with what), or has none. */
  static String symja(Expr.Limit l, Expr claimed) {
    try {
      var body = Derivatives.carryOut(l.body());
      return new SymjaWitness(SYMJA_LIMIT_OF_LIMITS).limit(body, l.var(), l.to(), l.side(), claimed, List.of()).opinion().toString();
    } catch (RuntimeException _) {
      return NOT_APPLICABLE;
    }
  }

  Judgement add(Claim.Step s, Judgement j, Assumed assumed) {
    if (asked && s.op() == RelOp.EQ && s.lhs() instanceof Expr.Limit l && s.rhs() != null && !Trees.any(s.rhs(), x -> x instanceof Expr.Limit)) {
      return j.withWitnesses(Map.of("symja", symja(l, s.rhs())));
    }
    var slope = asked && s.op() == RelOp.EQ && s.rhs() != null ? slope(s.lhs()) : null;
    if (slope == null || Trees.any(s.rhs(), x -> x instanceof Expr.Limit)) {
      return j;
    }
    try {
      var function = Derivatives.carryOut(slope.function());
      return j.withWitnesses(opinions(new Slope(function, slope.by(), slope.order()), Derivatives.carryOut(s.rhs()), assumed));
    } catch (RuntimeException _) {
      return j; // a witness that fails has nothing to say
    }
  }

  private Map<String, String> opinions(Slope d, Expr claimed, Assumed assumed) {
    var domain = Judge.domain(List.of(d.function(), claimed), assumed);
    var map = new LinkedHashMap<String, String>();
    var point = Sampler.definedPoint(List.of(d.function(), claimed), domain).map(p -> {
      var values = new LinkedHashMap<Expr, Expr>();
      p.values().forEach((name, value) -> values.put(Exprs.sym(name), Exprs.num(value)));
      return List.<Map<Expr, Expr>>of(values);
    }).orElse(List.of());
    map.put("symja", symja.derivative(d.function(), d.by(), d.order(), claimed, point).opinion().toString());
    map.put("ad", AutoDiff.witness(d.function(), d.by().name(), d.order(), claimed, domain));
    map.put("finite-differences", d.order() == 1
        ? FiniteDifferences.witness(d.function(), d.by().name(), claimed, domain) : NOT_APPLICABLE);
    return map;
  }

  /** A derivative by a variable, or one by a parameter that is then given the value of a variable; else null. */
  private static Slope slope(Expr e) {
    return switch (e) {
      case Expr.Diff d when d.by() instanceof Expr.Sym by -> new Slope(d.body(), by, d.order());
      case Expr.At a when a.body() instanceof Expr.Diff d && d.by().equals(a.var()) && a.value() instanceof Expr.Sym z
          && !Trees.freeSymbols(d.body()).contains(z) ->
          new Slope(Trees.substitute(d.body(), a.var(), z), z, d.order());
      case null, default -> null;
    };
  }
}
