package org.gradus.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Whether every solution of one statement solves another. A statement is an equation, or equations joined by and/or. The
 * first is solved completely, one equation and one variable after the other, and each family of solutions is put into the
 * second.
 */
public final class Implication {

  /**
   * A family of solutions.
   *
   * @param values in the order in which they are to be put in: a later one may stand in an earlier one
   * @param known what holds of the variables that are left
   */
  public record Family(Map<Expr.Sym, Expr> values, List<Expr> known) {

    /** The expression with the values put in. */
    public Expr in(Expr e) {
      for (var v : values.entrySet()) {
        e = Trees.substitute(e, Map.of(v.getKey(), v.getValue()));
      }
      return e;
    }
  }

  /** No system is solved by more attempts to solve one equation for one variable. */
  private static final int MAX_ATTEMPTS = 60;
  private static final int MAX_FAMILIES = 64;

  private final Oracle oracle;
  private final Kernel kernel;
  private final List<Expr> assumptions;
  private final Work work = new Work(Work.DEFAULT_UNITS);
  private int attempts;
  private boolean triedBasis;

  public Implication(Oracle oracle, Kernel kernel, List<Expr> assumptions) {
    this.oracle = oracle;
    this.kernel = kernel;
    this.assumptions = assumptions;
  }

  /** True only if it is proved that the solutions of {@code before} are solutions of {@code after}, and defined there. */
  public boolean holds(Expr before, Expr after) {
    var families = solve(before);
    return families != null && families.stream().allMatch(f -> satisfied(f, after));
  }

  /** All solutions of the statement under the assumptions; null if they were not all found. */
  public List<Family> solve(Expr statement) {
    var all = new ArrayList<Family>();
    try {
      for (var alternative : parts(statement, Expr.Logic.Op.OR)) {
        var equations = new ArrayList<Expr.Rel>();
        var known = new ArrayList<>(assumptions);
        for (var part : parts(alternative, Expr.Logic.Op.AND)) {
          if (!(part instanceof Expr.Rel r)) {
            return null;
          }
          if (r.op() == RelOp.EQ) {
            equations.add(r);
          } else {
            known.add(r);
          }
          known.addAll(Definedness.of(r));
        }
        attempts = 0;
        triedBasis = false;
        var families = equations.isEmpty() ? null : system(equations, known);
        if (families == null) {
          return null;
        }
        all.addAll(families);
      }
    } catch (Lowering.Refused | Work.Exhausted | ArithmeticException _) {
      return null;
    }
    return all.size() > MAX_FAMILIES ? null : all;
  }

  static List<Expr> parts(Expr e, Expr.Logic.Op op) {
    if (e instanceof Expr.Logic l && l.op() == op) {
      var all = new ArrayList<Expr>();
      l.args().forEach(a -> all.addAll(parts(a, op)));
      return all;
    }
    return List.of(e);
  }

  private List<Family> system(List<Expr.Rel> equations, List<Expr> known) {
    if (new Facts(known, work).contradictory()) {
      return List.of();
    }
    var open = new ArrayList<Expr.Rel>();
    for (var e : equations) {
      if (Solver.certainlyNotZero(Exprs.sub(e.lhs(), e.rhs()))) {
        return List.of();
      }
      if (!kernel.equal(e.lhs(), e.rhs(), known).proved()) {
        open.add(e);
      }
    }
    if (open.isEmpty()) {
      return List.of(new Family(Map.of(), known));
    }
    for (var e : open) {
      var linear = Equations.solve(Exprs.sub(e.lhs(), e.rhs()), work);
      if (linear != null) {
        var rest = new ArrayList<>(open);
        rest.remove(e);
        return by(e, (Expr.Sym) linear.getKey(), List.of(linear.getValue()), rest, known);
      }
    }
    for (var e : open) {
      var factors = Solver.factors(e, known, oracle, work);
      if (factors.size() > 1 && ++attempts < MAX_ATTEMPTS) {
        return split(e, factors, open, known);
      }
    }
    for (var e : open) {
      var rest = new ArrayList<>(open);
      rest.remove(e);
      for (var x : Trees.freeSymbols(e)) {
        if (++attempts > MAX_ATTEMPTS) {
          return null;
        }
        var solutions = Solver.solve(e, x, known, oracle, work);
        var families = solutions.complete() ? by(e, x, solutions.values(), rest, known) : null;
        if (families != null) {
          return families;
        }
      }
    }
    var basis = basis(open);
    return basis == null ? null : system(basis, known);
  }

