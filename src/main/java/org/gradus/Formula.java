package org.gradus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;
import org.gradus.notation.MathMl;
import org.gradus.notation.UnicodeWriter;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.FieldNumbers;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Unsupported;
import org.gradus.proof.Solver;
import org.gradus.symbolic.Answer;
import org.gradus.symbolic.JasFactors;
import org.gradus.symbolic.Symbolic;
import org.gradus.verify.Assumed;
import org.hipparchus.CalculusFieldElement;
import org.matheclipse.core.interfaces.IExpr;

/**
 * A formula with the scope it was read in: immutable, and shown as it is written by hand.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="formula"}
 */
public final class Formula implements Display {

  private final Expr expr;
  private final Scope scope;

  Formula(Expr expr, Scope scope) {
    this.expr = expr;
    this.scope = scope;
  }

  Expr expr() {
    return expr;
  }

  Scope scope() {
    return scope;
  }

  /** The derivative by a variable, in a readable form. Throws {@link ArithmeticException} where there is none. */
  public Formula d(String variable) {
    return d(variable, 1);
  }

  /**
   * The derivative of an order between 1 and 10.
   *
   * @throws ArithmeticException      if the formula cannot be differentiated, with the reason
   * @throws IllegalArgumentException if the variable is none, or the order outside its range
   */
  public Formula d(String variable, int order) {
    return value("derivative", Map.of("function", plain(), "var", variable, "order", order));
  }

  /** The derivatives by each of the variables, in their order. Throws as {@link #d(String)} does. */
  public Formulas gradient(String... variables) {
    return new Formulas(Arrays.stream(variables).map(this::d).toList());
  }

  /** The second derivatives, n rows of n for n variables. Throws as {@link #d(String)} does. */
  public Matrix hessian(String... variables) {
    return gradient(variables).jacobian(variables);
  }

  /** The formula where a variable has a value: a number, or an expression in plain text. */
  public Formula at(String variable, Object value) {
    return new Formula(Trees.substitute(expr, Exprs.sym(variable), scope.read(value.toString())), scope);
  }

  /**
   * The limit for {@code variable} → {@code to}: {@code "oo"}, {@code "-oo"}, {@code "0"}, {@code "0+"}, {@code "pi/2-"}.
   *
   * @throws ArithmeticException if there is none, or none was found
   */
  public Formula limit(String variable, String to) {
    var answer = scope.ask("limit", Map.of("expr", plain(), "var", variable, "to", to));
    if (answer.value() == null || answer.value().equals("does-not-exist")) {
      throw new ArithmeticException(answer.value() == null ? "no limit was found" : "the limit does not exist");
    }
    return new Formula(new Scope(List.of(), Map.of()).read(answer.value()), scope);
  }

  private Formula value(String op, Map<String, Object> fields) {
    return new Formula(new Scope(List.of(), Map.of()).read(scope.ask(op, fields).value()), scope);
  }

  /** A shorter form that is proved to be equal; the formula itself where none is. */
  public Formula simplify() {
    Answer<Expr> simple = new Symbolic().simplify(Derivatives.carryOut(expr));
    return simple.isPresent() && simple.value().toString().length() < plain().length()
        && equal(simple.value().toString()).isProved() ? new Formula(simple.value(), scope) : this;
  }

  /**
   * The real solutions that were found of this equation, or zeros of this expression; each is proved to be one, and
   * there may be more.
   *
   * @throws ArithmeticException if none can be looked for, with the reason
   */
  public Formulas solve(String variable) {
    var x = scope.read(variable);
    if (!(x instanceof Expr.Sym symbol)) {
      throw new IllegalArgumentException("'" + variable + "' is not a variable");
    }
    var equation = expr instanceof Expr.Rel r ? r : Exprs.rel(RelOp.EQ, expr, Exprs.ZERO);
    if (!(equation instanceof Expr.Rel r) || r.op() != RelOp.EQ) {
      throw new IllegalArgumentException("'" + this + "' is not an equation");
    }
    var own = Solver.solve(r, symbol, Assumed.parse(scope.facts()).relations(), new JasFactors());
    return own.complete() || !own.values().isEmpty() ? solutions(variable, own.values()) : bySymja(variable, symbol);
  }

