package org.gradus.analysis;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Makes an exp-log function of an expression, for x → +∞: table functions are expanded, cases and |u| are decided by
 * eventual signs, other functions are brought to a point where they are analytic or have an expansion. On the way it is
 * proved that every part is defined from some x on; parts with parameters and free of x count as defined unless they are
 * provably not.
 */
final class GruntzPrepare {

  private final GruntzCore core;
  private final Map<Expr, Expr> done = new HashMap<>();
  private int parameters;
  private final Map<Expr, Expr> oscillations = new HashMap<>();

  GruntzPrepare(GruntzCore core) {
    this.core = core;
  }

  Expr of(Expr e) {
    var known = done.get(e);
    if (known == null) {
      known = core.tidy.of(prepare(e));
      done.put(e, known);
    }
    return known;
  }

  /** The expression with table functions replaced by their definitions. */
  static Expr defined(Expr e) {
    var inner = Trees.map(e, GruntzPrepare::defined);
    return inner instanceof Expr.Call c && c.function().isDefined() && c.function().scalar()
        ? defined(c.function().expand(c.args())) : inner;
  }

  private boolean constant(Expr e) {
    return core.free(e) && !GruntzOscillation.occursIn(e);
  }

  private Expr prepare(Expr e) {
    if (e.equals(Exprs.INFINITY)) {
      throw new GruntzUndecided("infinity inside");
    }
    if (constant(e)) {
      if (Trees.any(e, n -> n.equals(Exprs.INFINITY) || n instanceof Expr.Matrix)) {
        throw new GruntzUndecided("infinity inside");
      }
      checkConstant(e);
      return e;
    }
    return switch (e) {
      case Expr.Sym _ -> e;
      case Expr.Add _, Expr.Mul _ -> Trees.map(e, this::of);
      case Expr.Pow p -> power(of(p.base()), of(p.exponent()));
      case Expr.Call c -> call(c);
      case Expr.Cases c -> cases(c);
      default -> throw new GruntzUndecided("not an exp-log function: " + e);
    };
  }

  /** Refuses numbers that are not certainly defined, and parameters' expressions that are certainly not. */
  private void checkConstant(Expr e) {
    if (e instanceof Expr.Num || e instanceof Expr.Const || e instanceof Expr.Sym) {
      return;
    }
    if (Trees.freeSymbols(e).isEmpty() && !Trees.any(e, n -> n instanceof Expr.Apply || n instanceof Expr.Indexed)) {
      if (!PointEvaluator.enclose(e, Map.of(), 25).isDefined()) {
        throw new GruntzUndecided("a constant that may be undefined");
      }
      return;
    }
    if (e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && (!n.value().isInteger() || n.value().signum() < 0)) {
      var s = core.constants.signOrNull(p.base());
      if (s != null && (s == 0 && n.value().signum() < 0 || s < 0 && !n.value().isInteger())) {
        throw new GruntzUndecided("a constant that is not defined");
      }
    }
    if (e instanceof Expr.Call c && c.is("log")) {
      var s = core.constants.signOrNull(c.arg());
      if (s != null && s <= 0) {
        throw new GruntzUndecided("a constant that is not defined");
      }
    }
    Trees.children(e).forEach(this::checkConstant);
  }

  private Expr power(Expr base, Expr exponent) {
    if (exponent instanceof Expr.Num n) {
      if (n.value().isInteger() && n.value().signum() >= 0) {
        return Exprs.pow(base, exponent);
      }
      var factored = n.value().isInteger() ? factored(base) : null;
      if (factored != null) {
        return Exprs.mul(power(factored[0], exponent), power(factored[1], exponent));
      }
      int s = core.sign(base);
      if (s == 0 && n.value().signum() > 0) {
        return Exprs.ZERO;
      }
      if (s == 0 || s < 0 && !n.value().isInteger()) {
        throw new GruntzUndecided("a power that is not defined");
      }
      return Exprs.pow(base, exponent);
    }
    if (constant(exponent) && !core.free(base) || !core.free(exponent) || GruntzOscillation.occursIn(exponent)
        || GruntzOscillation.occursIn(base)) {
      if (core.sign(base) <= 0) {
        throw new GruntzUndecided("a power that is not defined");
      }
    }
    return Exprs.exp(Exprs.mul(exponent, logarithm(base)));
  }

  /** e^u + e^v = e^u·(1 + e^(v−u)), where it is not known whether e^u grows and fewer such exponentials are left; else null. */
  private Expr[] factored(Expr base) {
    var open = undecided(base);
    for (var f : open) {
      var by = Exprs.exp(Exprs.neg(((Expr.Call) f).arg()));
      var rest = core.tidy.of(Exprs.add(((Expr.Add) base).args().stream().map(t -> Exprs.mul(t, by)).toList()));
      if (undecided(rest).size() < open.size()) {
        return new Expr[] {f, rest};
      }
    }
    return null;
  }

