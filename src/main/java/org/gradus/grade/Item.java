package org.gradus.grade;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Rational;

/**
 * One item of an assignment.
 *
 * @param id      as submissions name it: {@code 1a}
 * @param points  for a right answer
 * @param target  what is asked
 * @param partial the part of the points for answers that are not right: {@code sign}, {@code factor} (right up to a
 *                constant factor), {@code carried} (one wrong step, the rest follows), {@code steps} (times the share of
 *                right steps), {@code form} (right, but not in the form asked for), {@code layers} (of a
 *                network; times the share of right ones), {@code from} (follows from a wrong earlier answer; all if
 *                nothing is said)
 * @param form    the form that is asked for
 * @param accept  other formulas that count as right
 * @param from    the names, in what is asked, of the answers to earlier items: name to id
 */
public record Item(String id, Rational points, Target target, Map<String, Rational> partial, Form form, List<String> accept,
    Map<String, String> from) {

  /** What partial credit may be given for. */
  static final List<String> CREDITS = List.of("sign", "factor", "carried", "steps", "form", "layers", "from");

  public Item {
    partial = Map.copyOf(partial);
    accept = List.copyOf(accept);
    from = Collections.unmodifiableMap(new LinkedHashMap<>(from));
  }

  Rational credit(String what) {
    return points.times(partial.getOrDefault(what, Rational.ZERO));
  }

  /** What is asked for; all expressions are plain text, or LaTeX between dollar signs. */
  public sealed interface Target {}

  /** A formula that equals the key. */
  public record Key(String formula) implements Target {}

  /** The derivative of a function by one variable. */
  public record Derivative(String function, String by, int order) implements Target {}

  /** The derivatives of a function by its parameters: as formulas, as code, or as numbers at the published points. */
  public record Gradient(String function, List<String> parameters, List<String> inputs, int samples) implements Target {
    public Gradient {
      parameters = List.copyOf(parameters);
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * The gradient of a network's cost by all its weights and biases, as code or as numbers at the published points.
   *
   * @param l2       λ of the penalty ½ λ Σ w², or 0
   * @param examples how many there are at a point; the cost is their mean
   * @param samples  how many points
   */
  public record Net(NetworkSpec spec, double l2, int examples, int samples) implements Target {}

  /**
   * Formulas in the quantities and the gradient of an earlier item: as formulas, as code, or as numbers at its points.
   *
   * @param at the item with the points
   */
  public record Values(List<String> formulas, String at) implements Target {
    public Values {
      formulas = List.copyOf(formulas);
    }
  }

  /** Whether an answer has several components. */
  boolean isList() {
    return target instanceof Gradient || target instanceof Values;
  }

  /**
   * What a right answer has to look like beside.
   *
   * @param names      the only variables it may contain; empty for any
   * @param simplified whether it may be no longer than the key
   * @param vectorised whether sums and components must not be written out
   */
  public record Form(List<String> names, boolean simplified, boolean vectorised) {
    static final Form ANY = new Form(List.of(), false, false);

    public Form {
      names = List.copyOf(names);
    }
  }
}