  private Formulas bySymja(String variable, Expr.Sym symbol) {
    var roots = new Symbolic().solve(expr, symbol);
    if (!roots.isPresent()) {
      throw new ArithmeticException(roots.reason());
    }
    return solutions(variable, roots.value());
  }

  private Formulas solutions(String variable, List<Expr> candidates) {
    return new Formulas(candidates.stream().filter(root -> isAllowed(variable, root) && isSolution(variable, root)).map(root -> new Formula(root, scope)).toList());
  }

  /** Whether no fact about the variable certainly fails there. */
  private boolean isAllowed(String variable, Expr root) {
    return Assumed.parse(scope.facts()).relations().stream().map(r -> Trees.substitute(r, Exprs.sym(variable), root))
        .noneMatch(r -> Trees.freeSymbols(r).isEmpty() && new PointEvaluator(30).truth(r, Map.of()).holdsNowhere());
  }

  private boolean isSolution(String variable, Expr root) {
    var there = Trees.substitute(expr, Exprs.sym(variable), root);
    return scope.prove(there instanceof Expr.Rel ? there.toString() : there + " = 0").isProved();
  }

  /**
   * The Taylor or Laurent polynomial about a point, up to an order. It comes from Symja and is not proved.
   *
   * @throws ArithmeticException if there is none, with the reason
   */
  public Formula series(String variable, String about, int order) {
    var series = new Symbolic().series(expr, scope.read(variable), scope.read(about), order);
    if (!series.isPresent()) {
      throw new ArithmeticException(series.reason());
    }
    return new Formula(series.value(), scope);
  }

  /** Whether this is equal to another formula wherever both are defined. */
  public Verdict equal(String other) {
    return scope.ask("equal", Map.of("lhs", plain(), "rhs", scope.read(other).toString()));
  }

  /** Whether this is equal to another formula wherever both are defined. */
  public Verdict equal(Formula other) {
    return scope.ask("equal", Map.of("lhs", plain(), "rhs", other.plain()));
  }

  /** Whether {@code lower ≤ this ≤ upper} wherever this is defined. */
  public Verdict bound(String lower, String upper) {
    return scope.ask("bound", Map.of("expr", plain(), "lower", scope.read(lower).toString(), "upper", scope.read(upper).toString()));
  }

  /** Whether this is convex in a variable. */
  public Verdict convex(String variable) {
    return scope.ask("convex", Map.of("expr", plain(), "vars", List.of(variable)));
  }

  /**
   * The value at a point, names and values in turns; values are numbers or expressions in plain text.
   *
   * @return a double; NaN where the formula is undefined
   * @throws IllegalArgumentException if a variable has no value
   */
  public double evaluate(Object... point) {
    if (point.length % 2 != 0) {
      throw new IllegalArgumentException("names and values come in turns: evaluate(\"x\", 1, \"y\", 2)");
    }
    var env = new HashMap<String, Double>();
    for (int i = 0; i < point.length; i += 2) {
      double value = point[i + 1] instanceof Number n ? n.doubleValue()
          : new Formula(scope.read(point[i + 1].toString()), scope).evaluate();
      env.put(point[i].toString(), value);
    }
    for (var name : variables()) {
      if (!env.containsKey(name)) {
        throw new IllegalArgumentException("'" + name + "' has no value");
      }
    }
    return Compilation.value(Derivatives.carryOut(expr), env);
  }

