package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Truth;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.JasFactors;

/** What the analysis says of functions nobody thought of, against many values of them. */
class ShapePropertyTest {

  private static final JasFactors ORACLE = new JasFactors();
  private static final Kernel KERNEL = new Kernel(ORACLE);
  private static final Expr.Sym Z = Exprs.sym("z");
  private static final Expr.Sym Y = Exprs.sym("y");
  private static final double STEP = 0.0917;

  @Provide
  Arbitrary<String> functions() {
    var linear = Combinators.combine(Arbitraries.of("1", "2", "-1", "1/2"), Arbitraries.of("0", "1", "-2")).as((a, b) -> "(" + a + "*z+" + b + ")");
    var atom = Combinators.combine(Arbitraries.of("%s", "sigmoid(%s)", "tanh(%s)", "relu(%s)", "abs(%s)", "exp(-%s^2)", "softplus(%s)", "%s^2",
        "sin(%s)", "elu(%s)", "min(%s,1)", "sign(%s)", "1/(1+%s^2)"), linear).as((f, u) -> f.formatted(u));
    return Combinators.combine(atom, Arbitraries.of("%s", "%s+1", "2*%s", "-%s", "%s/3-z")).as((a, f) -> f.formatted(a));
  }

  private static double value(Expr f, double z) {
    return Evaluator.real(f, Map.of("z", z));
  }