  /** The exponentials among the factors of the terms of which it is not known whether they grow. */
  private Set<Expr> undecided(Expr sum) {
    var open = new LinkedHashSet<Expr>();
    for (var term : sum instanceof Expr.Add a ? a.args() : List.<Expr>of()) {
      for (var f : term instanceof Expr.Mul m ? m.args() : List.of(term)) {
        if (f instanceof Expr.Call c && c.is("exp") && !core.free(c) && !decided(c.arg())) {
          open.add(f);
        }
      }
    }
    return open;
  }

  private boolean decided(Expr u) {
    try {
      core.limit(u);
      return true;
    } catch (GruntzUndecided _) {
      return false;
    }
  }

  private Expr logarithm(Expr u) {
    if (core.sign(u) <= 0) {
      throw new GruntzUndecided("a logarithm that is not defined");
    }
    return Exprs.log(u);
  }

  private Expr cases(Expr.Cases c) {
    for (int i = 0; i < c.conditions().size(); i++) {
      if (holds(c.conditions().get(i))) {
        return of(c.values().get(i));
      }
    }
    if (c.otherwise() == null) {
      throw new GruntzUndecided("no case applies");
    }
    return of(c.otherwise());
  }

  private boolean holds(Expr condition) {
    return switch (condition) {
      case Expr.Rel r when r.op() != RelOp.APPROX -> r.op().holdsForSign(core.sign(of(Exprs.sub(r.lhs(), r.rhs()))));
      case Expr.Logic l -> switch (l.op()) {
        case AND -> l.args().stream().allMatch(this::holds);
        case OR -> l.args().stream().anyMatch(this::holds);
        case NOT -> !holds(l.args().get(0));
      };
      default -> throw new GruntzUndecided("a condition that is not decided");
    };
  }

  private Expr call(Expr.Call c) {
    var name = c.function().name();
    if (name.equals("root")) {
      return root(of(c.args().get(0)), c.args().get(1));
    }
    if (c.function().isDefined() && c.function().scalar()) {
      return of(c.function().expand(c.args()));
    }
    if (c.args().size() != 1) {
      throw new GruntzUndecided("not an exp-log function: " + c);
    }
    var u = of(c.arg());
    if (constant(u)) {
      var value = Exprs.call(c.function(), List.of(u));
      checkConstant(value);
      return value;
    }
    return switch (name) {
      case "exp" -> Exprs.exp(u);
      case "log" -> logarithm(u);
      case "abs" -> Exprs.mul(Exprs.num(core.sign(u)), u);
      case "sign" -> Exprs.num(core.sign(u));
      case "sin", "cos" -> wave(name, u);
      case "atan" -> arctangent(u);
      case "asin" -> arcsine(u);
      case "acos" -> Exprs.sub(Exprs.mul(Exprs.HALF, Exprs.PI), arcsine(u));
      case "floor" -> floor(u);
      case "erf" -> error(u);
      case "gamma", "loggamma", "digamma" -> gamma(name, u);
      default -> throw new GruntzUndecided("not an exp-log function: " + c);
    };
  }

  private Expr root(Expr u, Expr n) {
    if (!(n instanceof Expr.Num k) || !k.value().isInteger() || k.value().signum() <= 0) {
      throw new GruntzUndecided("a root of unknown degree");
    }
    int s = core.sign(u);
    if (s < 0 && !k.value().num().testBit(0)) {
      throw new GruntzUndecided("a root that is not defined");
    }
    return s == 0 ? Exprs.ZERO
        : Exprs.mul(Exprs.num(s), Exprs.pow(Exprs.mul(Exprs.num(s), u), Exprs.num(k.value().reciprocal())));
  }

  private boolean zero(Expr e) {
    return core.constants.zero(e);
  }

  private Expr wave(String name, Expr u) {
    var c = core.limit(u);
    if (c.infinite() != 0) {
      return oscillations.computeIfAbsent(Exprs.call(name, u),
          _ -> GruntzOscillation.parameter(parameters++, core.constants));
    }
    if (zero(c.finite())) {
      return Exprs.call(name, u);
    }
    var rest = core.tidy.of(Exprs.sub(u, c.finite()));
    var sin = value("sin", c.finite());
    var cos = value("cos", c.finite());
    var s = Exprs.call("sin", rest);
    var k = Exprs.call("cos", rest);
    return name.equals("sin") ? Exprs.add(Exprs.mul(sin, k), Exprs.mul(cos, s))
        : Exprs.sub(Exprs.mul(cos, k), Exprs.mul(sin, s));
  }

