package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gradus.claim.Arrays;
import org.gradus.claim.Resolved;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Habits of writing that leave something out: labels as numbers and as indicators, samples without their number. */
final class Notations {

  private Notations() {}

  /** Other readings of a claim, each with a note. */
  static List<Resolved> others(Expr lhs, Expr rhs, Arrays arrays) {
    var found = new ArrayList<Resolved>();
    var label = label(lhs, rhs);
    if (label != null) {
      UnaryOperator<Expr> asIndicator = e -> indicators(e, label);
      found.add(new Resolved(asIndicator.apply(lhs), asIndicator.apply(rhs),
          label + " is the number of the class and " + label + "_j is 1 for j = " + label + ", otherwise 0"));
    }
    var sample = sample(lhs, rhs);
    if (sample != null) {
      found.add(new Resolved(sampled(lhs, sample), sampled(rhs, sample),
          sample.base() + " without a number is read as " + sample));
    }
    found.addAll(Capitals.withMembers(lhs, rhs, arrays));
    return found;
  }

  /** Families of numbers in a claim. */
  static Set<String> families(Expr lhs, Expr rhs) {
    var names = new LinkedHashSet<String>();
    for (var e : List.of(lhs, rhs)) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Indexed i && i.sub().size() == 1 && !ChainRule.isPartial(i)) {
          names.add(i.base());
        }
        return false;
      });
    }
    return names;
  }

  /** A name that numbers something and has components itself; null if there is none. */
  private static String label(Expr lhs, Expr rhs) {
    var numbering = new LinkedHashSet<String>();
    var families = new LinkedHashSet<String>();
    for (var e : List.of(lhs, rhs)) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Indexed i) {
          i.sub().forEach(s -> {
            if (s instanceof Expr.Sym n) {
              numbering.add(n.name());
            }
          });
          if (i.sub().size() == 1 && i.sup().isEmpty()) {
            families.add(i.base());
          }
        } else if (x instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs() instanceof Expr.Sym n) {
          numbering.add(n.name());
        }
        return false;
      });
    }
    numbering.retainAll(families);
    return numbering.isEmpty() ? null : numbering.iterator().next();
  }

  private static Expr indicators(Expr e, String label) {
    return e instanceof Expr.Indexed i && i.base().equals(label) && i.sub().size() == 1
        ? Exprs.ite(Exprs.rel(RelOp.EQ, i.sub().get(0), Exprs.sym(label)), Exprs.ONE, Exprs.ZERO)
        : Trees.map(e, x -> indicators(x, label));
  }

  /** x^(i) where x stands beside it without a number; null if there is none, or more than one. */
  private static Expr.Indexed sample(Expr lhs, Expr rhs) {
    var samples = new LinkedHashSet<Expr.Indexed>();
    var bare = new LinkedHashSet<String>();
    for (var e : List.of(lhs, rhs)) {
      Trees.freeSymbols(e).forEach(s -> bare.add(s.name()));
      Trees.any(e, x -> {
        if (x instanceof Expr.Indexed i && i.sub().isEmpty() && i.sup().size() == 1 && i.sup().get(0) instanceof Expr.Sym) {
          samples.add(i);
        }
        return false;
      });
    }
    samples.removeIf(i -> !bare.contains(i.base()));
    return samples.size() == 1 ? samples.iterator().next() : null;
  }

  private static Expr sampled(Expr e, Expr.Indexed sample) {
    return e.equals(Exprs.sym(sample.base())) ? sample : Trees.map(e, x -> sampled(x, sample));
  }
}
