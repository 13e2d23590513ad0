package org.gradus.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Sums over symbolic ranges: linear in the body, what does not depend on the index pulled out, the index without a name. */
final class Ranges {

  private final Normal normal;

  Ranges(Normal normal) {
    this.normal = normal;
  }

  Frac of(Expr.Big b) {
    var index = Exprs.sym("#" + depth(b));
    var body = normal.of(Trees.substitute(b.body(), b.index(), index)).cancelled();
    var range = new ArrayList<Expr>();
    // Without a written range an index runs over what its name runs over.
    var name = b.lower() == null ? "over " + b.index() : b.upper() == null ? "from" : "between";
    if (b.lower() != null) {
      range.add(b.lower());
    }
    if (b.upper() != null) {
      range.add(b.upper());
    }
    if (b.kind() == Expr.Big.Kind.PRODUCT) {
      return opaque("product " + name + " " + index, body, range);
    }
    var inside = new LinkedHashMap<Poly, Integer>();
    var outside = Frac.ONE;
    for (var d : body.den().entrySet()) {
      if (mentions(d.getKey(), index)) {
        inside.put(d.getKey(), d.getValue());
      } else {
        outside = outside.times(Frac.of(d.getKey()).pow(-d.getValue()));
      }
    }
    var result = Frac.ZERO;
    for (var t : body.num().terms().entrySet()) {
      var free = Mono.ONE;
      var bound = Mono.ONE;
      for (var e : t.getKey().exponents().entrySet()) {
        var one = Mono.of(e.getKey(), e.getValue());
        if (mentions(e.getKey(), index)) {
          bound = bound.times(one);
        } else {
          free = free.times(one);
        }
      }
      var sum = opaque("sum " + name + " " + index, new Frac(Poly.of(bound, Gauss.ONE), inside), range);
      result = result.plus(sum.times(Frac.of(Poly.of(free, t.getValue()))));
    }
    return result.times(outside);
  }

  private Frac opaque(String name, Frac body, List<Expr> range) {
    var args = new ArrayList<Frac>();
    args.add(body);
    range.forEach(r -> args.add(normal.of(r).cancelled()));
    return normal.opaqueOf(name, args, null);
  }

  private static boolean mentions(Poly p, Expr.Sym index) {
    return p.terms().keySet().stream().anyMatch(m -> m.exponents().keySet().stream().anyMatch(a -> mentions(a, index)));
  }

  private static boolean mentions(Atom a, Expr.Sym index) {
    return a.expr() != null && Trees.freeSymbols(a.expr()).contains(index)
        || a.args().stream().anyMatch(f -> mentions(f.num(), index) || f.den().keySet().stream().anyMatch(p -> mentions(p, index)))
        || inData(a.data(), index);
  }

  private static boolean inData(Object data, Expr.Sym index) {
    return switch (data) {
      case Poly p -> mentions(p, index);
      case Mono m -> m.exponents().keySet().stream().anyMatch(a -> mentions(a, index));
      case List<?> l -> l.stream().anyMatch(x -> inData(x, index));
      case Map<?, ?> m -> m.keySet().stream().anyMatch(x -> inData(x, index));
      case null, default -> false;
    };
  }

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
}
