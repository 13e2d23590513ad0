package org.gradus.verify;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gradus.analysis.Analyzer;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.claim.Rewriting;
import org.gradus.claim.Rewriting.Part;
import org.gradus.claim.Written;
import org.gradus.diagnosis.Case;
import org.gradus.diagnosis.Diagnoser;
import org.gradus.diagnosis.Finding;
import org.gradus.diagnosis.OtherSlips;
import org.gradus.diagnosis.Referee;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Solver;

/** Names the likely slip behind a refuted step of a document; a suggestion is made only if it is PROVED by the way of the step. */
final class Slips {

  private final ClaimVerifier verifier;

  /** @param verifier judges the candidates: without witnesses, and without diagnosing in its turn */
  Slips(ClaimVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The diagnosis, or null if none was found.
   *
   * @param s the step as it was read
   */
  Diagnosis diagnose(Claim.Step s, Judgement j, Assumed assumed) {
    var fixed = new FixedLater(s.setting().assumptions());
    UnaryOperator<Expr> asJudged = e -> {
      try {
        return fixed.apply(Derivatives.carryOut(e), Exprs.ZERO).left();
      } catch (Derivatives.NotDifferentiable _) {
        return e; // a derivative by a vector is the judge's business
      }
    };
    var left = s.lhs() == null ? null : asJudged.apply(s.lhs());
    var right = s.rhs() == null ? null : asJudged.apply(s.rhs());
    var domain = Judge.domain(left == null || right == null ? List.of() : List.of(left, right), assumed);
    var source = s.written().source();
    var found = Diagnoser.diagnose(new Case(s, source, left, right, domain, j.holdsIf(), asJudged,
        referee(assumed)));
    return found == null ? null : report(found, source);
  }

  /**
   * A refuted equality of a single question, with the likely slip as its reason where one was found. There is no text to
   * edit: what the sides differ by, and rules of differentiation applied wrongly, are looked for.
   *
   * @param left the left side, a derivative not yet carried out where one is claimed
   */
  static Judgement explained(Judgement j, Expr left, Expr right, Assumed assumed) {
    if (!j.isRefuted() || !j.holdsIf().isEmpty() || Trees.any(Exprs.add(left, right), x -> x instanceof Expr.Limit)) {
      return j;
    }
    try {
      var step = new Claim.Step(null, new Written(null, null, null, null, null), Kind.EQUALITY, RelOp.EQ, left, right, null, List.of(), null,
          null, null, null, null, null, false, List.of());
      var l = Derivatives.carryOut(left);
      var r = Derivatives.carryOut(right);
      var found = Diagnoser.diagnose(new Case(step, null, l, r, Judge.domain(List.of(l, r), assumed), List.of(), UnaryOperator.identity(),
          referee(assumed, _ -> false, (_, _) -> false, _ -> null)));
      return found == null || found.slip() == OtherSlips.VALUE ? j : j.withReason(found.message());
    } catch (RuntimeException | StackOverflowError e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      return j; // the verdict stands without a reason
    }
  }

  private boolean proves(Claim.Step step) {
    var r = verifier.verify(step);
    return r.judgement().isProved() && r.notes().stream().allMatch(n -> n.startsWith("truncated"));
  }

  private Referee referee(Assumed assumed) {
    return referee(assumed, this::proves, verifier::mayHold, verifier::glance);
  }

  private static Referee referee(Assumed assumed, Predicate<Claim.Step> proves, BiPredicate<Claim.Step, Boolean> mayHold,
      Function<Claim.Step, Referee.Glance> glance) {
    return new Referee() {
      @Override
      public boolean mayHold(Claim.Step step, boolean unseen) {
        return mayHold.test(step, unseen);
      }

      @Override
      public Glance glance(Claim.Step step) {
        return glance.apply(step);
      }

      @Override
      public boolean proves(Claim.Step step) {
        return proves.test(step);
      }

      @Override
      public boolean equal(Expr a, Expr b) {
        return !Exprs.isZero(a) && Requests.KERNEL.equal(a, b, assumed.relations()).proved();
      }

      @Override
      public Extreme extreme(Expr e, boolean largest) {
        var free = Trees.freeSymbols(e);
        if (free.size() != 1 || Trees.any(e, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply)) {
          return null;
        }
        var x = free.iterator().next();
        var analyzer = new Analyzer(e, x, assumed.relations(), Requests.KERNEL, Requests.ORACLE);
        var found = largest ? analyzer.supremum(0) : analyzer.infimum(0);
        if (!found.known()) {
          return null;
        }
        var v = found.value().value();
        return new Extreme(v.exact(), largest ? v.upper() : v.lower(), found.value().attained(), found.value().text(x.name()));
      }

      @Override
      public List<Expr> solutions(Expr.Rel equation, Expr.Sym x) {
        return Solver.solve(equation, x, assumed.relations(), Requests.ORACLE).values();
      }

      @Override
      public Expr limit(Expr e) {
        return new Limits(assumed, null, new Judge(Requests.KERNEL), Requests.KERNEL).resolve(e);
      }
    };
  }

  static Diagnosis report(Finding f, Rewriting source) {
    return new Diagnosis(f.kind(), f.message(), suggestion(f, source), f.slip().name(), f.slip().explanation(), edit(f, source));
  }

  /** The part as its author would write it: what is not changed stands as it stood, macros and all. */
  private static String suggestion(Finding f, Rewriting source) {
    if (f.suggestion() == null || f.edit() == null || f.part() == Part.RELATION) {
      return f.suggestion();
    }
    var text = source.text(f.part());
    var at = source.replaceable(f.part(), f.edit().from(), f.edit().to());
    return source.lead() + source.written(f.part(), 0, at.start()) + f.edit().replacement(text, at.start(), at.end())
        + source.written(f.part(), at.end(), text.length());
  }

  private static Diagnosis.Edit edit(Finding f, Rewriting source) {
    if (f.part() == null || f.edit() == null || source == null) {
      return null;
    }
    if (f.part() == Part.RELATION) {
      return new Diagnosis.Edit(Diagnosis.Part.RELATION, 0, f.edit().to(), f.suggestion(), region(source, f.part(), f.edit().from(), f.edit().to()));
    }
    var text = source.text(f.part());
    var at = source.replaceable(f.part(), f.edit().from(), f.edit().to());
    int start = source.lead().length() + source.written(f.part(), 0, at.start()).length();
    return new Diagnosis.Edit(f.part() == Part.LEFT ? Diagnosis.Part.LHS : Diagnosis.Part.RHS, start,
        start + source.written(f.part(), at.start(), at.end()).length(), f.edit().replacement(text, at.start(), at.end()),
        region(source, f.part(), at.start(), at.end()));
  }

  private static Diagnosis.Region region(Rewriting source, Part part, int from, int to) {
    var place = source.place(part, from, to);
    return new Diagnosis.Region(place.line(), place.column(), place.endLine(), place.endColumn());
  }
}
