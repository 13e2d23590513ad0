package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * Whether two normal forms are equal: the same sum of products; else case by case for the deltas of free indices; else by
 * the kernel, over the sums as unknowns, and under the sums.
 */
final class Decision {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_KERNEL_SIZE = 4_000;

  private final Normalizer normalizer;
  private final Kernel kernel;
  private final List<Expr> assumptions;
  private int cases;
  private boolean usedKernel;

  Decision(Normalizer normalizer, Kernel kernel, List<Expr> assumptions) {
    this.normalizer = normalizer;
    this.kernel = kernel;
    this.assumptions = assumptions;
  }

  /** How it was proved, in words; null if it was not. */
  String prove(Expr l, Expr r) {
    if (!equal(normalizer.of(l), normalizer.of(r), 0)) {
      return null;
    }
    return "normal form of sums, for all sizes" + (usedKernel ? ", and the kernel" : "")
        + (cases > 1 ? ", " + cases + " cases of the indices" : "");
  }

  private boolean equal(Sop l, Sop r, int depth) {
    var difference = l.minus(r);
    if (difference.isZero()) {
      cases++;
      return true;
    }
    var delta = freeDelta(difference);
    if (delta == null) {
      cases++;
      return byKernel(difference);
    }
    if (depth == MAX_DEPTH) {
      return false;
    }
    var x = delta.arg();
    var y = delta.args().get(1);
    var value = x instanceof Expr.Sym ? y : x;
    var index = x instanceof Expr.Sym ? x : y;
    return equal(cased(l, delta, Exprs.ZERO), cased(r, delta, Exprs.ZERO), depth + 1)
        && (assumedUnequal(x, y) || !(index instanceof Expr.Sym) || equal(cased(l, index, value), cased(r, index, value), depth + 1));
  }

  private Sop cased(Sop s, Expr what, Expr by) {
    return normalizer.of(Trees.substitute(s.toExpr(), what, by));
  }

  private boolean assumedUnequal(Expr x, Expr y) {
    return assumptions.stream().anyMatch(a -> a instanceof Expr.Rel r && r.op() == RelOp.NE
        && (r.lhs().equals(x) && r.rhs().equals(y) || r.lhs().equals(y) && r.rhs().equals(x)));
  }

