package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/**
 * Whether a statement follows from another, both made of equations and inequalities by and/or. Monotone functions are taken off
 * ({@link Unwrapping}); then a relation follows where the difference of its sides is a known one times something of known sign, or
 * by the kernel, or because its contrary contradicts what is known.
 */
public final class OrderImplication {

  /** Statements with more alternatives are left. */
  private static final int MAX_ALTERNATIVES = 16;

  private final Kernel kernel;
  private final Oracle oracle;
  private final List<Expr> assumptions;
  private final Work work = new Work(Work.DEFAULT_UNITS);

  public OrderImplication(Kernel kernel, Oracle oracle, List<Expr> assumptions) {
    this.kernel = kernel;
    this.oracle = oracle;
    this.assumptions = assumptions;
  }

  /** What holds in one alternative: its own relations, and everything. */
  private record Known(List<Expr.Rel> own, List<Expr> all) {
    Known with(Expr more) {
      var list = new ArrayList<>(all);
      list.add(more);
      var mine = new ArrayList<>(own);
      if (more instanceof Expr.Rel r) {
        mine.add(r);
      }
      return new Known(mine, list);
    }
  }

  /** True only if it is proved that wherever the assumptions and {@code before} hold, {@code after} is defined and holds. */
  public boolean holds(Expr before, Expr after) {
    try {
      var alternatives = alternatives(before);
      return alternatives != null && alternatives.stream().allMatch(a -> {
        var known = known(a);
        return known == null || follows(after, known, true);
      });
    } catch (Lowering.Refused | Work.Exhausted | ArithmeticException | Derivatives.NotDifferentiable | StackOverflowError _) {
      return false;
    }
  }

