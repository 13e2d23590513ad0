package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.claim.Assumption;
import org.gradus.claim.Claim;
import org.gradus.claim.DecimalReading;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** A step with the values of its integrals and infinite series in their places. */
final class ClosedForms {

  /** @param conditions under which a series converges: outside, there is nothing to claim */
  record Found(Claim.Step step, List<String> conditions, String method) {}

  private static final Pattern APPLICATION = Pattern.compile("\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*\\}|\\w))?\\s*(?:(?:\\\\left)?\\([^()]*\\))?");

  private final Judge judge;
  private final Kernel kernel;
  private Assumed assumed;
  private final List<Assumption> more = new ArrayList<>();
  private final Set<String> conditions = new LinkedHashSet<>();
  private boolean integrals;
  private boolean series;

  private ClosedForms(Judge judge, Kernel kernel, Assumed assumed) {
    this.judge = judge;
    this.kernel = kernel;
    this.assumed = assumed;
  }

  /** The step without integrals and series; null if there are none, or one of them is not found. */
  static Found of(Claim.Step s, Judge judge, Kernel kernel) {
    if (s.lhs() == null || s.rhs() == null || s.op() == null || s.solution() != null || s.property() != null || !concerns(s.lhs()) && !concerns(s.rhs())) {
      return null;
    }
    var forms = new ClosedForms(judge, kernel, StepNames.assumed(s));
    forms.present(s.lhs());
    forms.present(s.rhs());
    var l = forms.closed(s.lhs());
    var r = forms.closed(s.rhs());
    if (concerns(l) || concerns(r)) {
      return null;
    }
    var d = s.decimals() == null ? null : new DecimalReading(forms.closed(s.decimals().lhs()), s.decimals().rhs() == null ? null : forms.closed(s.decimals().rhs()),
        s.decimals().boxes(), s.decimals().claimed(), s.decimals().halfUnit());
    var assumptions = new ArrayList<>(s.setting().assumptions());
    assumptions.addAll(forms.more);
    return new Found(new Claim.Step(s.place(), s.written(), s.kind(), s.op(), l, r, null, List.of(), s.setting().under(assumptions), null, d, null, null,
        s.expectation(), s.implicit(), s.notes()), List.copyOf(forms.conditions),
        forms.integrals && forms.series ? "antiderivative and sum of the series" : forms.integrals ? "antiderivative, checked by its derivative" : "sum of the series");
  }

  /** {@code F(x) = ∫ …} of a function that had another meaning before: it may be meant as its new one. */
  static boolean mayDefine(Claim.Step s) {
    return s.written().lhs() != null && APPLICATION.matcher(s.written().lhs().strip()).matches() && concerns(s.rhs());
  }

  private static boolean concerns(Expr e) {
    return Kinds.occur(e, Kinds.INTEGRAL | Kinds.BIG) && Trees.any(e, x -> x instanceof Expr.Integral || x instanceof Expr.Big b && Exprs.INFINITY.equals(b.upper()));
  }

  private Expr closed(Expr e) {
    if (!concerns(e)) {
      return e;
    }
    var inner = Trees.map(e, this::closed);
    if (inner instanceof Expr.Integral i) {
      integrals = true;
      var value = new DefiniteIntegrals(judge, kernel, assumed).value(i);
      return value == null ? inner : value;
    }
    if (inner instanceof Expr.Big b && Exprs.INFINITY.equals(b.upper())) {
      var sum = PowerSeries.of(b);
      if (sum != null) {
        series = true;
        sum.ratios().forEach(this::converges);
        return sum.value();
      }
    }
    return inner;
  }

  private void converges(Expr ratio) {
    if (judge.relation(RelOp.LT, ratio, Exprs.ONE, assumed).isProved() && judge.relation(RelOp.GT, ratio, Exprs.MINUS_ONE, assumed).isProved()) {
      return;
    }
    var relation = PowerSeries.converges(ratio);
    conditions.add("|" + ratio + "| < 1, where the series converges");
    more.add(new Assumption(relation, null, null, null));
    assumed = assumed.and(Exprs.rel(RelOp.GT, ratio, Exprs.MINUS_ONE)).and(Exprs.rel(RelOp.LT, ratio, Exprs.ONE));
  }

  /** Where 1/√(2πs) is defined, s is positive: the same for all roots in denominators that no variable under a sign occurs in. */
  private void present(Expr e) {
    var bound = new LinkedHashSet<Expr>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Integral i) {
        bound.add(i.var());
      } else if (x instanceof Expr.Big b) {
        bound.add(b.index());
      }
      return false;
    });
    Trees.any(e, x -> {
      if (x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0 && n.value().times(Rational.of(2)).isInteger() && !n.value().isInteger()
          && Trees.freeSymbols(p.base()).stream().noneMatch(bound::contains)) {
        positive(p.base());
      } else if (x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().equals(Rational.of(-1)) && p.base() instanceof Expr.Pow root
          && root.exponent() instanceof Expr.Num h && h.value().equals(Rational.of(1, 2)) && Trees.freeSymbols(root.base()).stream().noneMatch(bound::contains)) {
        positive(root.base());
      } else if (x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().equals(Rational.of(-1)) && p.base() instanceof Expr.Mul m) {
        m.args().forEach(f -> present(Exprs.pow(f, -1)));
      }
      return false;
    });
  }

  private void positive(Expr base) {
    var rest = base instanceof Expr.Mul m ? Exprs.mul(m.args().stream().filter(f -> !(f instanceof Expr.Num n && n.value().signum() > 0 || f.equals(Exprs.PI))).toList()) : base;
    if (!Trees.freeSymbols(rest).isEmpty()) {
      var relation = Exprs.rel(RelOp.GT, rest, Exprs.ZERO);
      more.add(new Assumption(relation, null, null, null));
      assumed = assumed.and(relation);
      conditions.add(rest + " > 0");
    }
  }
}