  /**
   * The formula as a function of its one variable, as bytecode: NaN where the formula is undefined. Thread-safe.
   *
   * @throws IllegalArgumentException if it has none or several
   */
  public DoubleUnaryOperator compile() {
    var names = variables();
    if (names.size() != 1) {
      throw new IllegalArgumentException("name the variables: compile(\"x\", \"y\"); this formula has " + names);
    }
    var f = compile(names.iterator().next(), new String[0]);
    return x -> f.applyAsDouble(new double[] {x});
  }

  /**
   * The formula as a function of two values, for the two variables in this order. Thread-safe.
   *
   * @throws IllegalArgumentException if it contains another variable
   */
  public DoubleBinaryOperator compile(String first, String second) {
    var f = compile(first, new String[] {second});
    return (x, y) -> f.applyAsDouble(new double[] {x, y});
  }

  /**
   * The formula as a function of n values, for the n variables in this order. Thread-safe.
   *
   * @throws IllegalArgumentException if it contains another variable
   */
  public ToDoubleFunction<double[]> compile(String first, String... more) {
    var names = new String[1 + more.length];
    names[0] = first;
    System.arraycopy(more, 0, names, 1, more.length);
    var f = Compilation.function(List.of(Derivatives.carryOut(expr)), List.of(names));
    return x -> f.apply(x)[0];
  }

  /**
   * What is known of the formula as a function of a variable: one {@link Analysis.Case} for each choice of the values
   * that its scope allows for the others ({@code y in {0,1}}).
   *
   * @throws IllegalArgumentException if another variable has no value
   */
  public Analysis analyze(String variable) {
    return Analysis.of(this, variable);
  }

  /** The graph over a window that shows what is to be seen. Throws as {@link #analyze} does. */
  public Plot plot(String variable) {
    return analyze(variable).plot();
  }

  /** The graph between two values. Throws as {@link #analyze} does, and where {@code from} is not less than {@code to}. */
  public Plot plot(String variable, double from, double to) {
    return analyze(variable).plot(from, to);
  }

  /** The graph of a formula of one variable. Throws {@link IllegalArgumentException} where there are several. */
  public Plot plot() {
    return plot(Plot.variable(this));
  }

  /** The graph of a formula of one variable, as SVG. Throws as {@link #plot()} does. */
  public String svg() {
    return plot().svg();
  }

  /** Symja's form of the formula, for those who want to go on with Symja. It loads Symja. */
  public IExpr toSymja() {
    return Symbolic.form(expr);
  }

  /**
   * The formula over a field of Hipparchus, for automatic differentiation or more digits. Values are rounded; what is
   * undefined is NaN.
   *
   * {@snippet class="org.gradus.SnippetsTest" region="field"}
   *
   * @param <T>  the kind of number
   * @param like any number of the field
   * @return a function from the values of the variables, by name, to that of the formula; it throws
   *     {@link ArithmeticException} for what cannot be computed. Thread-safe.
   */
  public <T extends CalculusFieldElement<T>> Function<Map<String, T>, T> field(T like) {
    var e = Derivatives.carryOut(expr);
    return point -> {
      try {
        return new Evaluator<>(FieldNumbers.like(like)).value(e, point);
      } catch (Unsupported refusal) {
        throw new ArithmeticException(refusal.getMessage());
      }
    };
  }

  /** The names of the variables in it, sorted. */
  public Set<String> variables() {
    var names = new TreeSet<String>();
    Trees.freeSymbols(expr).forEach(s -> names.add(s.name()));
    return names;
  }

  /** The formula in plain text, which every command and {@link Gradus#parse} read. */
  public String plain() {
    return expr.toString();
  }

  /** The formula in LaTeX. */
  public String latex() {
    return LatexWriter.write(expr);
  }

  /** The formula as MathML, which browsers and notebooks draw. */
  @Override
  public String html() {
    return MathMl.of(latex(), true);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Formula f && f.expr.equals(expr) && f.scope.equals(scope);
  }

  @Override
  public int hashCode() {
    return expr.hashCode();
  }

  @Override
  public String toString() {
    return UnicodeWriter.write(expr);
  }
}
