package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Proves an equality by splitting on the conditions that occur in it, dropping branches whose facts contradict each
 * other, and comparing normal forms in the rest.
 */
final class CaseSplit {

  /** No proof has more branches. */
  static final int MAX_BRANCHES = 400;
  private static final int MAX_DEPTH = 24;
  /** More branches without a proof than these are not listed. */
  private static final int MAX_OPEN = 32;

  private final Oracle oracle;
  private final Work work;
  private final Expr openIn;
  private int branches;
  private String reason;
  private boolean usedDerivative;
  private boolean thin;
  private final Deque<Expr.Rel> path = new ArrayDeque<>();
  private List<List<Expr.Rel>> open;

  /**
   * @param openIn for a derivative by it, that symbol: isolated borders between cases are left out, since the derivative
   *     need not exist there; else null
   */
  CaseSplit(Oracle oracle, Work work, Expr openIn) {
    this.oracle = oracle;
    this.work = work;
    this.openIn = openIn;
  }

  int branches() {
    return branches;
  }

  String reason() {
    return reason;
  }

  /** Whether the branch that was not proved holds where something is exactly 0, at places that points may miss. */
  boolean thin() {
    return thin;
  }

  boolean usedDerivative() {
    return usedDerivative;
  }

  /** From here on no branch is left out after one that fails; each that fails is listed by the relations that lead to it. */
  CaseSplit listing() {
    open = new ArrayList<>();
    return this;
  }

  /** The branches without a proof, after {@link #listing}. */
  List<List<Expr.Rel>> open() {
    return List.copyOf(open);
  }

  /** Whether l = r wherever both are defined and the facts hold; both sides expanded. */
  boolean prove(Expr l, Expr r, Facts facts, int depth) {
    if (depth > MAX_DEPTH || branches > MAX_BRANCHES) {
      reason = "out of budget: more than " + MAX_BRANCHES + " cases";
      return left();
    }
    work.spend(20);
    if (l.equals(r)) {
      branches++;
      return true;
    }
    var cases = firstCases(l);
    if (cases == null) {
      cases = firstCases(r);
    }
    return cases == null ? leaf(l, r, facts, depth) || left() : split(cases, l, r, facts, depth);
  }

  /** Nothing more is tried here. */
  private boolean left() {
    if (open != null) {
      open.add(List.copyOf(path));
      if (open.size() > MAX_OPEN) {
        throw new Work.Exhausted("out of budget: more than " + MAX_OPEN + " cases without a proof");
      }
    }
    return false;
  }

  /** Whether there is a point in looking at the next branch. */
  private boolean goOn(boolean proved) {
    return proved || open != null;
  }