  private Expr value(String name, Expr at) {
    var v = Exprs.call(name, at);
    for (var simple : List.of(Exprs.ZERO, Exprs.ONE, Exprs.MINUS_ONE)) {
      if (zero(Exprs.sub(v, simple))) {
        return simple;
      }
    }
    return v;
  }

  private Expr arctangent(Expr u) {
    var c = core.limit(u);
    if (c.infinite() != 0) {
      return Exprs.sub(Exprs.mul(Exprs.num(Rational.of(c.infinite(), 2)), Exprs.PI),
          Exprs.call("atan", core.tidy.of(Exprs.pow(u, Exprs.MINUS_ONE))));
    }
    if (zero(c.finite())) {
      return Exprs.call("atan", u);
    }
    var a = c.finite();
    return Exprs.add(Exprs.call("atan", a),
        Exprs.call("atan", core.tidy.of(Exprs.div(Exprs.sub(u, a), Exprs.add(Exprs.ONE, Exprs.mul(u, a))))));
  }

  private Expr arcsine(Expr u) {
    var below = core.tidy.of(Exprs.sub(Exprs.ONE, Exprs.pow(u, Exprs.TWO)));
    if (core.sign(below) <= 0) {
      throw new GruntzUndecided("an arcsine that is not defined");
    }
    return of(Exprs.call("atan", Exprs.mul(u, Exprs.pow(below, Exprs.num(Rational.of(-1, 2))))));
  }

  private Expr floor(Expr u) {
    var c = core.limit(u);
    if (c.infinite() != 0) {
      var p = oscillations.computeIfAbsent(Exprs.call("floor", u),
          _ -> GruntzOscillation.parameter(parameters++, core.constants));
      return Exprs.sub(u, p); // 0 ≤ u − ⌊u⌋ < 1
    }
    if (!Trees.freeSymbols(c.finite()).isEmpty()) {
      throw new GruntzUndecided("a floor that is not decided");
    }
    if (c.finite() instanceof Expr.Num n && n.value().isInteger()) {
      return core.sign(core.tidy.of(Exprs.sub(u, n))) < 0 ? Exprs.sub(n, Exprs.ONE) : n;
    }
    var value = PointEvaluator.enclose(c.finite(), Map.of(), 25);
    if (!value.isDefined()) {
      throw new GruntzUndecided("a floor that is not decided");
    }
    var low = Rational.of(value.lower());
    var high = Rational.of(value.upper());
    if (!low.floor().equals(high.floor()) || low.isInteger()) {
      throw new GruntzUndecided("a floor that is not decided");
    }
    return Exprs.num(Rational.of(low.floor()));
  }

  private Expr error(Expr u) {
    var c = core.limit(u);
    if (c.infinite() == 0) {
      return Exprs.call("erf", u);
    }
    var s = Exprs.num(c.infinite());
    var v = core.tidy.of(Exprs.mul(s, u));
    return Exprs.mul(s, Exprs.sub(Exprs.ONE,
        Exprs.mul(Exprs.exp(Exprs.neg(Exprs.pow(u, Exprs.TWO))), Exprs.apply(GruntzTails.ERFC, 0, List.of(v)))));
  }

  private Expr gamma(String name, Expr u) {
    var c = core.limit(u);
    if (c.infinite() == 0 && core.constants.sign(c.finite()) > 0) {
      return Exprs.call(name, u);
    }
    if (c.infinite() == 0 && name.equals("gamma") && zero(c.finite()) && core.sign(u) != 0) {
      return Exprs.div(Exprs.call("gamma", core.tidy.of(Exprs.add(u, Exprs.ONE))), u);
    }
    if (c.infinite() <= 0) {
      throw new GruntzUndecided("no expansion of " + name);
    }
    if (name.equals("digamma")) {
      return Exprs.sub(Exprs.sub(Exprs.log(u), Exprs.mul(Exprs.HALF, Exprs.pow(u, Exprs.MINUS_ONE))),
          Exprs.apply(GruntzTails.PSI, 0, List.of(u)));
    }
    var log = Exprs.add(Exprs.mul(Exprs.sub(u, Exprs.HALF), Exprs.log(u)), Exprs.neg(u),
        Exprs.mul(Exprs.HALF, Exprs.log(Exprs.mul(Exprs.TWO, Exprs.PI))), Exprs.apply(GruntzTails.STIRLING, 0, List.of(u)));
    return name.equals("gamma") ? Exprs.exp(log) : log;
  }
}
