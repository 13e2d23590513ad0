package org.gradus.verify;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** A counterexample without the variables that only assumptions speak of: they say nothing about the step; the sizes of its arrays do. */
final class ShownPoint {

  private ShownPoint() {}

  static Judgement of(Claim.Step s, Judgement j) {
    if (j.counterexample() == null || s.lhs() == null || s.rhs() == null) {
      return j;
    }
    var names = new HashSet<String>();
    for (var side : List.of(s.lhs(), s.rhs())) {
      Trees.any(side, x -> {
        switch (x) {
          case Expr.Sym y -> names.add(y.name());
          case Expr.Indexed y -> names.add(y.base());
          case Expr.Apply y -> names.add(y.name());
          default -> { }
        }
        return false;
      });
    }
    names.addAll(StepNames.sizes(Set.copyOf(names), s.setting().arrays()));
    var assumed = new HashSet<String>();
    for (var list : List.of(s.setting().assumptions(), s.setting().domains())) {
      for (var a : list) {
        if (a.relation() != null) {
          Trees.freeSymbols(a.relation()).forEach(x -> assumed.add(x.name()));
        }
      }
    }
    var point = new LinkedHashMap<>(j.counterexample().point());
    point.keySet().removeIf(name -> !names.contains(name) && assumed.contains(name));
    if (point.isEmpty() || point.size() == j.counterexample().point().size()) {
      return j;
    }
    var c = j.counterexample();
    return new Judgement(j.verdict(), j.method(), j.conditions(), j.holdsIf(),
        new Counterexample(point, c.lhs(), c.rhs(), c.drawing()), j.reason(), j.witnesses());
  }
}
