package org.gradus.proof;

import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Sums over a symbolic range: linear in the body, factors free of the index pulled out, the rest a generator whose
 * name does not depend on the name of the index.
 */
final class Sums {

  private final Lowering lowering;
  private final Work work;

  Sums(Lowering lowering, Work work) {
    this.lowering = lowering;
    this.work = work;
  }

  Fraction of(Expr.Big b) {
    var canonical = Exprs.sym("#" + depth(b));
    var body = Trees.substitute(b.body(), b.index(), canonical);
    var range = range(b);
    if (b.kind() == Expr.Big.Kind.PRODUCT) {
      return generator("prod" + range + "{" + lowering.of(body).cancelled(work) + "}");
    }
    var f = lowering.of(body).cancelled(work);
    var inside = new TreeMap<String, Integer>();
    var outside = Fraction.ONE;
    for (var d : f.den().entrySet()) {
      if (d.getKey().toString().contains(canonical.name())) {
        inside.put(d.getKey().toString(), d.getValue());
      } else {
        outside = outside.times(Fraction.of(d.getKey()).pow(-d.getValue(), work), work);
      }
    }
    var result = Fraction.ZERO;
    for (var t : f.num().terms().entrySet()) {
      var free = Monomial.ONE;
      var bound = Monomial.ONE;
      for (var e : t.getKey().exponents().entrySet()) {
        var one = Monomial.of(e.getKey(), e.getValue());
        if (e.getKey().toString().contains(canonical.name())) {
          bound = bound.times(one);
        } else {
          free = free.times(one);
        }
      }
      var sum = bound.isOne() && inside.isEmpty() ? count(b, range)
          : generator("sum" + range + "{" + bound + "/" + inside + "}");
      result = result.plus(sum.times(Fraction.of(Poly.term(t.getValue(), free, work)), work), work);
    }
    return result.times(outside, work);
  }

  /** Whether the canonical index of a sum occurs in it: what holds of it holds for one term only. */
  static boolean mentionsIndex(Expr e) {
    return Trees.freeSymbols(e).stream().anyMatch(s -> s.name().startsWith("#"));
  }

  /** How many binders are nested inside: gives each its own canonical index. */
  private static int depth(Expr.Big b) {
    int[] deepest = {0};
    Trees.any(b.body(), x -> {
      if (x instanceof Expr.Big inner) {
        deepest[0] = Math.max(deepest[0], 1 + depth(inner));
      }
      return false;
    });
    return deepest[0];
  }

  private String range(Expr.Big b) {
    // Without a written range every index ranges over what its name ranges over.
    return b.lower() == null ? "[" + b.index() + "]"
        : "[" + lowering.of(b.lower()).cancelled(work) + ".."
            + (b.upper() == null ? "" : lowering.of(b.upper()).cancelled(work)) + "]";
  }

  private Fraction count(Expr.Big b, String range) {
    // An empty sum is 0, so the number of terms is upper − lower + 1 only for ranges that are not empty.
    return generator("count" + range);
  }

  private static Fraction generator(String key) {
    return Fraction.of(Poly.generator(new Generator(Generator.Kind.FUNCTION, key, null, false)));
  }

}
