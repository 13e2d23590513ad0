package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Inflections;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Writes down that the second derivative changes its sign at a place. */
public final class InflectionCertifier {

  /** How far from the place the signs are looked at: the first that does. */
  private static final List<Rational> DISTANCES = List.of(Rational.of(1, 8), Rational.ONE, Rational.of(1, 64));

  private final Oracle oracle;

  public InflectionCertifier(Oracle oracle) {
    this.oracle = oracle;
  }

  /** The proof, or null if none was found. */
  public Map<String, Object> write(Claim.Inflection c) {
    for (var distance : DISTANCES) {
      for (var sign : List.of(RelOp.GT, RelOp.LT)) {
        try {
          var proof = write(c, distance, sign);
          if (proof != null) {
            return proof;
          }
        } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException | StackOverflowError _) {
          // another distance
        }
      }
    }
    return null;
  }

  private Map<String, Object> write(Claim.Inflection c, Rational distance, RelOp sign) {
    var before = prove(Inflections.side(c, distance, false, sign));
    var after = before == null ? null : prove(Inflections.side(c, distance, true, sign.flip()));
    if (after != null) {
      var defined = defined(c, distance, 2);
      return defined == null ? null : node("rule", "bends", "distance", distance.toString(), "defined", defined, "sign", Sexpr.relation(sign),
          "before", before, "after", after);
    }
    var slope = prove(Inflections.slope(c, distance, sign));
    var zero = slope == null ? null : prove(Inflections.zero(c));
    var defined = zero == null ? null : defined(c, distance, 3);
    return defined == null ? null : node("rule", "crossing", "distance", distance.toString(), "defined", defined, "sign", Sexpr.relation(sign),
        "zero", zero, "slope", slope);
  }

  private Map<String, Object> prove(Goal goal) {
    return new Certifier(oracle, Work.DEFAULT_UNITS).prove(goal);
  }

  /** Evidence that the function and its derivatives have values around the place, or null. */
  private List<Object> defined(Claim.Inflection c, Rational distance, int order) {
    var grounds = new Grounds(Inflections.around(c, distance), oracle, new Work(Work.DEFAULT_UNITS));
    var all = new ArrayList<Object>();
    for (var formula : Inflections.formulas(c, order)) {
      var conditions = BorderCertifier.defined(formula, grounds);
      if (conditions == null) {
        return null;
      }
      all.add(node("conditions", conditions));
    }
    return all;
  }
}
