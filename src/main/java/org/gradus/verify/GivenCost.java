package org.gradus.verify;

import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;

/** The cost that a document gives in the notation of layers, by the output of the last one and the targets: {@code C = ½‖a^L − y‖²}. */
final class GivenCost {

  private static final Set<String> OF_OUTPUT = Set.of("y", "L");

  private GivenCost() {}

  /** Whether a formula says that the output is something else than every layer is: {@code a^L = z^L}. */
  static boolean isOwnOutput(Claim claim, LayerNotation notation, EngineEquations equations) {
    var w = claim.written();
    if (w.readLhs() == null || w.readRhs() == null || !notation.mayConcern(w.readLhs())) {
      return false;
    }
    Expr lhs;
    try {
      lhs = notation.read(w.readLhs());
    } catch (NotationException | IllegalArgumentException _) {
      return false;
    }
    if (!(lhs instanceof Expr.Indexed x) || !Set.of("a", "z").contains(x.base()) || !x.sup().equals(List.of(Exprs.sym("L")))) {
      return false;
    }
    try {
      return !equations.holdsInEvery(lhs, notation.read(w.readRhs()));
    } catch (NotationException | IllegalArgumentException _) {
      return true;
    }
  }

  /** The cost in the usual letters; null where the document gives none, several, or one of other quantities. */
  static Expr of(List<Claim> claims, LayerNotation notation) {
    Expr found = null;
    for (var claim : claims) {
      var w = claim.written();
      if (!(claim instanceof Claim.Unclaimed u) || u.kind() != Kind.DEFINITION || w.readLhs() == null || w.readRhs() == null || !isCost(w.readLhs(), notation)) {
        continue;
      }
      try {
        var body = notation.read(w.readRhs());
        if (found != null && !found.equals(body) || !isOfOutput(body)) {
          return null;
        }
        found = body;
      } catch (NotationException | IllegalArgumentException _) {
        return null;
      }
    }
    return found;
  }

  private static boolean isCost(String lhs, LayerNotation notation) {
    try {
      return EngineFormula.isCost(notation.read(lhs.replaceFirst("(?s)\\s*(?:\\\\left)?\\(.*", "")));
    } catch (NotationException | IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isOfOutput(Expr body) {
    return Trees.freeSymbols(body).stream().allMatch(s -> OF_OUTPUT.contains(s.name()))
        && !Trees.any(body, x -> x instanceof Expr.Indexed i && !(i.base().equals("a") && i.sup().equals(List.of(Exprs.sym("L"))) || i.base().equals("y") && i.sup().isEmpty()))
        && Trees.any(body, x -> x instanceof Expr.Indexed i && i.base().equals("a"));
  }
}
