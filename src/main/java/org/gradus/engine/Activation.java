package org.gradus.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Program;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Trees;
import org.gradus.numeric.AutoDiff;
import org.gradus.numeric.StableForms;
import org.gradus.numeric.Unsupported;

/**
 * What a neuron makes of its weighted input z. A few are written by hand; any other function of the table, or an
 * expression in z, is differentiated automatically, never by the symbolic derivative that is to be checked.
 */
public final class Activation {

  /** The variable of the formula. */
  public static final String Z = "z";

  public static final Activation SIGMOID = byHand("sigmoid", Activation::sigmoid, z -> sigmoid(z) * sigmoid(-z));
  public static final Activation TANH = byHand("tanh", Math::tanh, z -> (1 - Math.tanh(z)) * (1 + Math.tanh(z)));
  public static final Activation RELU = byHand("relu", z -> Math.max(0, z), z -> z > 0 ? 1 : 0);
  public static final Activation IDENTITY = new Activation("identity", Exprs.sym(Z), z -> z, _ -> 1);
  /** Acts on a whole layer; for the output only. */
  public static final Activation SOFTMAX = new Activation("softmax", null, null, null);

  private final String name;
  private final Expr formula;
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;
  private final Kernel borders;

  private Activation(String name, Expr formula, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    this.name = name;
    this.formula = formula;
    this.value = value;
    this.slope = slope;
    borders = formula == null ? null : borders(formula);
  }

  private static Kernel borders(Expr formula) {
    var program = Program.of(List.of(formula), List.of(Z)).borders();
    // a stable form may decide by a sign without having a kink: those of the table's own functions do not
    return program.outputs() == 0 ? null : program.interpret();
  }

  private static Activation byHand(String name, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return new Activation(name, Exprs.call(name, Exprs.sym(Z)), value, slope);
  }

  /**
   * An activation by its formula in {@code z}.
   *
   * @throws IllegalArgumentException for a formula with other names in it, or one that is not evaluated in doubles
   */
  public static Activation of(String name, Expr formula) {
    var others = Trees.freeSymbols(formula).stream().filter(s -> !s.equals(Exprs.sym(Z))).toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException("the activation " + name + " is not a function of z alone: what is "
          + others.getFirst() + "?");
    }
    var stable = StableForms.of(formula);
    try {
      var kernel = Program.of(List.of(stable), List.of(Z)).withDerivativesBy(Z).interpret();
      return new Activation(name, formula, kernel::value,
          z -> AutoDiff.gradient(stable, List.of(Z), Map.of(Z, z)).getPartialDerivative(0));
    } catch (Unsupported e) {
      throw new IllegalArgumentException("the activation " + name + " is not computed: " + e.getMessage(), e);
    }
  }

  private static double sigmoid(double z) {
    // One side would overflow for large |z|.
    if (z >= 0) {
      return 1 / (1 + Math.exp(-z));
    }
    var e = Math.exp(z);
    return e / (1 + e);
  }

  public String name() {
    return name;
  }

  /** The formula in {@code z}; null for softmax, which acts on a layer. */
  public Expr formula() {
    return formula;
  }

  public boolean actsOnLayer() {
    return formula == null;
  }

  double value(double z) {
    if (value == null) {
      throw new UnsupportedOperationException("softmax acts on a whole layer");
    }
    return value.applyAsDouble(z);
  }

  double slope(double z) {
    return slope.applyAsDouble(z);
  }

  double[] apply(double[] z) {
    if (actsOnLayer()) {
      return softmax(z);
    }
    var a = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      a[j] = value(z[j]);
    }
    return a;
  }

  private static double[] softmax(double[] z) {
    var max = Double.NEGATIVE_INFINITY;
    for (var v : z) {
      max = Math.max(max, v);
    }
    var a = new double[z.length];
    var sum = 0.0;
    for (int j = 0; j < z.length; j++) {
      a[j] = Math.exp(z[j] - max); // shifted: no overflow, same quotients
      sum += a[j];
    }
    for (int j = 0; j < z.length; j++) {
      a[j] /= sum;
    }
    return a;
  }

  /** {@code ∂C/∂z} from {@code ∂C/∂a}, at the stored inputs and activations. */
  double[] pullBack(double[] z, double[] a, double[] dCda) {
    var delta = new double[a.length];
    if (!actsOnLayer()) {
      for (int j = 0; j < a.length; j++) {
        delta[j] = dCda[j] * slope(z[j]);
      }
      return delta;
    }
    // ∂a_k/∂z_j = a_k (δ_jk − a_j), contracted with the incoming gradient
    var mean = 0.0;
    for (int k = 0; k < a.length; k++) {
      mean += dCda[k] * a[k];
    }
    for (int j = 0; j < a.length; j++) {
      delta[j] = a[j] * (dCda[j] - mean);
    }
    return delta;
  }

  /** Whether its derivative may jump somewhere. */
  boolean hasKink() {
    return borders != null;
  }

  /** On which sides of its kinks z lies, as bits. */
  long side(double z) {
    if (borders == null) {
      return 0;
    }
    var out = new double[borders.outputs()];
    borders.at(new double[] {z}, out);
    long bits = 0;
    for (var v : out) {
      bits = 3 * bits + (v > 0 ? 2 : v < 0 ? 1 : 0);
    }
    return bits;
  }

  /** The activation of that name, a function of the table; or null. */
  public static Activation byName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sigmoid", "logistic" -> SIGMOID;
      case "tanh" -> TANH;
      case "relu" -> RELU;
      case "identity", "linear" -> IDENTITY;
      case "softmax" -> SOFTMAX;
      default -> ofTable(name);
    };
  }

  private static Activation ofTable(String name) {
    var f = Functions.byName(name) != null ? Functions.byName(name) : Functions.byName(name.toLowerCase(Locale.ROOT));
    if (f == null || !f.scalar() || f.minArity() > 1 || f.name().equals("indicator")) {
      return null;
    }
    return of(f.name(), Exprs.call(f, List.of(Exprs.sym(Z))));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Activation a && name.equals(a.name) && Objects.equals(formula, a.formula);
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
