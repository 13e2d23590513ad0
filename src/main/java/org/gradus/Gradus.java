package org.gradus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.gradus.gradient.DifferenceCheck;
import org.gradus.report.ReportFormat;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;

/**
 * What gradus does, for a session in JShell or a notebook, and for other programs: import the methods statically.
 * Formulas are given in plain text, or as LaTeX between dollar signs; all values are immutable, and every method may be
 * called from several threads.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="tour"}
 */
public final class Gradus {

  private Gradus() {}

  /**
   * Reads a formula; nothing is assumed of its variables but that they are real.
   *
   * @throws IllegalArgumentException if it cannot be read, with the place and the reason
   */
  public static Formula parse(String text) {
    return Scope.EMPTY.parse(text);
  }

  /**
   * Says what holds of variables, in the words of a {@code let} directive or of {@code --assume}: {@code "y in {0,1}"},
   * {@code "n integer"}, {@code "x > 0"}.
   *
   * @throws IllegalArgumentException if a fact cannot be read
   */
  public static Scope let(String... facts) {
    return Scope.EMPTY.let(facts);
  }

  /**
   * Gives a name to a formula, for formulas read in the scope that is returned.
   *
   * @throws IllegalArgumentException if the formula cannot be read, or the name is none
   */
  public static Scope define(String name, String formula) {
    return Scope.EMPTY.define(name, formula);
  }

  /** The derivative by a variable, in a readable form. Throws as {@link #parse} and {@link Formula#d(String)} do. */
  public static Formula D(String formula, String variable) {
    return parse(formula).d(variable);
  }

  /** The same as {@link #D}. */
  public static Formula derivative(String formula, String variable) {
    return parse(formula).d(variable);
  }

  /** The derivatives by each of the variables, in their order. */
  public static Formulas gradient(String formula, String... variables) {
    return parse(formula).gradient(variables);
  }

  /** Row {@code i} is the gradient of the i-th formula: m formulas of n variables give m rows of n. */
  public static Matrix jacobian(List<String> formulas, String... variables) {
    return new Formulas(formulas.stream().map(Gradus::parse).toList()).jacobian(variables);
  }

  /** The second derivatives, n rows of n for n variables. */
  public static Matrix hessian(String formula, String... variables) {
    return parse(formula).hessian(variables);
  }

  /** A shorter form that is proved to be equal; the formula itself where none is. */
  public static Formula simplify(String formula) {
    return parse(formula).simplify();
  }

  /** The limit for {@code variable} → {@code to}: {@code "oo"}, {@code "-oo"}, {@code "0"}, {@code "0+"}, {@code "pi/2-"}. */
  public static Formula limit(String formula, String variable, String to) {
    return parse(formula).limit(variable, to);
  }

  /** The real solutions that were found of an equation, or zeros of an expression; each is proved to be one. */
  public static Formulas solve(String equation, String variable) {
    return parse(equation).solve(variable);
  }

  /** The Taylor or Laurent polynomial about a point, up to an order. It comes from Symja and is not proved. */
  public static Formula series(String formula, String variable, String about, int order) {
    return parse(formula).series(variable, about, order);
  }

  /** Whether both sides are equal wherever both are defined. */
  public static Verdict equal(String left, String right) {
    return parse(left).equal(right);
  }

  /** Whether a relation holds: {@code prove("σ(x) + σ(-x) = 1")}, {@code prove("e^x >= 1 + x")}. */
  public static Verdict prove(String relation) {
    return Scope.EMPTY.prove(relation);
  }

  /** Whether {@code lower ≤ formula ≤ upper} wherever it is defined. */
  public static Verdict bound(String formula, String lower, String upper) {
    return parse(formula).bound(lower, upper);
  }

  /**
   * The value at a point, names and values in turns: {@code evaluate("x^y", "x", 2, "y", "1/2")}.
   *
   * @return a double; NaN where the formula is undefined
   */
  public static double evaluate(String formula, Object... point) {
    return parse(formula).evaluate(point);
  }

  /**
   * What is known of a formula as a function of a variable. Throws as {@link #parse} and {@link Formula#analyze} do.
   */
  public static Analysis analyze(String formula, String variable) {
    return parse(formula).analyze(variable);
  }

  /** The formula as a function of n values, for the n variables in this order. Throws as {@link Formula#compile} does. */
  public static ToDoubleFunction<double[]> compile(String formula, String... variables) {
    var f = new Formulas(List.of(parse(formula))).compile(variables);
    return x -> f.apply(x)[0];
  }

  /** The graph of a formula of one variable. Throws as {@link #parse} and {@link Formula#plot()} do. */
  public static Plot plot(String formula) {
    return parse(formula).plot();
  }

  /** The graph between two values. Throws as {@link #parse} and {@link Formula#plot(String, double, double)} do. */
  public static Plot plot(String formula, String variable, double from, double to) {
    return parse(formula).plot(variable, from, to);
  }

  /**
   * A fully connected network: its layers, one activation for all of them or two (hidden, output), its cost; for example
   * {@code 2-3-1 tanh identity mse} or {@code 4-5-3 relu softmax cross-entropy}.
   *
   * @throws IllegalArgumentException if it cannot be read, with how to write it
   */
  public static Network network(String spec) {
    return Network.of(spec);
  }

  /** Checks back-propagation in a network against differences. Throws as {@link #network} does. */
  public static GradientReport gradcheck(String network) {
    return network(network).gradcheck();
  }

  /**
   * Checks a gradient in code against differences of a function in code, at a point. Nothing is set by hand: a
   * difference comes with an estimate of its error.
   *
   * @param gradient one number for each argument
   * @throws IllegalArgumentException if it gives another number of them
   */
  public static GradientReport gradcheck(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double... at) {
    return GradientReport.of(DifferenceCheck.run(f, gradient, List.of(Arrays.copyOf(at, at.length))));
  }

  /**
   * Verifies every step of a document.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Report verify(Path document) {
    try {
      return verify(document.toString(), Files.readString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Verifies the text of a document; the ending of the name (.md, .tex, .ipynb) says of which kind it is. */
  public static Report verify(String name, String text) {
    return new Report(DocumentVerifier.verify(name, text.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, VerifyOptions.DEFAULT_TIMEOUT)), text);
  }

  /** Verifies a document and gives the report for a terminal, without colour. Throws as {@link #verify(Path)} does. */
  public static String report(Path document) {
    return report(document, ReportFormat.text);
  }

  /** Verifies a document and gives the report in any form. Throws as {@link #verify(Path)} does. */
  public static String report(Path document, ReportFormat format) {
    return verify(document).as(format);
  }
}
