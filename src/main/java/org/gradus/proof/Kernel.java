package org.gradus.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The kernel: the only part of gradus that says PROVED. An equality is proved by case split and normal form; see
 * {@link Lowering} for the rules, each of which is a theorem.
 */
public final class Kernel {

  /** Finite domains with more combinations are not tried one by one. */
  static final int MAX_COMBINATIONS = 64;

  /** Which part of the budget is spent on telling what is open. */
  private static final int LISTING = 4;

  private final Oracle oracle;
  private final long units;

  /** A kernel that asks the given oracle for factors; null for none: it then decides less, never differently. */
  public Kernel(Oracle oracle) {
    this(oracle, Work.DEFAULT_UNITS);
  }

  public Kernel(Oracle oracle, long units) {
    this.oracle = oracle;
    this.units = units;
  }

  /** The same with another budget. */
  public Kernel within(long units) {
    return new Kernel(oracle, units);
  }

  /**
   * Whether {@code l = r} wherever both are defined and the assumptions (relations, conjunctions, and disjunctions of
   * equations as finite domains) hold. Derivatives inside are carried out first.
   */
  public Proof equal(Expr l, Expr r, List<Expr> assumptions) {
    return byMagnitude(assumptions, known -> run(l, r, known, known, null));
  }

  /** Where there is no proof else, one in each case of what the assumptions say of absolute values. */
  private static Proof byMagnitude(List<Expr> assumptions, Function<List<Expr>, Proof> attempt) {
    var plain = attempt.apply(assumptions);
    var cases = plain.proved() ? List.<List<Expr>>of() : Magnitudes.cases(assumptions);
    Proof last = null;
    var conditions = new LinkedHashSet<String>();
    for (var c : cases) {
      last = attempt.apply(c);
      if (!last.proved()) {
        return plain;
      }
      conditions.addAll(last.conditions());
    }
    return last == null ? plain : Proof.found(last.method(), List.copyOf(conditions));
  }

  /**
   * Whether the derivative is what is claimed, where the function is differentiable: the borders between the cases of
   * the function are left out, the claim's own jumps are not.
   *
   * @param order at least 1
   */
  public Proof derivative(Expr function, Expr by, int order, Expr claimed, List<Expr> assumptions) {
    return byMagnitude(assumptions, known -> derivativeWhere(function, by, order, claimed, known));
  }

  private Proof derivativeWhere(Expr function, Expr by, int order, Expr claimed, List<Expr> assumptions) {
    Expr slope;
    try {
      slope = Derivatives.of(function, by, order);
      var whereDefined = new ArrayList<>(assumptions);
      whereDefined.addAll(Definedness.of(Expansion.of(Derivatives.carryOut(function))));
      var proof = run(slope, claimed, assumptions, whereDefined, by);
      if (!proof.proved()) {
        return proof;
      }
      var borders = new Borders(oracle, units).check(Expansion.of(Derivatives.carryOut(function)), by, Expansion.of(slope),
          Expansion.of(Derivatives.carryOut(claimed)), assumptions);
      return borders == null ? proof : Proof.thin(borders);
    } catch (Derivatives.NotDifferentiable e) {
      return Proof.none(e.getMessage());
    } catch (Work.Exhausted e) {
      return Proof.none(e.getMessage());
    }
  }

