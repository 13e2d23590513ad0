package org.gradus.engine;

import static org.gradus.expr.Exprs.HALF;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Program;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Unsupported;

/** A cost for one sample: a term in the activation {@code a} and the label {@code y}, summed over the outputs. */
public final class Loss {

  /** What a label looks like. */
  public enum Labels { REAL, ZERO_OR_ONE, PLUS_MINUS_ONE, ONE_HOT }

  private static final Expr A = Exprs.sym("a");
  private static final Expr Y = Exprs.sym("y");

  /** {@code C = ½ Σ_j (a_j − y_j)²}. */
  public static final Loss MSE = new Loss("mse", mul(HALF, pow(sub(A, Y), 2)), Labels.REAL);
  /** {@code C = −Σ_j y_j log a_j}, the negative log-likelihood of a class. */
  public static final Loss CATEGORICAL = new Loss("categorical", neg(mul(Y, log(A))), Labels.ONE_HOT);
  /** {@code C = −Σ_j [y_j log a_j + (1 − y_j) log(1 − a_j)]}, a label of its own for every output. */
  public static final Loss BINARY = new Loss("binary",
      neg(add(mul(Y, log(A)), mul(sub(ONE, Y), log(sub(ONE, A))))), Labels.ZERO_OR_ONE);
  /** The same for labels ±1: {@code −log a} for y = 1, {@code −log(1 − a)} for y = −1. */
  public static final Loss SIGNED = new Loss("signed", neg(add(mul(HALF, add(ONE, Y), log(A)),
      mul(HALF, sub(ONE, Y), log(sub(ONE, A))))), Labels.PLUS_MINUS_ONE);
  /** Half the square of the error up to 1, beyond it linear (P. J. Huber, 1964). */
  public static final Loss HUBER = new Loss("huber", huber(sub(A, Y)), Labels.REAL);
  /** {@code C = Σ_j max(0, 1 − y_j a_j)} for labels ±1. */
  public static final Loss HINGE = new Loss("hinge", call("relu", sub(ONE, mul(Y, A))), Labels.PLUS_MINUS_ONE);

  private final String name;
  private final Expr term;
  private final Labels labels;
  private final Kernel slope;
  private final Kernel borders;

  private Loss(String name, Expr term, Labels labels) {
    this.name = name;
    this.term = term;
    this.labels = labels;
    var program = Program.asWritten(List.of(term), List.of("a", "y"));
    slope = program.withDerivativesBy("a").interpret();
    var kinks = program.borders();
    // where a logarithm ends is no kink
    borders = kinks.outputs() == 0 || usesLog(term) ? null : kinks.interpret();
  }

  private static boolean usesLog(Expr e) {
    return Trees.any(e, n -> n instanceof Expr.Call c && c.is("log"));
  }

  private static Expr huber(Expr r) {
    var size = call("abs", r);
    return Exprs.ite(rel(RelOp.LE, size, ONE), mul(HALF, pow(r, 2)), sub(size, HALF));
  }

  /**
   * A cost of one's own: a term in {@code a} and {@code y}, summed over the outputs.
   *
   * @throws IllegalArgumentException for a term with other names in it, or one that is not evaluated in doubles
   */
  public static Loss of(String name, Expr term, Labels labels) {
    var others = Trees.freeSymbols(term).stream().filter(s -> !s.equals(A) && !s.equals(Y)).toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException("the cost " + name + " is not a function of a and y: what is "
          + others.getFirst() + "?");
    }
    try {
      return new Loss(name, term, labels);
    } catch (Unsupported e) {
      throw new IllegalArgumentException("the cost " + name + " is not computed: " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  /** The term in {@code a} and {@code y}. */
  public Expr term() {
    return term;
  }

  public Labels labels() {
    return labels;
  }

  /** Whether exactly one label is 1, the others 0. */
  public boolean isOneHot() {
    return labels == Labels.ONE_HOT;
  }

  /** The term in {@code z} and {@code y}, after an activation of its own for every output. */
  Expr ofInput(Activation output) {
    return Trees.substitute(term, Map.of(A, output.formula()));
  }

  double value(double[] a, double[] y) {
    var sum = 0.0;
    for (int j = 0; j < a.length; j++) {
      sum += at(a[j], y[j], 0);
    }
    return sum;
  }

  /** {@code ∂C/∂a}. */
  double[] slope(double[] a, double[] y) {
    var d = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      d[j] = at(a[j], y[j], 1);
    }
    return d;
  }

  private double at(double a, double y, int which) {
    if (this == MSE) {
      return which == 0 ? (a - y) * (a - y) / 2 : a - y;
    }
    if (this == CATEGORICAL && y == 0) {
      return 0; // also where a has become 0
    }
    if (this == BINARY) {
      // the logarithm of a label's zero share does not count, even if it does not exist
      return which == 0 ? -((y == 0 ? 0 : y * Math.log(a)) + (y == 1 ? 0 : (1 - y) * Math.log1p(-a)))
          : (y == 0 ? 0 : -y / a) + (y == 1 ? 0 : (1 - y) / (1 - a));
    }
    var out = new double[2];
    slope.at(new double[] {a, y}, out);
    return out[which];
  }

  /** On which sides of the kinks the point lies, as bits. */
  long side(double[] a, double[] y) {
    if (borders == null) {
      return 0;
    }
    long bits = 1;
    var out = new double[borders.outputs()];
    for (int j = 0; j < a.length; j++) {
      borders.at(new double[] {a[j], y[j]}, out);
      for (var v : out) {
        bits = 31 * bits + (v > 0 ? 2 : v < 0 ? 1 : 0);
      }
    }
    return bits;
  }

  boolean hasKink() {
    return borders != null;
  }

  /**
   * The loss of that name for that output, or null for an unknown name. {@code cross-entropy} is the categorical one
   * after softmax and the binary one after sigmoid, as textbooks use the word.
   */
  public static Loss byName(String name, Activation output) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "mse", "quadratic" -> MSE;
      case "cross-entropy", "crossentropy" -> output.actsOnLayer() ? CATEGORICAL : BINARY;
      case "log-likelihood", "nll" -> output.equals(Activation.SIGMOID) ? BINARY : CATEGORICAL;
      case "binary-cross-entropy", "bce" -> BINARY;
      case "signed", "signed-nll", "nll-signed" -> SIGNED;
      case "huber" -> HUBER;
      case "hinge" -> HINGE;
      default -> null;
    };
  }

  /** Whether the loss is finite for every value of the activation. */
  boolean accepts(Activation output) {
    boolean probability = output.actsOnLayer() || output.equals(Activation.SIGMOID);
    return this == CATEGORICAL || this == BINARY || this == SIGNED ? probability : true;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Loss l && name.equals(l.name) && term.equals(l.term);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
