package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** A claim at given sizes and indices: sums written out, components as variables of their own. */
final class SmallSizes {

  private static final int MAX_NODES = 20_000;

  private final Map<Expr, Expr> values;
  private final Inverses inverses;
  private final Set<String> symmetric;
  private int nodes;

  /**
   * @param values sizes and free indices by their values
   * @param symmetric families whose last two subscripts may be swapped: one variable stands for both entries
   */
  SmallSizes(Map<Expr, Expr> values, Inverses inverses, Set<String> symmetric) {
    this.values = values;
    this.inverses = inverses;
    this.symmetric = symmetric;
  }

  /** Whether a relation between sizes and indices holds; null if it is about something else. */
  Boolean holds(Expr relation) {
    return truth(Trees.substitute(relation, values));
  }

  /** Throws {@link Unsupported} where something has no value at given sizes, or there is too much of it. */
  Expr of(Expr e) {
    return unrolled(Trees.substitute(e, values));
  }

  private Expr unrolled(Expr e) {
    if (++nodes > MAX_NODES) {
      throw new Unsupported("out of budget: more than " + MAX_NODES + " parts at small sizes");
    }
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> e;
      case Expr.Sym s -> inverses.ofDeterminant(s.name()) != null ? determinant(matrix(inverses.ofDeterminant(s.name()))) : s;
      case Expr.Indexed x -> component(x);
      case Expr.Big b -> big(b);
      case Expr.Mul m -> {
        // Zero factors first: what they multiply need not be written out.
        var factors = new ArrayList<Expr>();
        for (var f : m.args()) {
          if (f instanceof Expr.Call || f instanceof Expr.Num) {
            var v = unrolled(f);
            if (Exprs.isZero(v) && f instanceof Expr.Call) { // a zero that is written leaves open where the product is defined
              yield Exprs.ZERO;
            }
            factors.add(v);
          }
        }
        for (var f : m.args()) {
          if (!(f instanceof Expr.Call || f instanceof Expr.Num)) {
            factors.add(unrolled(f));
          }
        }
        yield Exprs.mul(factors);
      }
      case Expr.Call c when c.is("delta") -> {
        var a = unrolled(c.arg());
        var b = unrolled(c.args().get(1));
        if (a instanceof Expr.Num && b instanceof Expr.Num) {
          yield a.equals(b) ? Exprs.ONE : Exprs.ZERO;
        }
        yield Exprs.ite(Exprs.rel(RelOp.EQ, a, b), Exprs.ONE, Exprs.ZERO);
      }
      case Expr.Call c when c.is("indicator") -> {
        var t = truth(c.arg());
        yield t == null ? Exprs.ite(unrolledCondition(c.arg()), Exprs.ONE, Exprs.ZERO) : t ? Exprs.ONE : Exprs.ZERO;
      }
      case Expr.Cases c -> cases(c);
      default -> Trees.map(e, this::unrolled);
    };
  }

  private Expr component(Expr.Indexed x) {
    var subs = Trees.each(x.sub(), this::unrolled);
    var inverted = inverses.inverted(x.base());
    if (inverted != null) {
      var m = matrix(inverted);
      return Exprs.div(cofactor(m, ((Expr.Num) subs.get(1)).value().intValueExact() - 1,
          ((Expr.Num) subs.get(0)).value().intValueExact() - 1), determinant(m));
    }
    if (!Trees.areAll(subs, s -> s instanceof Expr.Num)) {
      throw new Unsupported("the index of " + x + " has no value");
    }
    int n = subs.size();
    if (n >= 2 && symmetric.contains(x.base()) && ((Expr.Num) subs.get(n - 2)).value().compareTo(((Expr.Num) subs.get(n - 1)).value()) > 0) {
      subs = new ArrayList<>(subs);
      Collections.swap(subs, n - 2, n - 1);
    }
    return Exprs.sym(Exprs.indexed(x.base(), subs, Trees.each(x.sup(), this::unrolled)).toString());
  }

  private int integer(Expr e) {
    if (e instanceof Expr.Num n && n.value().isIntegerWithin(1_000)) {
      return n.value().intValueExact();
    }
    throw new Unsupported("the end " + e + " of a range has no value");
  }

  private Expr big(Expr.Big b) {
    int from = integer(unrolled(b.lower()));
    int to = integer(unrolled(b.upper()));
    var terms = new ArrayList<Expr>();
    for (int i = from; i <= to; i++) {
      var t = unrolled(Trees.substitute(b.body(), b.index(), Exprs.num(i)));
      boolean neutral = b.kind() == Expr.Big.Kind.SUM ? Exprs.isZero(t) : Exprs.isOne(t);
      if (!neutral) {
        terms.add(t);
      }
    }
    return b.kind() == Expr.Big.Kind.SUM ? Exprs.add(terms) : Exprs.mul(terms);
  }

  private Expr cases(Expr.Cases c) {
    var conditions = new ArrayList<Expr>();
    var kept = new ArrayList<Expr>();
    var otherwise = c.otherwise();
    for (int i = 0; i < c.conditions().size(); i++) {
      var t = truth(c.conditions().get(i));
      if (t == null) {
        conditions.add(unrolledCondition(c.conditions().get(i)));
        kept.add(unrolled(c.values().get(i)));
      } else if (t) {
        otherwise = c.values().get(i);
        break;
      }
    }
    var last = otherwise == null ? null : unrolled(otherwise);
    if (conditions.isEmpty()) {
      if (last == null) {
        throw new Unsupported("a distinction of cases that leaves some out");
      }
      return last;
    }
    return Exprs.cases(conditions, kept, last);
  }

  private Expr unrolledCondition(Expr e) {
    return Trees.map(e, x -> x instanceof Expr.Rel || x instanceof Expr.Logic ? unrolledCondition(x) : unrolled(x));
  }

  /** Whether a condition between numbers holds; null if it is none. */
  private Boolean truth(Expr condition) {
    switch (condition) {
      case Expr.Rel r -> {
        if (!(unrolled(r.lhs()) instanceof Expr.Num a) || !(unrolled(r.rhs()) instanceof Expr.Num b)) {
          return null;
        }
        return r.op().holdsForSign(a.value().compareTo(b.value()));
      }
      case Expr.Logic l -> {
        var parts = new ArrayList<Boolean>();
        for (var a : l.args()) {
          parts.add(truth(a));
        }
        return switch (l.op()) {
          case AND -> parts.contains(false) ? (Boolean) false : parts.contains(null) ? null : (Boolean) true;
          case OR -> parts.contains(true) ? (Boolean) true : parts.contains(null) ? null : (Boolean) false;
          case NOT -> parts.getFirst() == null ? null : (Boolean) !parts.getFirst();
        };
      }
      default -> {
        return null;
      }
    }
  }

  // --- inverses of small matrices ------------------------------------------------------------------------------

  private List<List<Expr>> matrix(Inverses.Inverted inverted) {
    int n = integer(unrolled(Trees.substitute(inverted.size(), values)));
    if (n > 3) {
      throw new Unsupported("the inverse of a matrix with more than 3 rows is not written out");
    }
    var rows = new ArrayList<List<Expr>>();
    for (int i = 1; i <= n; i++) {
      var row = new ArrayList<Expr>();
      for (int j = 1; j <= n; j++) {
        row.add(of(inverted.at(Exprs.num(i), Exprs.num(j))));
      }
      rows.add(row);
    }
    return rows;
  }

  static Expr determinant(List<List<Expr>> m) {
    if (m.isEmpty()) {
      return Exprs.ONE;
    }
    var terms = new ArrayList<Expr>();
    for (int j = 0; j < m.size(); j++) {
      terms.add(Exprs.mul(m.getFirst().get(j), cofactor(m, 0, j)));
    }
    return Exprs.add(terms);
  }

  private static Expr cofactor(List<List<Expr>> m, int row, int column) {
    var minor = new ArrayList<List<Expr>>();
    for (int i = 0; i < m.size(); i++) {
      if (i != row) {
        var r = new ArrayList<>(m.get(i));
        r.remove(column);
        minor.add(r);
      }
    }
    var sign = (row + column) % 2 == 0 ? Rational.ONE : Rational.MINUS_ONE;
    return Exprs.mul(Exprs.num(sign), determinant(minor));
  }
}
