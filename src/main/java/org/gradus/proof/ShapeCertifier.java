package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Shapes;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Writes down the shape of a function of one variable by the sign of a derivative, or a chord below the graph. */
public final class ShapeCertifier {

  private static final int DIGITS = 30;

  private final Oracle oracle;

  public ShapeCertifier(Oracle oracle) {
    this.oracle = oracle;
  }

  /** The proof, or null if none was found. */
  public Map<String, Object> write(Claim.Shape c) {
    try {
      var work = new Work(Work.DEFAULT_UNITS);
      boolean components = Trees.any(c.function(), x -> x instanceof Expr.Indexed i && i.base().equals(c.by().name()));
      var slope = components ? null : slope(c, oracle, work);
      return slope != null || !c.form().equals("convex") && !c.form().equals("concave") ? slope
          : new CurvatureCertifier(c, oracle, work).write(c.function(), c.form().equals("convex"));
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  /** By the sign of a derivative; null if it was not found. */
  static Map<String, Object> slope(Claim.Shape c, Oracle oracle, Work work) {
    try {
      var inside = new ArrayList<Object>();
      var kept = new ArrayList<>(Shapes.facts(c));
      for (var r : Shapes.facts(c)) {
        kept.remove(r);
        var by = new Grounds(kept, oracle, work).decide(r);
        if (by == null) {
          kept.add(r);
        } else {
          inside.add(node("fact", Sexpr.write(r), "by", by));
        }
      }
      var defined = !Shapes.isContinuous(c) ? null : BorderCertifier.defined(Shapes.slope(c), new Grounds(Shapes.facts(c), oracle, work));
      var sign = defined == null ? null : new Certifier(oracle, Work.DEFAULT_UNITS).prove(Shapes.goal(c));
      return sign == null ? null : node("rule", "slope", "inside", inside, "defined", defined, "sign", sign);
    } catch (Rejected | Normal.Refused | ArithmeticException _) {
      return null;
    }
  }

  /** The middle of a chord below the graph, with the proof. */
  public record Chord(Map<String, Rational> middle, Map<String, Object> proof) {}

  /** A chord of one of a few lengths about a point at which the second derivative is negative; null if none was found. */
  public Chord chord(Claim.Shape c, List<Map<String, Rational>> points) {
    for (var p : points) {
      for (var half : List.of(Rational.HALF, Rational.of(1, 8), Rational.ONE, Rational.TWO)) {
        var at = new PointEvaluator(DIGITS);
        var a = new LinkedHashMap<>(p);
        a.put(c.by().name(), p.get(c.by().name()).plus(half));
        var b = new LinkedHashMap<>(p);
        b.put(c.by().name(), p.get(c.by().name()).minus(half));
        var mean = List.of(a, b).stream().map(x -> at.enclose(c.function(), x)).toList();
        var middle = at.enclose(c.function(), p);
        if (middle.isDefined() && mean.stream().allMatch(x -> x.isDefined()) && c.assumptions().stream().allMatch(r -> List.of(a, b, p).stream()
            .allMatch(x -> at.truth(r, x).isCertainlyTrue()))
            && middle.lower().multiply(BigDecimal.TWO).compareTo(mean.get(0).upper().add(mean.get(1).upper())) > 0) {
          return new Chord(p, node("rule", "chord", "half", half.toString()));
        }
      }
    }
    return null;
  }
}
