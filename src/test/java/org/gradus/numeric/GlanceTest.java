package org.gradus.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a glance tells of a point at which all exists is what the search for such a point finds. */
class GlanceTest {

  /** The function, then what is assumed. */
  @ParameterizedTest
  @ValueSource(strings = {"x^2", "sigmoid(w*x+b)", "log(x)", "log(x-1)", "1/(x-1)", "sqrt(x)", "sqrt(x-2)", "abs(x-1)", "abs(x)", "relu(x-1)",
      "floor(x)*x", "x^y", "log(1-x)", "x^2; x > 2", "log(x); x < 0", "x*y; x = 2*y", "1/x; x >= 0", "x*n; x > 1; n > 0", "x[1]*x[2]+x",
      "exp(1000*x)", "loggamma(x)", "x/(x-y)", "x*f(x)"})
  void theSamePointWithAndWithoutIt(String question) {
    var parts = question.split("; ");
    var function = PlainReader.parse(parts[0]);
    var facts = new ArrayList<Expr>();
    for (int i = 1; i < parts.length; i++) {
      facts.add(PlainReader.parse(parts[i]));
    }
    var slope = Derivatives.of(function, Exprs.sym("x"), 1);
    var claimed = Exprs.add(Exprs.mul(slope, Exprs.num(3)), Exprs.mul(slope, Exprs.num(-2))); // equal, and another expression
    var names = new LinkedHashSet<String>();
    Trees.freeSymbols(function).forEach(s -> names.add(s.name()));
    facts.forEach(e -> Trees.freeSymbols(e).forEach(s -> names.add(s.name())));
    var domain = new Domain(List.copyOf(names), facts, Set.of());
    var seen = Refuter.glance(RelOp.EQ, slope, claimed, domain, new Differentiated(List.of(function), List.of(slope), List.of(Exprs.sym("x"))));
    var sides = List.of(claimed, function, slope);
    assertEquals(Sampler.definedPoint(sides, List.of(function), domain), Sampler.definedPoint(sides, List.of(function), domain, seen));
    assertEquals(Sampler.definedPoint(sides, List.of(), domain), Sampler.definedPoint(sides, List.of(), domain, seen));
    var ofSides = Refuter.glance(RelOp.EQ, slope, claimed, domain, null);
    assertEquals(Sampler.definedPoint(List.of(slope, claimed), domain),
        Sampler.definedPoint(List.of(slope, claimed), List.of(), domain, ofSides));
  }

  @Test
  void itTellsOfWhatItSawAndOfNothingElse() {
    var l = PlainReader.parse("(x+1)^2");
    var r = PlainReader.parse("x^2+2*x+1");
    var domain = new Domain(List.of("x"), List.of(), Set.of());
    var seen = Refuter.glance(RelOp.EQ, l, r, domain, null);
    assertNotNull(seen.definedPoint(List.of(r, l)));
    assertNull(seen.definedPoint(List.of(l, r, PlainReader.parse("log(x-1)"))));
    assertNull(seen.definedPoint(List.of(l)));
    var nowhereFirst = Refuter.glance(RelOp.EQ, PlainReader.parse("1/(x-1)"), PlainReader.parse("2/(2*x-2)"), domain, null);
    assertNull(nowhereFirst.definedPoint(List.of(PlainReader.parse("1/(x-1)"), PlainReader.parse("2/(2*x-2)"))));
  }
}