  /**
   * Where l = r is left open: the branches of the proof that fail, each as the relations that lead to it besides the assumptions.
   * Empty if nothing was found open, null if they could not be listed.
   *
   * @param openIn what a derivative is taken by, as in {@link #derivative}; null for an equality
   */
  public List<List<Expr>> open(Expr l, Expr r, List<Expr> assumptions, Expr openIn) {
    var left = Expansion.of(Derivatives.carryOut(l));
    var right = Expansion.of(Derivatives.carryOut(r));
    var open = new ArrayList<List<Expr>>();
    try {
      if (Trees.any(Exprs.sub(left, right), Kernel::isRootOfWaves)) {
        return null;
      }
      var values = combinations(assumptions);
      for (var value : values.isEmpty() ? List.of(Map.<Expr, Expr>of()) : values) {
        var work = new Work(units / LISTING);
        var split = new CaseSplit(oracle, work, openIn).listing();
        if (!attempt(split, Trees.substitute(left, value), Trees.substitute(right, value),
            new Facts(facts(assumptions), work).substitute(value), work)) {
          if (split.thin()) {
            return null;
          }
          for (var branch : split.open()) {
            var where = new ArrayList<Expr>(branch);
            value.forEach((name, x) -> where.add(Exprs.rel(RelOp.EQ, name, x)));
            open.add(where);
          }
        }
      }
      return open;
    } catch (Work.Exhausted | Lowering.Refused | ArithmeticException | StackOverflowError _) {
      return hasCases(left) || hasCases(right) ? null : List.of(List.of());
    }
  }