  /** The conjunctions one of which holds; null if there are too many, or what is not and/or of relations. */
  private List<List<Expr.Rel>> alternatives(Expr statement) {
    switch (statement) {
      case Expr.Rel r -> {
        return List.of(List.of(r));
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.OR -> {
        var all = new ArrayList<List<Expr.Rel>>();
        for (var part : l.args()) {
          var some = alternatives(part);
          if (some == null) {
            return null;
          }
          all.addAll(some);
        }
        return all.size() > MAX_ALTERNATIVES ? null : all;
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> {
        List<List<Expr.Rel>> all = List.of(List.of());
        for (var part : l.args()) {
          var some = alternatives(part);
          if (some == null || all.size() * some.size() > MAX_ALTERNATIVES) {
            return null;
          }
          var next = new ArrayList<List<Expr.Rel>>();
          for (var a : all) {
            for (var b : some) {
              var both = new ArrayList<>(a);
              both.addAll(b);
              next.add(both);
            }
          }
          all = next;
        }
        return all;
      }
      default -> {
        return null;
      }
    }
  }

  /** The relations, that they are defined, and what they say without monotone functions; null if that is a contradiction. */
  private Known known(List<Expr.Rel> relations) {
    var all = new ArrayList<Expr>(assumptions);
    for (var r : relations) {
      all.add(r);
      all.addAll(Definedness.of(r.lhs()));
      all.addAll(Definedness.of(r.rhs()));
    }
    var known = new Known(relations, all);
    for (var r : relations) {
      known = added(new Unwrapping(facts(known)).of(r), known);
    }
    return facts(known).contradictory() ? null : known;
  }

  private static Known added(Expr e, Known known) {
    if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      for (var part : l.args()) {
        known = added(part, known);
      }
      return known;
    }
    return known.with(e);
  }

  private Facts facts(Known known) {
    return new Facts(known.all().stream().filter(e -> !Kernel.isFiniteDomain(e)).toList(), work);
  }

  private boolean follows(Expr statement, Known known, boolean unwrap) {
    return switch (statement) {
      case Expr.Rel r -> relation(r, known, unwrap);
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().stream().allMatch(p -> follows(p, known, unwrap));
      case Expr.Logic l when l.op() == Expr.Logic.Op.OR -> anyOf(l.args(), known, unwrap);
      default -> false;
    };
  }

  /** One of them holds: surely that one, or one where the others fail, or the product of equations is 0. */
  private boolean anyOf(List<Expr> parts, Known known, boolean unwrap) {
    if (parts.stream().anyMatch(p -> follows(p, known, unwrap))) {
      return true;
    }
    if (!parts.stream().allMatch(p -> p instanceof Expr.Rel r && isDefined(r, known))) {
      return false;
    }
    if (parts.stream().allMatch(p -> ((Expr.Rel) p).op() == RelOp.EQ)) {
      var product = mul(parts.stream().map(p -> sub(((Expr.Rel) p).lhs(), ((Expr.Rel) p).rhs())).toList());
      return kernel.equal(product, ZERO, known.all()).proved();
    }
    return parts.stream().anyMatch(p -> {
      var rest = known;
      for (var other : parts) {
        if (other != p) {
          rest = rest.with(contrary((Expr.Rel) other));
        }
      }
      return facts(rest).contradictory() || follows(p, rest, unwrap);
    });
  }

  private static Expr.Rel contrary(Expr.Rel r) {
    return (Expr.Rel) rel(r.op().negate(), r.lhs(), r.rhs());
  }

  private boolean relation(Expr.Rel r, Known known, boolean unwrap) {
    if (r.op() == RelOp.APPROX || !isDefined(r, known)) {
      return false;
    }
    var facts = facts(known);
    if (unwrap) {
      var bare = new Unwrapping(facts).of(r);
      if (!bare.equals(r)) {
        return follows(bare, known, false);
      }
    }
    return known.own().stream().anyMatch(k -> multiple(k, r, facts))
        || (r.op() == RelOp.EQ ? kernel.equal(r.lhs(), r.rhs(), known.all()) : kernel.relation(r.op(), r.lhs(), r.rhs(), known.all())).proved()
        || facts.with(List.of(contrary(r))).contradictory();
  }

  /** Whether both sides certainly have values. */
  private boolean isDefined(Expr.Rel r, Known known) {
    var facts = facts(known);
    return List.of(r.lhs(), r.rhs()).stream().allMatch(e -> Definedness.complete(Expansion.of(e))
        && Definedness.of(e).stream().allMatch(c -> facts.decide((Expr.Rel) c) == Boolean.TRUE));
  }

  /** Whether the difference of the sides of r is that of k times something positive, or negative. */
  private boolean multiple(Expr.Rel k, Expr.Rel r, Facts facts) {
    try {
      var lowering = new Lowering(facts, work, oracle);
      var d = lowering.of(Expansion.of(sub(k.lhs(), k.rhs()))).cancelled(work);
      if (d.isZero()) {
        return false;
      }
      var e = lowering.of(Expansion.of(sub(r.lhs(), r.rhs()))).cancelled(work);
      var ratio = e.times(d.reciprocal(work), work).cancelled(work);
      var factors = new ArrayList<Expr>(List.of(ToExpr.of(ratio.num())));
      ratio.den().forEach((p, n) -> factors.add(Exprs.pow(ToExpr.of(p), -n)));
      var q = mul(factors);
      if (!Definedness.complete(q) || !Definedness.of(q).stream().allMatch(c -> facts.decide((Expr.Rel) c) == Boolean.TRUE)) {
        return false;
      }
      var signs = new SignProof(oracle, work);
      return implies(k.op(), r.op()) && signs.holds(RelOp.GT, q, facts, 0) || implies(k.op().flip(), r.op()) && signs.holds(RelOp.LT, q, facts, 0);
    } catch (Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }

  private static boolean implies(RelOp a, RelOp b) {
    for (int s = -1; s <= 1; s++) {
      if (a.holdsForSign(s) && !b.holdsForSign(s)) {
        return false;
      }
    }
    return true;
  }
}
