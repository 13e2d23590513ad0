package org.gradus.expr;

import java.util.Comparator;
import java.util.List;
import org.gradus.expr.Expr.Big;

/** The canonical order of expressions: by kind, then by content. It depends on nothing but the trees. */
final class Order {

  static final Comparator<Expr> CANONICAL = Order::compare;

  private Order() {}

  private static int rank(Expr e) {
    return switch (e) {
      case Expr.Num _ -> 0;
      case Expr.Const _ -> 1;
      case Expr.Sym _ -> 2;
      case Expr.Indexed _ -> 3;
      case Expr.Pow _ -> 4;
      case Expr.Mul _ -> 5;
      case Expr.Add _ -> 6;
      case Expr.Call _ -> 7;
      case Expr.Apply _ -> 8;
      case Expr.Cases _ -> 9;
      case Expr.Big _ -> 10;
      case Expr.Diff _ -> 11;
      case Expr.Limit _ -> 12;
      case Expr.Integral _ -> 13;
      case Expr.At _ -> 14;
      case Expr.Rel _ -> 15;
      case Expr.Logic _ -> 16;
      case Expr.Matrix _ -> 17;
    };
  }

  static int compare(Expr a, Expr b) {
    if (a == b) {
      return 0;
    }
    int byRank = Integer.compare(rank(a), rank(b));
    if (byRank != 0) {
      return byRank;
    }
    return switch (a) {
      case Expr.Num n -> n.value().compareTo(((Expr.Num) b).value());
      case Expr.Const c -> c.constant().compareTo(((Expr.Const) b).constant());
      case Expr.Sym s -> s.name().compareTo(((Expr.Sym) b).name());
      case Expr.Indexed x -> {
        var y = (Expr.Indexed) b;
        yield first(x.base().compareTo(y.base()), compare(x.sub(), y.sub()), compare(x.sup(), y.sup()));
      }
      case Expr.Pow p -> {
        var q = (Expr.Pow) b;
        int byBase = compare(p.base(), q.base());
        yield byBase != 0 ? byBase : compare(p.exponent(), q.exponent());
      }
      case Expr.Mul m -> compare(m.args(), ((Expr.Mul) b).args());
      case Expr.Add s -> compare(s.args(), ((Expr.Add) b).args());
      case Expr.Call c -> {
        var d = (Expr.Call) b;
        int byName = c.function().name().compareTo(d.function().name());
        yield byName != 0 ? byName : compare(c.args(), d.args());
      }
      case Expr.Apply f -> {
        var g = (Expr.Apply) b;
        yield first(f.name().compareTo(g.name()), Integer.compare(f.primes(), g.primes()), compare(f.args(), g.args()));
      }
      case Expr.Cases c -> {
        var d = (Expr.Cases) b;
        yield first(compare(c.conditions(), d.conditions()), compare(c.values(), d.values()),
            compareNullable(c.otherwise(), d.otherwise()));
      }
      case Big s -> {
        var t = (Big) b;
        yield first(s.kind().compareTo(t.kind()), compare(s.body(), t.body()), compare(s.index(), t.index()),
            compareNullable(s.lower(), t.lower()), compareNullable(s.upper(), t.upper()));
      }
      case Expr.Diff d -> {
        var f = (Expr.Diff) b;
        yield first(compare(d.body(), f.body()), compare(d.by(), f.by()), Integer.compare(d.order(), f.order()));
      }
      case Expr.Limit l -> {
        var m = (Expr.Limit) b;
        yield first(compare(l.body(), m.body()), compare(l.var(), m.var()), compare(l.to(), m.to()),
            Integer.compare(l.side(), m.side()));
      }
      case Expr.Integral i -> {
        var j = (Expr.Integral) b;
        yield first(compare(i.body(), j.body()), compare(i.var(), j.var()),
            compareNullable(i.lower(), j.lower()), compareNullable(i.upper(), j.upper()));
      }
      case Expr.At x -> {
        var y = (Expr.At) b;
        yield first(compare(x.body(), y.body()), compare(x.var(), y.var()), compare(x.value(), y.value()));
      }
      case Expr.Rel r -> {
        var s = (Expr.Rel) b;
        yield first(r.op().compareTo(s.op()), compare(r.lhs(), s.lhs()), compare(r.rhs(), s.rhs()));
      }
      case Expr.Logic l -> {
        var m = (Expr.Logic) b;
        int byOp = l.op().compareTo(m.op());
        yield byOp != 0 ? byOp : compare(l.args(), m.args());
      }
      case Expr.Matrix m -> {
        var n = (Expr.Matrix) b;
        int result = Integer.compare(m.rows().size(), n.rows().size());
        for (int i = 0; result == 0 && i < m.rows().size(); i++) {
          result = compare(m.rows().get(i), n.rows().get(i));
        }
        yield result;
      }
    };
  }

  private static int first(int... results) {
    for (int r : results) {
      if (r != 0) {
        return r;
      }
    }
    return 0;
  }

  private static int compareNullable(Expr a, Expr b) {
    return a == null || b == null ? Boolean.compare(a != null, b != null) : compare(a, b);
  }

  private static int compare(List<Expr> a, List<Expr> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int c = compare(a.get(i), b.get(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
