package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.analysis.LimitAnswer;
import org.gradus.analysis.LimitSearch;
import org.gradus.certificate.Claim;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Judges claims about limits. */
final class Limits {

  /** The claim that there is no limit. */
  static final Expr NONE = Exprs.sym("does-not-exist");

  private final Assumed assumed;
  private final Set<String> declared;
  private final Judge judge;
  private final Kernel kernel;

  /** @param declared the names of which it is known what they are; null for all */
  Limits(Assumed assumed, Set<String> declared, Judge judge, Kernel kernel) {
    this.assumed = assumed;
    this.declared = declared;
    this.judge = judge;
    this.kernel = kernel;
  }

  /** What the limit is. */
  LimitAnswer of(Expr.Limit l) {
    if (!(l.var() instanceof Expr.Sym x) || Trees.any(l.body(), n -> n instanceof Expr.Limit)) {
      return new LimitAnswer.Unknown("a limit inside a limit is not decided");
    }
    try {
      var body = Derivatives.carryOut(l.body());
      return LimitConstants.defined(body, x, assumed)
          ? LimitSearch.of(body, x, l.to(), l.side(), assumed.integers().contains(x.name()), kernel, assumed.relations())
          : new LimitAnswer.Unknown("no point was found at which the expression is defined");
    } catch (Derivatives.NotDifferentiable e) {
      return new LimitAnswer.Unknown(e.getMessage());
    }
  }

  static boolean infinite(Expr e) {
    return e.equals(Exprs.INFINITY) || e.equals(Exprs.neg(Exprs.INFINITY));
  }

  /** Whether the limit is what is claimed: an expression, ±∞, or {@link #NONE}. */
  Judgement judge(Expr.Limit l, Expr claimed) {
    return judge(l, of(l), claimed);
  }

  Judgement judge(Expr.Limit l, LimitAnswer answer, Expr claimed) {
    return switch (answer) {
      case LimitAnswer.Found f -> found(l, f, claimed, assumed);
      case LimitAnswer.Nowhere n -> nowhere(l, n, claimed);
      case LimitAnswer.ByCases c -> byCases(l, c, claimed);
      case LimitAnswer.Undefined _ -> Judgement.undecided("the expression is not defined");
      case LimitAnswer.Unknown u -> unknown(l, u, claimed);
    };
  }

  private Judgement found(Expr.Limit l, LimitAnswer.Found f, Expr claimed, Assumed about) {
    if (claimed.equals(NONE)) {
      return infinite(f.value()) ? Judgement.undecided("it tends to " + f.value() + "; whether that is called a limit is a matter of words")
          : Judgement.refuted(f.how(), new Counterexample(Map.of(), f.value().toString(), NONE.toString())).withReason(LimitEvidence.of(l));
    }
    var j = compare(f.value(), claimed, about, judge);
    return j.isProved() ? Judgement.proved(f.how(), j.conditions()).certifiedBy(subject(l, claimed))
        : j.isRefuted() ? Judgement.refuted(f.how(), j.counterexample()).withReason(LimitEvidence.of(l)) : j;
  }

  /** What a certificate says: only of limits without conditions on parameters; of all real values, also where only integers are meant. */
  private Certificates.Subject subject(Expr.Limit l, Expr claimed) {
    return l.var() instanceof Expr.Sym x ? new Certificates.Subject(
        new Claim.Limit(l.body(), x, l.to(), l.side(), claimed, assumed.relations()), Map.of(), this::valueOf) : null;
  }

  private Expr valueOf(Expr.Limit l) {
    return of(l) instanceof LimitAnswer.Found f ? f.value() : null;
  }

  private Judgement nowhere(Expr.Limit l, LimitAnswer.Nowhere n, Expr claimed) {
    return claimed.equals(NONE) ? Judgement.proved(n.why(), List.of()).certifiedBy(l.var() instanceof Expr.Sym x ? new Certificates.Subject(
        new Claim.NoLimit(l.body(), x, l.to(), l.side(), assumed.relations()), Map.of(), this::valueOf) : null)
        : Judgement.refuted("there is no limit: " + n.why(), new Counterexample(Map.of(), "does not exist: " + n.why(), claimed.toString()));
  }

