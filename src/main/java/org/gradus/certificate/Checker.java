package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.numeric.PointEvaluator;

/**
 * Checks a certificate: that its proof proves its claim, that the conditions are those under which both sides are
 * defined, and that there is a point at which they are.
 */
public final class Checker {

  /** The format that is read and written. */
  public static final String FORMAT = "gradus-certificate-1";
  private static final int DIGITS = 40;

  private Checker() {}

  /** What was checked. */
  public record Checked(Claim claim, List<Expr.Rel> conditions) {}

  /** Counts the work of the rules anew, and sets an end to it: for who looks for a proof in them. */
  public static void begin(long units) {
    Meter.reset(units);
  }

  /** Checks a certificate, given as JSON is read: maps, lists, texts and whole numbers. Throws {@link Rejected}. */
  public static Checked check(Object certificate) {
    Meter.reset();
    return checked(certificate);
  }

  private static Checked checked(Object certificate) {
    try {
      var n = new Node(certificate).only("format", "claim", "conditions", "implied", "point", "borders",
          "proves", "proof");
      require(n.text("format").equals(FORMAT), "the format is not " + FORMAT);
      var claim = Claim.read(n.node("claim"));
      require(n.text("proves").equals(claim.statement()), "the proof is one of another claim");
      if (claim instanceof Claim.Value v) {
        Values.check(v, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Limit l) {
        LimitSteps.check(l, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.NoLimit l) {
        NoLimits.check(l, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Limits l) {
        LimitRelation.check(l, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Shape s) {
        Shapes.check(s, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Inflection i) {
        Inflections.check(i, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Chain c) {
        Chains.check(c, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.All a) {
        each(a, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Implication i) {
        Implications.check(i, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Equations e) {
        Multiples.check(e, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Bound b) {
        Sums.check(b, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.ArrayLimit l) {
        ArrayLimits.check(l, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.ArrayEquations e) {
        ArrayMultiples.check(e, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Network w) {
        Sums.check(w, n);
        return new Checked(claim, List.of());
      }
      if (claim instanceof Claim.Sums sums) {
        Sums.check(sums, n);
        return new Checked(claim, List.of());
      }
      var goal = claim.goal();
      Steps.prove(goal, n.node("proof"));
      Borders.check(claim, n.nodes("borders"));
      var conditions = conditions(goal, n);
      point(goal, claim, n.node("point"));
      return new Checked(claim, conditions);
    } catch (StackOverflowError e) {
      throw new Rejected("nested too deeply");
    } catch (ArithmeticException | IllegalStateException | IllegalArgumentException | ClassCastException e) {
      throw new Rejected("not a proof: " + e.getMessage());
    }
  }

  /** A certificate for each of several claims. */
  private static void each(Claim.All all, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty() && n.node("point").fields().isEmpty(),
        "conditions and points stand with the parts");
    var proof = n.node("proof").only("rule", "parts");
    require(proof.text("rule").equals("each part"), "several claims are proved by the rule 'each part'");
    var parts = proof.nodes("parts");
    require(parts.size() == all.parts().size(), "there are " + all.parts().size() + " parts");
    for (int i = 0; i < parts.size(); i++) {
      require(checked(parts.get(i).fields()).claim().equals(all.parts().get(i)), "a part proves another claim");
    }
  }

  static Map<String, Rational> point(Node n) {
    var point = new LinkedHashMap<String, Rational>();
    for (var name : n.fields().keySet()) {
      point.put((String) name, n.rational((String) name));
    }
    return point;
  }

  private static List<Expr.Rel> conditions(Goal goal, Node n) {
    var needed = new LinkedHashSet<>(Defined.of(goal.lhs(), goal.rhs()));
    var conditions = new ArrayList<Expr.Rel>();
    for (var text : n.texts("conditions")) {
      require(Sexpr.read(text) instanceof Expr.Rel r && needed.contains(r), text + " is not a condition of the claim");
      conditions.add((Expr.Rel) Sexpr.read(text));
    }
    for (var i : n.nodes("implied")) {
      i.only("fact", "by");
      var r = i.relation("fact");
      require(needed.remove(r) && !conditions.contains(r), r + " is not a condition");
      var from = new ArrayList<>(goal.known());
      from.addAll(needed);
      Evidence.check(from, r, i.node("by"));
    }
    require(needed.equals(new LinkedHashSet<>(conditions)) && needed.size() == conditions.size(), "a condition is missing");
    return conditions;
  }

  private static void point(Goal goal, Claim claim, Node n) {
    var point = point(n);
    var at = new PointEvaluator(DIGITS);
    for (var side : List.of(goal.lhs(), goal.rhs())) {
      require(defined(at, side, point), "a side is not certainly defined at the point");
    }
    for (var f : claim.differentiated()) {
      require(defined(at, f, point), "a function that is differentiated is not certainly defined at the point");
    }
    for (var a : claim.assumptions()) {
      require(at.truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a);
    }
  }

  static boolean defined(PointEvaluator at, Expr e, Map<String, Rational> point) {
    return at.enclose(e, point).isDefined();
  }
}
