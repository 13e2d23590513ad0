package org.gradus.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;

/** Chords that leave the domain of a function on their way: they say nothing about its convexity. */
final class Gaps {

  private final Expr f;
  private final Kernel kernel;
  private final Oracle oracle;
  private boolean met;

  Gaps(Expr f, Kernel kernel, Oracle oracle) {
    this.f = f;
    this.kernel = kernel;
    this.oracle = oracle;
  }

  /** Whether a chord with a gap was met. */
  boolean met() {
    return met;
  }

  /** Whether the function is proved to be defined all along the chord. */
  boolean areNotOn(Chords.Chord c) {
    if (isDefinedEverywhere()) {
      return true;
    }
    var t = Exprs.sym("gradus t");
    var path = new HashMap<Expr, Expr>();
    c.a().forEach((x, from) -> path.put(Exprs.sym(x),
        Exprs.add(Exprs.num(from), Exprs.mul(Exprs.num(c.b().get(x).minus(from)), t))));
    var along = new Analyzer(Trees.substitute(f, Map.copyOf(path)), t,
        List.of(Exprs.rel(RelOp.GE, t, Exprs.ZERO), Exprs.rel(RelOp.LE, t, Exprs.num(Rational.ONE))), kernel, oracle);
    boolean whole = along.pieces().known() && along.pieces().value().connected();
    met |= !whole;
    return whole;
  }

  private boolean isDefinedEverywhere() {
    try {
      return Guards.of(f).isEmpty();
    } catch (Undecided _) {
      return !Trees.any(f, e -> e instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0)
          || e instanceof Expr.Call c && c.is("log"));
    }
  }
}