  private Judgement byCases(Expr.Limit l, LimitAnswer.ByCases c, Expr claimed) {
    var holds = new ArrayList<LimitAnswer.Case>();
    var without = new ArrayList<String>();
    LimitAnswer.Case fails = null;
    Judgement why = null;
    for (var one : c.cases()) {
      var j = under(l, one, claimed);
      if (j == null) {
        without.add(excluded(one));
      } else if (j.isProved()) {
        holds.add(one);
      } else if (j.isRefuted()) {
        fails = fails == null ? one : fails;
        why = why == null ? j : why;
      } else {
        return j;
      }
    }
    if (fails == null) {
      return holds.isEmpty() ? Judgement.undecided("nothing is defined for any values of the parameters")
          : Judgement.proved(how(holds.getFirst()) + ", in each of " + c.cases().size() + " cases", without);
    }
    var holdsIf = holds.size() == 1 ? holds.getFirst().conditions().stream().map(Expr::toString).toList() : List.<String>of();
    var cases = String.join("; ", c.cases().stream().map(Object::toString).toList());
    var undeclared = declared == null ? null : fails.conditions().stream().flatMap(e -> Trees.freeSymbols(e).stream())
        .map(Expr.Sym::name).filter(n -> !declared.contains(n)).findFirst().orElse(null);
    return undeclared != null ? Judgement.undecided("it depends on " + undeclared + ": " + cases).withHoldsIf(holdsIf)
        : Judgement.refuted(why.method(), new Counterexample(Map.of(), cases, claimed.toString())).withHoldsIf(holdsIf);
  }

  private static String how(LimitAnswer.Case c) {
    return c.answer() instanceof LimitAnswer.Found f ? f.how() : c.answer() instanceof LimitAnswer.Nowhere n ? n.why() : "";
  }

  /** What must not be, so that the case does not occur. */
  private static String excluded(LimitAnswer.Case c) {
    return c.conditions().size() == 1 && c.conditions().getFirst() instanceof Expr.Rel r ? r.lhs() + " " + switch (r.op()) {
      case EQ -> "!=";
      case NE -> "=";
      case LT -> ">=";
      case LE -> ">";
      case GT -> "<=";
      case GE -> "<";
      case APPROX -> "≉";
    } + " " + r.rhs() : "not (" + c.conditionText() + ")";
  }

  /** The verdict in one case; null where one of the sides is not defined in it. */
  private Judgement under(Expr.Limit l, LimitAnswer.Case c, Expr claimed) {
    if (c.answer() instanceof LimitAnswer.Undefined) {
      return null;
    }
    var value = claimed;
    var about = assumed;
    try {
      for (var r : c.conditions()) {
        if (r instanceof Expr.Rel e && e.op() == RelOp.EQ) {
          value = Trees.substitute(value, e.lhs(), e.rhs());
        } else {
          about = about.and(r);
        }
      }
    } catch (ArithmeticException | IllegalArgumentException _) {
      return null;
    }
    if (LimitSearch.isCertainlyUndefined(value, kernel, about.relations()) || !definedIn(l, about)) {
      return null;
    }
    return switch (c.answer()) {
      case LimitAnswer.Found f -> found(l, f, value, about);
      case LimitAnswer.Nowhere n -> nowhere(l, n, value);
      case LimitAnswer.ByCases _, LimitAnswer.Undefined _, LimitAnswer.Unknown _ -> Judgement.undecided("the limit was not found");
    };
  }

  private static boolean definedIn(Expr.Limit l, Assumed about) {
    return !(l.var() instanceof Expr.Sym x) || LimitConstants.defined(l.body(), x, about);
  }

  /** For positive parameters it may be known. */
  private Judgement unknown(Expr.Limit l, LimitAnswer.Unknown u, Expr claimed) {
    var names = Trees.freeSymbols(l.body());
    names.remove(l.var());
    if (!names.isEmpty() && names.size() <= 2) {
      var positive = assumed;
      for (var n : names) {
        positive = positive.and(Exprs.rel(RelOp.GT, n, Exprs.ZERO));
      }
      if (!positive.relations().stream().allMatch(assumed.relations()::contains)
          && new Limits(positive, declared, judge, kernel).of(l) instanceof LimitAnswer.Found f && found(l, f, claimed, positive).isProved()) {
        return Judgement.undecided("it is not known for all values of " + String.join(", ", names.stream().map(Expr.Sym::name).toList()))
            .withHoldsIf(names.stream().map(n -> n + " > 0").toList());
      }
    }
    return Judgement.undecided(u.reason());
  }

