package org.gradus.certificate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Vectors of which it is assumed that they have one 1 and otherwise 0, {@code y = unitvector(n, c)}: y_i is δ_ic for every entry. */
public final class UnitVectors {

  private final Map<String, Expr> ones = new LinkedHashMap<>();
  private final Map<Expr.Sym, List<Expr>> free;
  private final Map<String, org.gradus.expr.Shape> shapes;
  private final Set<Set<Expr>> apart = new HashSet<>();

  /** Throws {@link Rejected} where a vector is said to be two of them. */
  UnitVectors(Claim.Sums s) {
    this.free = Sums.indices(s);
    this.shapes = s.shapes();
    for (var a : s.assumptions()) {
      if (is(a, s)) {
        var r = (Expr.Rel) a;
        Evidence.require(ones.put(((Expr.Sym) r.lhs()).name(), ((Expr.Call) r.rhs()).args().get(1)) == null, "a vector is given twice");
      } else if (a instanceof Expr.Rel r && areApart(r, s)) {
        apart.add(Set.of(r.lhs(), r.rhs()));
      }
    }
  }

  /** Whether it says that a column is a unit vector; where its 1 stands is a whole number from 1, or an index of the claim with that range. */
  public static boolean is(Expr a, Claim.Sums s) {
    return a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym y && s.shapes().containsKey(y.name()) && !s.members().containsKey(y.name())
        && s.shapes().get(y.name()).isColumn() && r.rhs() instanceof Expr.Call u && u.is("unitvector") && u.args().size() == 2
        && u.arg().equals(s.shapes().get(y.name()).rows())
        && (u.args().get(1) instanceof Expr.Num c && c.value().isInteger() && c.value().signum() > 0 || u.args().get(1) instanceof Expr.Sym i
            && List.of(Exprs.ONE, u.arg()).equals(s.indices().get(i)));
  }

  /** Whether it says that an index has another value than another index, or than a number. */
  static boolean areApart(Expr.Rel r, Claim.Sums s) {
    return r.op() == RelOp.NE && r.lhs() instanceof Expr.Sym i && s.indices().containsKey(i) && !r.lhs().equals(r.rhs())
        && (s.indices().containsKey(r.rhs()) || r.rhs() instanceof Expr.Num);
  }

  /** Where there is a 1 at a number, that is a value of the indices of the vector: each with the ends of their range. */
  Set<List<Expr>> places() {
    var all = new HashSet<List<Expr>>();
    ones.forEach((y, c) -> {
      if (c instanceof Expr.Num) {
        all.add(List.of(c, Exprs.ONE, shapes.get(y).rows()));
      }
    });
    return all;
  }

  boolean isEmpty() {
    return ones.isEmpty();
  }

  /** With the entries of unit vectors as numbers, or Kronecker deltas. */
  Expr in(Expr e) {
    if (isEmpty()) {
      return e;
    }
    Evidence.require(ones.values().stream().noneMatch(c -> Trees.any(e, x -> x instanceof Expr.Big b && b.index().equals(c))), "an index has two meanings");
    return in(e, free, Set.of());
  }

  private Expr in(Expr e, Map<Expr.Sym, List<Expr>> ranges, Set<Expr.Sym> bound) {
    return switch (e) {
      case Expr.Big b when b.lower() != null && b.upper() != null -> {
        var more = new HashMap<>(ranges);
        more.put(b.index(), List.of(b.lower(), b.upper()));
        var names = new HashSet<>(bound);
        names.add(b.index());
        var body = in(b.body(), more, names);
        yield b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, b.index(), b.lower(), b.upper()) : Exprs.product(body, b.index(), b.lower(), b.upper());
      }
      case Expr.Indexed x when x.sub().size() == 1 && x.sup().isEmpty() && ones.containsKey(x.base()) && isEntry(x, ranges) ->
          entry(x.sub().getFirst(), ones.get(x.base()), bound);
      case Expr.Indexed _, Expr.Big _, Expr.Diff _, Expr.At _, Expr.Limit _, Expr.Integral _ -> e;
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, x -> in(x, ranges, bound));
    };
  }

  /** Whether there certainly is such an entry. */
  private boolean isEntry(Expr.Indexed x, Map<Expr.Sym, List<Expr>> ranges) {
    var i = x.sub().getFirst();
    return Exprs.isOne(i) || i.equals(ones.get(x.base())) || i instanceof Expr.Sym s && List.of(Exprs.ONE, shapes.get(x.base()).rows()).equals(ranges.get(s));
  }

  private Expr entry(Expr i, Expr one, Set<Expr.Sym> bound) {
    if (i.equals(one)) {
      return Exprs.ONE;
    }
    boolean differ = i instanceof Expr.Num && one instanceof Expr.Num || !bound.contains(i) && apart.contains(Set.of(i, one));
    return differ ? Exprs.ZERO : Exprs.call("delta", i, one);
  }
}