  /** Equations of a Gröbner basis, each multiplied out: they hold where the given ones do. Tried once; null if there are none. */
  private List<Expr.Rel> basis(List<Expr.Rel> open) {
    if (oracle == null || open.size() < 2 || triedBasis) {
      return null;
    }
    triedBasis = true;
    var sides = open.stream().map(e -> Exprs.sub(e.lhs(), e.rhs())).toList();
    if (!sides.stream().allMatch(Solver::polynomial)) {
      return null;
    }
    sides.forEach(e -> PolyOracle.pay(e, work));
    var found = oracle.basis(sides).orElse(List.of());
    var equations = new ArrayList<Expr.Rel>();
    for (var c : found) {
      var products = new ArrayList<Expr>();
      for (int i = 0; i < sides.size() && i < c.multipliers().size(); i++) {
        products.add(Exprs.mul(c.multipliers().get(i), sides.get(i)));
      }
      if (new Lowering(Facts.NONE, work, oracle).of(Exprs.sub(Exprs.add(products), c.polynomial())).isZero()) {
        equations.add((Expr.Rel) Exprs.rel(RelOp.EQ, c.polynomial(), Exprs.ZERO));
      }
    }
    return equations.isEmpty() ? null : equations;
  }

  /** A product is 0 only where a factor is. */
  private List<Family> split(Expr.Rel e, List<Expr> factors, List<Expr.Rel> open, List<Expr> known) {
    var all = new ArrayList<Family>();
    var more = new ArrayList<>(known);
    more.addAll(Definedness.of(e));
    for (var f : factors) {
      var equations = new ArrayList<>(open);
      equations.set(open.indexOf(e), (Expr.Rel) Exprs.rel(RelOp.EQ, f, Exprs.ZERO));
      var families = system(equations, more);
      if (families == null) {
        return null;
      }
      all.addAll(families);
    }
    return all;
  }

  /** The equation solved for x, and the rest with each value put in; null if that did not lead to all solutions. */
  private List<Family> by(Expr.Rel e, Expr.Sym x, List<Expr> solutions, List<Expr.Rel> rest, List<Expr> known) {
    var all = new ArrayList<Family>();
    for (var value : solutions) {
      Map<Expr, Expr> at = Map.of(x, value);
      if (Solver.certainlyNotZero(Trees.substitute(Exprs.sub(e.lhs(), e.rhs()), at))) {
        continue; // a candidate that is no solution
      }
      var more = new ArrayList<Expr>();
      known.forEach(k -> more.add(Trees.substitute(k, at)));
      more.addAll(Definedness.of(Trees.substitute(e, at)));
      more.addAll(Definedness.of(value));
      var families = system(rest.stream().map(r -> (Expr.Rel) Trees.substitute(r, at)).toList(), more);
      if (families == null || all.size() > MAX_FAMILIES) {
        return null;
      }
      for (var f : families) {
        var values = new LinkedHashMap<Expr.Sym, Expr>();
        values.put(x, value);
        values.putAll(f.values());
        all.add(new Family(values, f.known()));
      }
    }
    return all;
  }

  private boolean satisfied(Family f, Expr after) {
    for (var alternative : parts(after, Expr.Logic.Op.OR)) {
      if (parts(alternative, Expr.Logic.Op.AND).stream().allMatch(part -> part instanceof Expr.Rel r && proved(f, r))) {
        return true;
      }
    }
    return false;
  }

  private boolean proved(Family f, Expr.Rel r) {
    var l = f.in(r.lhs());
    var q = f.in(r.rhs());
    var proof = r.op() == RelOp.EQ ? kernel.equal(l, q, f.known()) : kernel.relation(r.op(), l, q, f.known());
    return proof.proved() && proof.conditions().isEmpty() && isDefined(l) && isDefined(q);
  }

  private static boolean isDefined(Expr e) {
    return Trees.freeSymbols(e).isEmpty() ? PointEvaluator.enclose(e, Map.of(), 30).isDefined()
        : Definedness.complete(Expansion.of(e));
  }
}