  /** Whether a limit that was found is the claimed one. */
  static Judgement compare(Expr value, Expr claimed, Assumed assumed, Judge judge) {
    if (infinite(value) || infinite(claimed)) {
      return value.equals(claimed) ? Judgement.proved("limit laws", List.of())
          : Judgement.refuted("limit laws", new Counterexample(Map.of(), value.toString(), claimed.toString()));
    }
    var j = judge.relation(RelOp.EQ, value, claimed, assumed);
    return switch (j.verdict()) {
      case "PROVED" -> Judgement.proved("limit laws", j.conditions());
      case "REFUTED" -> Judgement.refuted("limit laws", j.counterexample() == null || j.counterexample().point().isEmpty()
          ? new Counterexample(Map.of(), value.toString(), claimed.toString()) : j.counterexample());
      default -> j;
    };
  }

  /** A claim between expressions that contain limits. */
  Judgement relation(Expr l, Expr r) {
    var j = relate(l, r);
    boolean single = l instanceof Expr.Limit && !containsLimit(r) || r instanceof Expr.Limit && !containsLimit(l);
    return !j.isProved() || single ? j : j.certifiedBy(new Certificates.Subject(
        new Claim.Limits(l, r, assumed.relations()), Map.of(), this::valueOf));
  }

  private Judgement relate(Expr l, Expr r) {
    if (l instanceof Expr.Limit a && r instanceof Expr.Limit b) {
      var both = twoLimits(a, b);
      if (both != null) {
        return both;
      }
    }
    if (l instanceof Expr.Limit a && !containsLimit(r)) {
      return judge(a, r);
    }
    if (r instanceof Expr.Limit b && !containsLimit(l)) {
      return judge(b, l);
    }
    var left = resolve(l);
    var right = resolve(r);
    if (left == null || right == null) {
      return l instanceof Expr.Limit a && right != null ? judge(a, right)
          : r instanceof Expr.Limit b && left != null ? judge(b, left) : Judgement.undecided("the limit was not found");
    }
    return compare(left, right, assumed, judge);
  }

  private static boolean containsLimit(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Limit);
  }

  private Judgement twoLimits(Expr.Limit a, Expr.Limit b) {
    boolean samePlace = a.var().equals(b.var()) && a.to().equals(b.to()) && a.side() == b.side();
    if (samePlace) {
      var same = judge.relation(RelOp.EQ, a.body(), b.body(), assumed);
      if (same.isProved()) {
        if (a.var() instanceof Expr.Sym x && (LimitSearch.isUndefined(a.body(), x, a.to(), a.side(), kernel, assumed.relations())
            || LimitSearch.isUndefined(b.body(), x, b.to(), b.side(), kernel, assumed.relations()))) {
          return Judgement.undecided("one of the two expressions is not defined near " + a.to());
        }
        return of(a) instanceof LimitAnswer.Nowhere n ? Judgement.undecided("neither limit exists: " + n.why())
            : Judgement.proved("equal expressions under the limit: " + same.method(), same.conditions());
      }
    }
    var rule = samePlace ? LHopital.of(a, b, this, kernel, assumed) : null;
    var right = of(b);
    if (right instanceof LimitAnswer.Found f) {
      if (rule != null && rule.applies()) {
        return Judgement.proved(rule.words(), List.of());
      }
      var j = judge(a, f.value());
      return rule != null && j.isRefuted() ? j.withReason(rule.words()) : j;
    }
    if (right instanceof LimitAnswer.Nowhere n) {
      return of(a) instanceof LimitAnswer.Found f
          ? rule != null && rule.hypotheses() ? Judgement.undecided("l'Hôpital's rule says nothing where the limit on the right does not exist")
              : Judgement.refuted(f.how(), new Counterexample(Map.of(), f.value().toString(), "does not exist: " + n.why()))
          : Judgement.undecided("the limit on the right does not exist: " + n.why());
    }
    return null;
  }

  /** The expression with its limits replaced by their values; null if one was not found. */
  Expr resolve(Expr e) {
    var map = new HashMap<Expr, Expr>();
    if (!collect(e, map)) {
      return null;
    }
    var result = Trees.substitute(e, map);
    if (!infinite(result) && Trees.any(result, x -> x.equals(Exprs.INFINITY))) {
      // Only a multiple of an infinite limit has a value.
      return result instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num n
          && !n.value().isZero() && m.args().get(1).equals(Exprs.INFINITY)
          ? n.value().signum() > 0 ? Exprs.INFINITY : Exprs.neg(Exprs.INFINITY) : null;
    }
    return result;
  }

  private boolean collect(Expr e, Map<Expr, Expr> map) {
    if (e instanceof Expr.Limit l) {
      return of(l) instanceof LimitAnswer.Found f && map.put(e, f.value()) == null;
    }
    for (var child : Trees.children(e)) {
      if (!map.containsKey(child) && !collect(child, map)) {
        return false;
      }
    }
    return true;
  }
}