  /** Whether the sign of something may matter: there are cases, or roots, which are cases for squares. */
  private static boolean hasCases(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Cases || isRoot(x) && !(((Expr.Pow) x).base() instanceof Expr.Sym));
  }

  private static boolean isRoot(Expr e) {
    return e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && !n.value().isInteger() && !Trees.freeSymbols(p.base()).isEmpty();
  }

  /** Roots of sines and cosines have a normal form that asks for no sign, though a square may stand in them. */
  private static boolean isRootOfWaves(Expr e) {
    return isRoot(e) && Trees.any(e, x -> x instanceof Expr.Call c && (c.is("sin") || c.is("cos")) && !Trees.freeSymbols(c).isEmpty());
  }

  /** Whether an inequality between the two holds wherever both are defined: by known signs and linear reasoning. */
  public Proof relation(RelOp op, Expr l, Expr r, List<Expr> assumptions) {
    try {
      var work = new Work(units);
      var left = Derivatives.carryOut(l);
      var right = Derivatives.carryOut(r);
      var borders = bordersOfDerivatives(List.of(l, r), assumptions);
      if (borders != null) {
        return Proof.thin(borders);
      }
      var facts = new Facts(facts(assumptions), work);
      var defined = new ArrayList<>(Definedness.of(left));
      defined.addAll(Definedness.of(right));
      var here = facts.with(defined);
      var difference = Expansion.of(Exprs.sub(left, right));
      var signs = new SignProof(oracle, work);
      if (here.decide((Expr.Rel) Exprs.rel(op, left, right)) == Boolean.TRUE || signs.holds(op, difference, here, 0)) {
        return Proof.found("known signs", conditions(left, right, facts));
      }
      var values = combinations(assumptions);
      if (!values.isEmpty() && values.stream().allMatch(
          v -> signs.holds(op, Expansion.of(Trees.substitute(difference, v)), here.substitute(v), 0))) {
        return Proof.found("known signs, every value of the finite domain", conditions(left, right, facts));
      }
      var parts = new IntegerParts(oracle, work);
      return parts.relation(op, difference, here) ? Proof.found(parts.method(), conditions(left, right, facts))
          : Proof.none("the signs of the parts do not decide it");
    } catch (Derivatives.NotDifferentiable | Work.Exhausted | Lowering.Refused | ArithmeticException e) {
      return Proof.none(e.getMessage());
    } catch (StackOverflowError e) {
      return Proof.none("out of budget: the expression is nested too deeply");
    }
  }

  /** Whether floors, or what is defined by them, occur in the expressions, of something that varies. */
  public static boolean takesIntegerParts(List<Expr> expressions) {
    return expressions.stream().anyMatch(e -> IntegerParts.concern(Expansion.of(e)));
  }

  private static List<Expr> facts(List<Expr> assumptions) {
    return assumptions.stream().filter(a -> !isFiniteDomain(a)).toList();
  }

  /** @param known the assumptions, and what else may be taken to hold */
  private Proof run(Expr l, Expr r, List<Expr> assumptions, List<Expr> known, Expr openIn) {
    try {
      var left = Derivatives.carryOut(l);
      var right = Derivatives.carryOut(r);
      var borders = bordersOfDerivatives(List.of(l, r), assumptions);
      if (borders != null) {
        return Proof.thin(borders);
      }
      var work = new Work(units);
      var facts = new Facts(facts(known), work);
      var split = new CaseSplit(oracle, work, openIn);
      boolean proved = attempt(split, left, right, facts, work);
      var how = split;
      if (!proved) {
        for (var values : combinations(assumptions)) {
          how = new CaseSplit(oracle, work, openIn);
          proved = attempt(how, Trees.substitute(left, values), Trees.substitute(right, values),
              facts.substitute(values), work);
          if (!proved) {
            break;
          }
        }
      }
      if (!proved && openIn == null) {
        var parts = new IntegerParts(oracle, work);
        if (parts.equal(Expansion.of(left), Expansion.of(right), facts)) {
          return Proof.found(parts.method(), conditions(left, right, new Facts(facts(assumptions), work)));
        }
      }
      if (!proved && IntegerParts.concern(Expansion.of(left), Expansion.of(right))) {
        return Proof.thin(split.reason());
      }
      if (!proved) {
        return split.thin() || Equations.unsolved(List.of(left, right), work) ? Proof.thin(split.reason())
            : Proof.none(split.reason());
      }
      return Proof.found(method(how, how != split), conditions(left, right, new Facts(facts(assumptions), work)));
    } catch (Derivatives.NotDifferentiable | Work.Exhausted e) {
      return Proof.none(e.getMessage());
    } catch (Lowering.Refused | ArithmeticException e) {
      return Proof.none(e.getMessage());
    } catch (StackOverflowError e) {
      return Proof.none("out of budget: the expression is nested too deeply");
    }
  }

  /** Whether the derivatives in the expressions are right on the borders of case distinctions; null, or what is open. */
  private String bordersOfDerivatives(List<Expr> expressions, List<Expr> assumptions) {
    for (var e : expressions) {
      if (!Kinds.occur(e, Kinds.DIFF)) {
        continue;
      }
      if (e instanceof Expr.Diff d && (d.by() instanceof Expr.Sym || d.by() instanceof Expr.Indexed)
          && Borders.concern(Expansion.of(Derivatives.carryOut(d.body())), d.by())) {
        var body = Derivatives.carryOut(d.body());
        var slope = Expansion.of(Derivatives.of(body, d.by(), d.order()));
        var open = new Borders(oracle, units).check(Expansion.of(body), d.by(), slope, slope, assumptions);
        if (open != null) {
          return open;
        }
      }
      var open = e instanceof Expr.At a && a.var() instanceof Expr.Sym u && a.value() instanceof Expr.Sym v
          && !Trees.freeSymbols(a.body()).contains(v)
          ? bordersOfDerivatives(List.of(Trees.substitute(a.body(), u, v)), assumptions) // f'(u) at u = v is f'(v)
          : bordersOfDerivatives(Trees.children(e), unbound(e, assumptions));
      if (open != null) {
        return open;
      }
    }
    return null;
  }

  /** Without the assumptions about the name that is bound here: they speak of another variable. */
  private static List<Expr> unbound(Expr e, List<Expr> assumptions) {
    var bound = switch (e) {
      case Expr.At a -> a.var();
      case Expr.Big b -> b.index();
      case Expr.Limit l -> l.var();
      case Expr.Integral i -> i.var();
      default -> null;
    };
    return bound == null ? assumptions : assumptions.stream().filter(a -> !Trees.any(a, x -> x.equals(bound))).toList();
  }

  /**
   * Whether the sign of the second derivative decides convexity in x: the function lives on an interval, and has a
   * second derivative everywhere inside it. The function must have neither cases nor kinks of its own.
   */
  public boolean twiceDifferentiableOnAnInterval(Expr function, Expr second, Expr x, List<Expr> assumptions) {
    try {
      var known = facts(assumptions);
      var facts = new Facts(known, new Work(units));
      var domain = new ArrayList<Expr>(assumptions.stream().filter(a -> Trees.any(a, y -> y.equals(x))).toList());
      domain.addAll(Definedness.of(function).stream().filter(c -> facts.decide((Expr.Rel) c) != Boolean.TRUE).toList());
      if (!domain.stream().allMatch(c -> isHalfLine(c, x))) {
        return false;
      }
      var inside = facts.with(domain.stream().map(c -> strict((Expr.Rel) c)).toList());
      return Definedness.of(second).stream().allMatch(c -> inside.decide((Expr.Rel) c) == Boolean.TRUE);
    } catch (Derivatives.NotDifferentiable | Work.Exhausted | Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }

  private boolean isHalfLine(Expr condition, Expr x) {
    return condition instanceof Expr.Rel r && r.op() != RelOp.NE && r.op() != RelOp.EQ && r.op() != RelOp.APPROX
        && Definedness.of(r).isEmpty() && !Trees.any(r, y -> y instanceof Expr.Cases)
        && equal(Derivatives.of(Exprs.sub(r.lhs(), r.rhs()), x, 2), Exprs.ZERO, List.of()).proved();
  }

  private static Expr strict(Expr.Rel r) {
    return r.op() == RelOp.GE ? Exprs.rel(RelOp.GT, r.lhs(), r.rhs())
        : r.op() == RelOp.LE ? Exprs.rel(RelOp.LT, r.lhs(), r.rhs()) : r;
  }

  private static boolean attempt(CaseSplit split, Expr l, Expr r, Facts facts, Work work) {
    var left = l;
    var right = r;
    var known = facts;
    for (var relation : facts.relations()) {
      if (relation.op() == RelOp.EQ) {
        var solved = Equations.solve(Exprs.sub(relation.lhs(), relation.rhs()), work);
        if (solved != null && known.relations().contains(relation)) {
          Map<Expr, Expr> map = Map.of(solved.getKey(), solved.getValue());
          left = Trees.substitute(left, map);
          right = Trees.substitute(right, map);
          known = known.substitute(map);
        }
      }
    }
    return split.prove(Expansion.of(left), Expansion.of(right), known, 0);
  }

  private static String method(CaseSplit split, boolean finite) {
    var words = split.usedDerivative() ? "equal derivatives and equal at one point" : "normal form";
    if (finite) {
      words += ", every value of the finite domain";
    }
    return split.branches() > 1 ? words + ", " + split.branches() + " cases" : words;
  }

  static boolean isFiniteDomain(Expr a) {
    return a instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR
        && l.args().stream().allMatch(x -> x instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym);
  }

  /** All choices from the finite domains; empty if there are none or too many. */
  private static List<Map<Expr, Expr>> combinations(List<Expr> assumptions) {
    List<Map<Expr, Expr>> all = List.of(Map.of());
    for (var a : assumptions) {
      if (!isFiniteDomain(a)) {
        continue;
      }
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var map : all) {
        for (var choice : ((Expr.Logic) a).args()) {
          var r = (Expr.Rel) choice;
          var more = new HashMap<>(map);
          more.put(r.lhs(), r.rhs());
          next.add(more);
        }
      }
      all = next;
      if (all.size() > MAX_COMBINATIONS) {
        return List.of();
      }
    }
    return all.size() == 1 && all.get(0).isEmpty() ? List.of() : all;
  }

  /** What must hold for both sides to be defined, without what is known and what follows from the rest. */
  private static List<String> conditions(Expr l, Expr r, Facts facts) {
    var all = new LinkedHashSet<Expr>(Definedness.of(l));
    all.addAll(Definedness.of(r));
    all.removeIf(c -> facts.decide((Expr.Rel) c) == Boolean.TRUE);
    var kept = new ArrayList<>(all);
    for (var c : all) {
      if (kept.size() == 1) {
        break; // alone it was looked at already
      }
      var others = new ArrayList<>(kept);
      others.remove(c);
      if (facts.with(others).decide((Expr.Rel) c) == Boolean.TRUE) {
        kept.remove(c);
      }
    }
    return kept.stream().map(Expr::toString).toList();
  }
}