  @Property(tries = 12)
  void what_is_said_of_a_function_holds_at_all_points_looked_at(@ForAll("functions") String text) {
    var f = PlainReader.parse(text);
    var a = new Analyzer(f, Z, List.of(), KERNEL, ORACLE);
    var shape = new Shape(a);
    double high = a.supremum(0).known() && a.supremum(0).value().value().infinite() == 0
        ? a.supremum(0).value().value().upper().doubleValue() : Double.POSITIVE_INFINITY;
    double low = a.infimum(0).known() && a.infimum(0).value().value().infinite() == 0
        ? a.infimum(0).value().value().lower().doubleValue() : Double.NEGATIVE_INFINITY;
    double steep = a.lipschitz(0).known() && a.lipschitz(0).value().value().infinite() == 0
        ? a.lipschitz(0).value().value().upper().doubleValue() : Double.POSITIVE_INFINITY;
    if (shape.inflections().known()) {
      var bend = Derivatives.of(f, Z, 2);
      for (var m : shape.inflections().value()) {
        double z = m.middle().doubleValue();
        assertThat(value(bend, z - 1e-3) * value(bend, z + 1e-3)).as(text + " at " + m).isLessThanOrEqualTo(0);
      }
    }
    for (double z = -9; z < 9; z += STEP) {
      double here = value(f, z);
      double next = value(f, z + STEP);
      double after = value(f, z + 2 * STEP);
      assertThat(here).isBetween(low - 1e-9, high + 1e-9);
      assertThat(Math.abs(next - here)).isLessThanOrEqualTo(steep * STEP + 1e-9);
      if (shape.trend().known()) {
        switch (shape.trend().value()) {
          case CONSTANT -> assertThat(next).isCloseTo(here, org.assertj.core.api.Assertions.within(1e-9));
          case INCREASING, STRICTLY_INCREASING -> assertThat(next).isGreaterThanOrEqualTo(here - 1e-9);
          case DECREASING, STRICTLY_DECREASING -> assertThat(next).isLessThanOrEqualTo(here + 1e-9);
          case NEITHER -> { }
        }
      }
      if (shape.bend().known()) {
        switch (shape.bend().value()) {
          case AFFINE -> assertThat(2 * next - here - after).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-9));
          case CONVEX, STRICTLY_CONVEX -> assertThat(2 * next - here - after).isLessThanOrEqualTo(1e-9);
          case CONCAVE, STRICTLY_CONCAVE -> assertThat(2 * next - here - after).isGreaterThanOrEqualTo(-1e-9);
          case NEITHER -> { }
        }
      }
      if (shape.quasiconvex().known() && shape.quasiconvex().value()) {
        assertThat(next).isLessThanOrEqualTo(Math.max(here, after) + 1e-9);
      }
    }
  }

  @Provide
  Arbitrary<String> ofTwo() {
    var atom = Arbitraries.of("z^2", "y^2", "z*y", "(z+y)^2", "(z-2*y)^2", "abs(z)", "max(z,y)", "log(exp(z)+exp(y))", "softplus(z-y)", "exp(y)", "z^4",
        "sqrt(z^2+y^2)", "relu(z+y)", "sigmoid(z)", "z", "(z^2+y^2)^2", "exp(z*y)", "cosh(y)", "sqrt(1+z^2)", "log(1+y^2)", "relu(z)^2");
    return Combinators.combine(atom, atom, Arbitraries.of("%s+%s", "%s-%s", "3*%s+%s", "max(%s,%s)", "%s*%s", "exp(%s)+%s")).as((a, b, f) -> f.formatted(a, b));
  }

  @Property(tries = 12)
  void convexity_holds_on_every_chord_and_its_refutation_on_one(@ForAll("ofTwo") String text) {
    var f = PlainReader.parse(text);
    var found = Convexities.convex(f, List.of(Z, Y), List.of(), KERNEL, ORACLE);
    var chord = Chords.below(f, List.of("z", "y"), List.of(), List.of(), _ -> true);
    if (found.isProved()) {
      assertThat(chord).as(text).isEmpty();
    }
    if (found.isRefuted()) {
      assertThat(chord).as(text).isPresent();
      var c = chord.get();
      var gap = Exprs.sub(at(f, c.middle()), Exprs.mul(Exprs.HALF, Exprs.add(at(f, c.a()), at(f, c.b()))));
      assertThat(PointEvaluator.enclose(gap, Map.of(), 80).lower().signum()).isPositive();
      c.middle().forEach((x, v) -> assertThat(v).isEqualTo(c.a().get(x).plus(c.b().get(x)).times(Rational.HALF)));
    }
  }

  private static Expr at(Expr f, Map<String, Rational> p) {
    var e = f;
    for (var entry : p.entrySet()) {
      e = Trees.substitute(e, Exprs.sym(entry.getKey()), Exprs.num(entry.getValue()));
    }
    return e;
  }

  @Provide
  Arbitrary<String> withParameter() {
    return Arbitraries.of("exp(a*z)", "tanh(a*z)", "z^a", "1/(1+exp(-a*z))", "(a*z+1)/(z+2)", "a*z*exp(-z)", "log(1+exp(a*z))/z", "atan(a*z)",
        "(1+a/z)^z", "exp(a*z)/(exp(z)+exp(-z))", "max(a*z,z)/z", "sqrt(a^2*z^2+1)/z", "relu(a*z)/z", "softplus(a*z)-a*z", "sigmoid(a*z)*z", "a^2/z+a");
  }

  @Property(tries = 60)
  void the_case_of_a_parameter_tells_what_its_values_do_far_out(@ForAll("withParameter") String text, @ForAll("numbers") String number) {
    var f = PlainReader.parse(text);
    var answer = LimitSearch.of(f, Z, Exprs.INFINITY, 0, false, KERNEL, List.of());
    var value = PlainReader.parse(number);
    var known = answer instanceof LimitAnswer.ByCases c
        ? c.cases().stream().filter(k -> k.conditions().stream().allMatch(r -> holds(Trees.substitute(r, Exprs.sym("a"), value))))
            .map(LimitAnswer.Case::answer).findFirst().orElseThrow() : answer;
    if (!(known instanceof LimitAnswer.Found found)) {
      return;
    }
    var limit = Trees.substitute(found.value(), Exprs.sym("a"), value);
    var far = PointEvaluator.enclose(Trees.substitute(f, Map.of(Exprs.sym("a"), value, Z, Exprs.num(2000))), Map.of(), 60);
    if (limit.equals(Exprs.INFINITY) || limit.equals(Exprs.neg(Exprs.INFINITY))) {
      assertThat(far.middle().signum()).as(text).isEqualTo(limit.equals(Exprs.INFINITY) ? 1 : -1);
      assertThat(far.middle().abs().doubleValue()).as(text).isGreaterThan(6);
    } else {
      var exact = PointEvaluator.enclose(limit, Map.of(), 60);
      double size = Math.max(1, exact.middle().abs().doubleValue());
      assertThat(far.middle().subtract(exact.middle()).abs().doubleValue() / size).as(text + " for a = " + number).isLessThan(0.03);
    }
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.of("2", "1", "1/2", "0", "-1/2", "-1", "-3", "3");
  }

  private static boolean holds(Expr relation) {
    return new PointEvaluator(30).truth(relation, Map.of()).equals(Truth.TRUE);
  }
}