  /** An innermost case distinction that is not under a binder. */
  static Expr.Cases firstCases(Expr e) {
    if (!Kinds.occur(e, Kinds.CASES) || e instanceof Expr.Big || e instanceof Expr.Integral) {
      return null;
    }
    if (e instanceof Expr.Cases c) {
      // A later condition is looked at only where the first fails; until then it need not even be defined.
      var inner = firstCases(c.conditions().get(0));
      return inner != null ? inner : c;
    }
    for (var child : Trees.children(e)) {
      var found = firstCases(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private boolean split(Expr.Cases cases, Expr l, Expr r, Facts facts, int depth) {
    var condition = cases.conditions().get(0);
    var truth = truth(condition, facts);
    if (truth == Boolean.TRUE) {
      return replaced(cases, cases.values().get(0), l, r, facts, depth);
    }
    if (truth == Boolean.FALSE) {
      return replaced(cases, rest(cases), l, r, facts, depth);
    }
    var atom = undecided(condition, facts);
    if (atom == null) {
      reason = "the condition " + condition + " could not be split";
      return left();
    }
    if (openIn != null && Trees.any(atom, x -> x.equals(openIn))) {
      var u = sub(atom.lhs(), atom.rhs());
      boolean beside = both((Expr.Rel) rel(RelOp.GT, u, ZERO), (Expr.Rel) rel(RelOp.LT, u, ZERO), l, r, facts, depth);
      return goOn(beside) && flat(u, l, r, facts, depth) && beside;
    }
    return both(atom, (Expr.Rel) rel(atom.op().negate(), atom.lhs(), atom.rhs()), l, r, facts, depth);
  }

  /**
   * Where u and its derivatives vanish together u may be 0 on a whole interval, which is no border: there the sides are
   * compared. Elsewhere the zeros of u are isolated, and {@link Borders} deals with them.
   */
  private boolean flat(Expr u, Expr l, Expr r, Facts facts, int depth) {
    var known = Flat.where(u, openIn, facts, oracle, work);
    if (known == null) {
      return true;
    }
    var left = l;
    var right = r;
    for (var relation : known.relations()) {
      var solved = relation.op() == RelOp.EQ && known.relations().contains(relation)
          ? Equations.solve(sub(relation.lhs(), relation.rhs()), work) : null;
      if (solved != null) {
        Map<Expr, Expr> map = Map.of(solved.getKey(), solved.getValue());
        left = Trees.substitute(left, map);
        right = Trees.substitute(right, map);
        known = known.substitute(map);
      }
    }
    if (known.contradictory()) {
      return true;
    }
    path.addLast((Expr.Rel) rel(RelOp.EQ, u, ZERO));
    try {
      return prove(left, right, known, depth + 1);
    } finally {
      path.removeLast();
    }
  }

  private boolean both(Expr.Rel one, Expr.Rel other, Expr l, Expr r, Facts facts, int depth) {
    boolean first = branch(one, l, r, facts, depth);
    return goOn(first) && branch(other, l, r, facts, depth) && first;
  }

  private boolean branch(Expr.Rel branch, Expr l, Expr r, Facts facts, int depth) {
    var more = facts.with(List.of(branch));
    if (more.contradictory()) {
      return true;
    }
    path.addLast(branch);
    try {
      return under(branch, l, r, more, depth);
    } finally {
      path.removeLast();
    }
  }

  private boolean under(Expr.Rel branch, Expr l, Expr r, Facts more, int depth) {
    if (branch.op() == RelOp.EQ) {
      var solved = Equations.solve(sub(branch.lhs(), branch.rhs()), work);
      if (solved != null) {
        Map<Expr, Expr> map = Map.of(solved.getKey(), solved.getValue());
        return prove(Trees.substitute(l, map), Trees.substitute(r, map), more.substitute(map), depth + 1);
      }
    }
    return prove(l, r, more, depth + 1);
  }

  private boolean replaced(Expr.Cases cases, Expr by, Expr l, Expr r, Facts facts, int depth) {
    if (by == null) {
      branches++;
      return true; // undefined here, and it always matters: cases stand under no binder and no unreached branch
    }
    var map = Map.of(cases, by);
    return prove(Trees.substitute(l, map), Trees.substitute(r, map), facts, depth);
  }

  private static Expr rest(Expr.Cases c) {
    int n = c.conditions().size();
    return n == 1 ? c.otherwise()
        : Exprs.cases(c.conditions().subList(1, n), c.values().subList(1, n), c.otherwise());
  }

  /** The truth of a condition under the facts, or null. */
  static Boolean truth(Expr condition, Facts facts) {
    return switch (condition) {
      case Expr.Rel r -> facts.decide(r);
      case Expr.Logic l -> switch (l.op()) {
        case NOT -> {
          var t = truth(l.args().get(0), facts);
          yield t == null ? null : !t;
        }
        case AND, OR -> {
          boolean neutral = l.op() == Expr.Logic.Op.AND;
          Boolean result = neutral;
          for (var a : l.args()) {
            var t = truth(a, facts);
            if (t != null && t != neutral) {
              yield !neutral;
            }
            result = t == null ? null : result;
          }
          yield result;
        }
      };
      default -> null;
    };
  }

  static Expr.Rel undecided(Expr condition, Facts facts) {
    return switch (condition) {
      case Expr.Rel r -> r;
      case Expr.Logic l -> {
        for (var a : l.args()) {
          if (truth(a, facts) == null) {
            yield undecided(a, facts);
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  private boolean leaf(Expr l, Expr r, Facts facts, int depth) {
    branches++;
    var defined = new ArrayList<>(Definedness.of(l));
    defined.addAll(Definedness.of(r));
    var here = facts.with(defined);
    try {
      var lowering = new Lowering(here, work, oracle);
      var difference = lowering.of(l).minus(lowering.of(r), work);
      if (difference.isZero() || vanishes(difference, here) || AlgebraicZero.is(l, r, work)) {
        return true;
      }
      thin |= lowering.powerOfZero();
    } catch (Lowering.NeedSign need) {
      return AlgebraicZero.is(l, r, work) || nothingHere(here, r, facts) || bySign(need.of(), l, r, facts, depth);
    } catch (Lowering.Refused | ArithmeticException refused) {
      reason = refused.getMessage();
      return nothingHere(here, r, facts);
    }
    if (nothingHere(here, r, facts) || byHiddenEquation(l, r, here, facts, depth)) {
      return true;
    }
    if (ByDerivative.prove(l, r, here, oracle, work)) {
      usedDerivative = true;
      return true;
    }
    var place = place(facts);
    if (place != null) {
      thin = true;
      reason = "the sides were not found equal where " + place + " = 0";
    } else if (reason == null) {
      reason = "the two sides have different normal forms";
    }
    return false;
  }

  /** What is 0 by the facts without being solved for a variable; null if nothing is. */
  private Expr place(Facts facts) {
    for (var r : facts.relations()) {
      var u = sub(r.lhs(), r.rhs());
      if (!Trees.freeSymbols(u).isEmpty() && (r.op() == RelOp.EQ || (r.op() == RelOp.GE || r.op() == RelOp.LE) && facts.sign(u) == Sign.ZERO)
          && Equations.solve(u, work) == null) {
        return u;
      }
    }
    return null;
  }

  /** Where the formula of a derivative is undefined the derivative itself may exist: then only the claim's own side counts. */
  private boolean nothingHere(Facts here, Expr r, Facts facts) {
    return here.contradictory() && (openIn == null || facts.with(Definedness.of(r)).contradictory());
  }

  /** Whether the expression is 0 wherever it is defined, by normal form and sign cases alone. */
  boolean proveSmooth(Expr e, Facts facts) {
    var here = facts.with(Definedness.of(e));
    try {
      return new Lowering(here, work, oracle).of(e).isZero();
    } catch (Lowering.NeedSign need) {
      var up = facts.with(List.of(rel(RelOp.GE, need.of(), ZERO)));
      var down = facts.with(List.of(rel(RelOp.LE, need.of(), ZERO)));
      return branches++ < 8 && (up.contradictory() || proveSmooth(e, up))
          && (down.contradictory() || proveSmooth(e, down));
    }
  }

  private boolean bySign(Expr of, Expr l, Expr r, Facts facts, int depth) {
    return both((Expr.Rel) rel(RelOp.GE, of, ZERO), (Expr.Rel) rel(RelOp.LE, of, ZERO), l, r, facts, depth);
  }

  /** Whether the facts leave 0 as the only value. */
  private static boolean vanishes(Fraction f, Facts facts) {
    if (f.num().size() > 12 || Lowering.imaginary(f.num())) {
      return false;
    }
    try {
      return facts.sign(ToExpr.of(f.num())) == Sign.ZERO;
    } catch (Lowering.Refused _) {
      return false;
    }
  }

  /** u ≥ 0 and u ≤ 0 together mean u = 0, which may be solved for a variable. */
  private boolean byHiddenEquation(Expr l, Expr r, Facts here, Facts facts, int depth) {
    for (var known : here.relations()) {
      if (known.op() != RelOp.GE && known.op() != RelOp.LE) {
        continue;
      }
      var u = sub(known.lhs(), known.rhs());
      if (here.sign(u) == Sign.ZERO) {
        var solved = Equations.solve(u, work);
        if (solved != null && Trees.freeSymbols(Exprs.add(l, r)).contains(solved.getKey())) {
          Map<Expr, Expr> map = Map.of(solved.getKey(), solved.getValue());
          return prove(Trees.substitute(l, map), Trees.substitute(r, map), facts.substitute(map), depth + 1);
        }
      }
    }
    return false;
  }
}
