package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Two functions whose derivatives agree inside a convex set and whose values agree at one point inside it are equal on it. The
 * set is given by linear inequalities; the functions are continuous where they are defined, and inside they are shown to have derivatives.
 */
public final class MeanValue {

  private MeanValue() {}

  static void prove(Goal g, Node n) {
    n.only("rule", "implied", "slopes", "defined", "point", "there");
    require(g.op().holdsForSign(0), "equality is not what is claimed");
    var d = Exprs.sub(g.lhs(), g.rhs());
    require(!Trees.any(d, MeanValue::unfit), "a function may jump");
    var variables = new ArrayList<>(Trees.freeSymbols(d));
    var shaping = shaping(g.facts(), n.nodes("implied"));
    for (var r : shaping) {
      require(r.op() != RelOp.NE && r.op() != RelOp.EQ && linear(Exprs.sub(r.lhs(), r.rhs())), r + " is not a linear inequality");
    }
    var slopes = n.nodes("slopes");
    var defined = n.nodes("defined");
    require(slopes.size() == variables.size() && defined.size() == variables.size(), "one derivative a variable is needed");
    for (int i = 0; i < slopes.size(); i++) {
      var slope = Expand.of(Slope.of(d, variables.get(i), 1));
      Borders.continuous(inside(g.facts(), shaping), slope, defined.get(i).only("conditions").nodes("conditions"));
      Steps.prove(new Goal(RelOp.EQ, slope, Exprs.ZERO, g.facts(), List.of(), null), slopes.get(i));
    }
    var point = point(n.node("point"), variables);
    for (var r : inside(g.facts(), shaping)) {
      var at = (Expr.Rel) Trees.substitute(r, point);
      require(isTrue(at), "the point does not satisfy " + r);
    }
    Steps.prove(new Goal(RelOp.EQ, Trees.substitute(d, point), Exprs.ZERO, List.of(), List.of(), null), n.node("there"));
  }

  /** The facts without those that follow from others that are kept. */
  static List<Expr.Rel> shaping(List<Expr.Rel> facts, List<Node> implied) {
    var kept = new ArrayList<>(new LinkedHashSet<>(facts));
    for (var n : implied) {
      n.only("fact", "by");
      var r = n.relation("fact");
      require(kept.remove(r), r + " is not one of the facts");
      Evidence.check(kept, r, n.node("by"));
    }
    return kept;
  }

  /** The facts inside the set: off the ends of the inequalities that shape it. */
  public static List<Expr.Rel> inside(List<Expr.Rel> facts, List<Expr.Rel> shaping) {
    var all = new ArrayList<>(facts);
    for (var r : shaping) {
      all.add((Expr.Rel) Exprs.rel(r.op() == RelOp.GE || r.op() == RelOp.GT ? RelOp.GT : RelOp.LT, r.lhs(), r.rhs()));
    }
    return all;
  }

  private static Map<Expr, Expr> point(Node n, List<Expr.Sym> variables) {
    var names = new HashSet<String>();
    var point = new HashMap<Expr, Expr>();
    for (var v : variables) {
      names.add(v.name());
      point.put(v, Exprs.num(n.rational(v.name())));
    }
    require(n.fields().keySet().equals(names), "the point has other variables");
    return point;
  }

  private static boolean unfit(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Add _, Expr.Mul _ -> false;
      case Expr.Pow p -> !(p.exponent() instanceof Expr.Num)
          && !(p.base() instanceof Expr.Num b && b.value().signum() > 0) && !p.base().equals(Exprs.E);
      case Expr.Call c -> !List.of("exp", "log", "sin", "cos", "atan", "asin", "erf").contains(c.function().name());
      default -> true;
    };
  }

  /** Whether a relation between numbers holds. */
  public static boolean isTrue(Expr.Rel r) {
    return Trees.freeSymbols(r).isEmpty() && (Shape.implies(List.of(), Exprs.sub(r.lhs(), r.rhs()), r.op()) || Evidence.isTrueNumber(r));
  }

  static boolean linear(Expr u) {
    var f = Evidence.value(new Normal(List.of(), Hints.NONE), u);
    return f.den().isEmpty() && f.num().terms().keySet().stream().allMatch(MeanValue::linear);
  }

  /** A variable, a number, or a variable times a number. */
  private static boolean linear(Mono m) {
    var moving = m.exponents().keySet().stream().filter(a -> a.kind() != Atom.Kind.PI && a.kind() != Atom.Kind.NUMBER).toList();
    return moving.isEmpty() || moving.size() == 1 && moving.getFirst().kind() == Atom.Kind.VARIABLE && m.exponent(moving.getFirst()).equals(Rational.ONE);
  }
}
