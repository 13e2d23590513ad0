package org.gradus;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.report.ReportFormat;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.FileReport;
import org.gradus.verify.VerifyOptions;

/**
 * What gradus does, for a session in JShell or a notebook, and for other programs: import the methods statically.
 * Formulas are given in plain text, or as LaTeX between dollar signs; all values are immutable, and every method may be
 * called from several threads.
 *
 * {@snippet :
 * import static org.gradus.Gradus.*;
 *
 * var J = let("y in {0,1}").parse("-log σ((2y-1)z)");
 * J.d("z").equal("σ(z) - y");              // PROVED
 * J.d("z").at("y", 1).limit("z", "oo");    // 0
 * }
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
  public static List<Formula> gradient(String formula, String... variables) {
    return parse(formula).gradient(variables);
  }

  /** Row {@code i} is the gradient of the i-th formula: m formulas of n variables give m rows of n. */
  public static List<List<Formula>> jacobian(List<String> formulas, String... variables) {
    return formulas.stream().map(f -> parse(f).gradient(variables)).toList();
  }

  /** The second derivatives, n rows of n for n variables. */
  public static List<List<Formula>> hessian(String formula, String... variables) {
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
  public static List<Formula> solve(String equation, String variable) {
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
   * Verifies every step of a document.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static FileReport verify(Path document) {
    try {
      return verify(document.toString(), Files.readString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Verifies the text of a document; the ending of the name says of which kind it is. */
  public static FileReport verify(String name, String text) {
    return DocumentVerifier.verify(name, text.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, VerifyOptions.DEFAULT_TIMEOUT));
  }

  /** Verifies a document and gives the report for a terminal, without colour. */
  public static String report(Path document) {
    return report(document, ReportFormat.text);
  }

  /** Verifies a document and gives the report in any form. */
  public static String report(Path document, ReportFormat format) {
    var out = new StringWriter();
    try (var report = format.open(out, new ReportFormat.Options(false, false, false))) {
      report.file(verify(document), Files.readString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