  /** A delta whose arguments are bound nowhere. */
  private static Expr.Call freeDelta(Sop s) {
    for (var p : s.ordered()) {
      for (var g : p.generators()) {
        var found = freeDelta(g, Set.of());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Expr.Call freeDelta(Expr e, Set<Expr.Sym> bound) {
    if (e instanceof Expr.Call c && c.is("delta") && Trees.freeSymbols(c).stream().noneMatch(bound::contains)
        && c.args().stream().anyMatch(a -> a instanceof Expr.Sym)) {
      return c;
    }
    var inner = bound;
    if (e instanceof Expr.Big b) {
      inner = new HashSet<>(bound);
      inner.add(b.index());
    }
    for (var child : Trees.children(e)) {
      var found = freeDelta(child, inner);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  // --- the kernel ------------------------------------------------------------------------------------------------

  private boolean byKernel(Sop difference) {
    usedKernel = true;
    if (zero(difference.toExpr())) {
      return true;
    }
    var left = Sop.ZERO;
    var groups = new TreeMap<String, Map<Product, Rational>>();
    for (var t : difference.terms().entrySet()) {
      var sum = onlySum(t.getKey());
      if (sum == null) {
        left = left.plus(Sop.of(t.getKey(), t.getValue()));
      } else {
        groups.computeIfAbsent(ranges(sum) + t.getKey().without(sum), _ -> new LinkedHashMap<>()).put(t.getKey(), t.getValue());
      }
    }
    if (groups.isEmpty()) {
      return false;
    }
    for (var group : groups.values()) {
      var bodies = new ArrayList<Expr>();
      for (var t : group.entrySet()) {
        bodies.add(Exprs.mul(Exprs.num(t.getValue()), body(onlySum(t.getKey()))));
      }
      if (!zero(Exprs.add(bodies))) {
        for (var t : group.entrySet()) {
          left = left.plus(Sop.of(t.getKey(), t.getValue()));
        }
      }
    }
    return left.isZero() || left.size() < difference.size() && zero(left.toExpr());
  }

  /** Whether the kernel proves it positive or 0, all of it under the sums of one range; sums and components are unknowns. */
  boolean notNegative(Sop s) {
    var bodies = new ArrayList<Expr>();
    var ranges = new HashSet<String>();
    for (var t : s.terms().entrySet()) {
      var sum = onlySum(t.getKey());
      if (sum == null || normalizer.signs().of(t.getKey().without(sum)) == Signs.Known.UNKNOWN) {
        return false;
      }
      ranges.add(ranges(sum) + t.getKey().without(sum));
      bodies.add(Exprs.mul(Exprs.num(t.getValue()), body(sum)));
    }
    var body = Exprs.add(bodies);
    if (ranges.size() != 1 || Trees.size(body, MAX_KERNEL_SIZE) >= MAX_KERNEL_SIZE) {
      return false;
    }
    var facts = new ArrayList<Expr>();
    var opaque = opaque(body, new LinkedHashMap<>(), facts);
    return kernel.relation(RelOp.GE, opaque, Exprs.ZERO, facts).proved();
  }

  private static Expr onlySum(Product p) {
    Expr found = null;
    for (var g : p.generators()) {
      if (g instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
        if (found != null || !p.exponent(g).isOne()) {
          return null;
        }
        found = g;
      }
    }
    return found;
  }

  private static String ranges(Expr sum) {
    var text = new StringBuilder();
    Expr e = sum;
    while (e instanceof Expr.Big b) {
      text.append(b.lower()).append("..").append(b.upper()).append(' ');
      e = b.body();
    }
    return text.toString();
  }

  /** The body with bound indices named by their place alone, so that bodies of one range meet. */
  private static Expr body(Expr sum) {
    Expr e = sum;
    var names = new LinkedHashMap<Expr, Expr>();
    while (e instanceof Expr.Big b) {
      names.put(b.index(), Exprs.sym("#body" + names.size()));
      e = b.body();
    }
    return Trees.substitute(e, names);
  }

  /** Whether the kernel proves it 0, sums and components being unknowns. */
  private boolean zero(Expr e) {
    if (Trees.size(e, MAX_KERNEL_SIZE) >= MAX_KERNEL_SIZE) {
      return false;
    }
    var names = new LinkedHashMap<Expr, Expr>();
    var facts = new ArrayList<Expr>();
    var opaque = opaque(e, names, facts);
    for (var a : assumptions) {
      if (!Trees.any(a, x -> x instanceof Expr.Big || x instanceof Expr.Call c && !c.function().scalar())) {
        facts.add(opaque(a, names, new ArrayList<>()));
      }
    }
    return kernel.equal(opaque, Exprs.ZERO, facts).proved();
  }

  private Expr opaque(Expr e, Map<Expr, Expr> names, List<Expr> facts) {
    boolean atom = switch (e) {
      case Expr.Indexed _, Expr.Big _ -> true;
      case Expr.Call c -> c.is("delta") || c.is("indicator");
      default -> false;
    };
    if (!atom) {
      return Trees.map(e, x -> opaque(x, names, facts));
    }
    return names.computeIfAbsent(e, _ -> {
      var s = Exprs.sym("g" + names.size() + "_");
      var sign = normalizer.signs().of(e);
      if (sign != Signs.Known.UNKNOWN) {
        facts.add(Exprs.rel(sign == Signs.Known.POSITIVE ? RelOp.GT : RelOp.GE, s, Exprs.ZERO));
      }
      return s;
    });
  }
}
