package org.gradus.verify;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.gradus.claim.Claim;
import org.gradus.diagnosis.Case;
import org.gradus.diagnosis.Diagnoser;
import org.gradus.diagnosis.Referee;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.NotationException;

/** Names the likely slip behind an equation that a network refutes; a suggestion is made only if it is proved of the network. */
final class EngineSlips {

  private EngineSlips() {}

  /**
   * The diagnosis, or null if none was found.
   *
   * @param notation the letters of the document
   * @param mayHold  whether numbers leave it open that two sides are equal in the network
   * @param proves   whether they are proved to be
   */
  static Diagnosis diagnose(Claim.Step s, LayerNotation notation, BiPredicate<Expr, Expr> mayHold, BiPredicate<Expr, Expr> proves) {
    var source = s.written().source();
    if (source == null || s.lhs() == null || s.rhs() == null) {
      return null;
    }
    try {
      var found = Diagnoser.edit(new Case(s, source, s.lhs(), s.rhs(), Judge.domain(List.of(), Assumed.NOTHING), List.of(),
          UnaryOperator.identity(), referee(notation, mayHold, proves)));
      return found == null ? null : Slips.report(found, source);
    } catch (RuntimeException | StackOverflowError e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      return null; // the verdict stands without a diagnosis
    }
  }

  private static boolean test(Claim.Step step, LayerNotation notation, BiPredicate<Expr, Expr> about) {
    try {
      var w = step.written();
      return w.readLhs() != null && w.readRhs() != null
          && (about.test(notation.read(w.readLhs()), notation.read(w.readRhs()))
              || notation.activation() != null && about.test(notation.concrete(w.readLhs()), notation.concrete(w.readRhs())));
    } catch (NotationException | IllegalArgumentException _) {
      return false;
    }
  }

  private static Referee referee(LayerNotation notation, BiPredicate<Expr, Expr> mayHold, BiPredicate<Expr, Expr> proves) {
    return new Referee() {
      @Override
      public boolean mayHold(Claim.Step step, boolean unseen) {
        return test(step, notation, mayHold);
      }

      @Override
      public Glance glance(Claim.Step step) {
        return null;
      }

      @Override
      public boolean proves(Claim.Step step) {
        return test(step, notation, proves);
      }

      @Override
      public boolean equal(Expr a, Expr b) {
        return !Exprs.isZero(a) && Requests.KERNEL.equal(a, b, List.of()).proved();
      }

      @Override
      public Extreme extreme(Expr e, boolean largest) {
        return null;
      }

      @Override
      public List<Expr> solutions(Expr.Rel equation, Expr.Sym x) {
        return List.of();
      }

      @Override
      public Expr limit(Expr e) {
        return null;
      }
    };
  }
}
