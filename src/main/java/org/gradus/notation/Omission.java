package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** What dots leave out: {@code x_1 + x_2 + … + x_n} is a sum over an index, if the terms shown follow one pattern. */
final class Omission {

  private static final List<String> LETTERS = List.of("k", "i", "j", "l", "r", "s");

  private Omission() {}

  /** A pattern with its first and last value. */
  record Pattern(Expr body, Expr.Sym index, Expr lower, Expr upper) {}

  /**
   * The pattern of which the first expressions are the first ones and the last is the last; null if there is none.
   *
   * @param before what stands before the dots, at least one
   */
  static Pattern of(List<Expr> before, Expr last) {
    return of(before, last, Set.of());
  }

  /** @param taken letters that the index must not have */
  static Pattern of(List<Expr> before, Expr last, Set<String> taken) {
    var first = before.getFirst();
    var names = new ArrayList<>(taken);
    for (var e : List.of(first, last)) {
      Trees.freeSymbols(e).forEach(s -> names.add(s.name()));
    }
    var index = Exprs.sym(LETTERS.stream().filter(l -> !names.contains(l)).findFirst().orElse("k_"));
    var ends = new Expr[2];
    var body = common(first, last, index, ends, false);
    if (body == null || ends[0] == null || !(ends[0] instanceof Expr.Num from)) {
      return null;
    }
    for (int i = 1; i < before.size(); i++) {
      var next = Exprs.add(from, Exprs.num(i));
      if (!Trees.substitute(body, index, next).equals(before.get(i))) {
        return null;
      }
    }
    return new Pattern(body, index, ends[0], ends[1]);
  }

  /** The two expressions with the index where they differ: always the same number against the same other value. */
  private static Expr common(Expr a, Expr b, Expr.Sym index, Expr[] ends, boolean subscript) {
    if (subscript && a instanceof Expr.Num && !a.equals(b)) {
      if (ends[0] != null && !(ends[0].equals(a) && ends[1].equals(b))) {
        return null;
      }
      ends[0] = a;
      ends[1] = b;
      return index;
    }
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof Expr.Indexed x && b instanceof Expr.Indexed y && x.base().equals(y.base())
        && x.sub().size() == y.sub().size() && x.sup().size() == y.sup().size()) {
      var subs = common(x.sub(), y.sub(), index, ends);
      var sups = common(x.sup(), y.sup(), index, ends);
      return subs == null || sups == null ? null : Exprs.indexed(x.base(), subs, sups);
    }
    var left = Trees.children(a);
    var right = Trees.children(b);
    if (a.getClass() == b.getClass() && (a instanceof Expr.Mul || a instanceof Expr.Add) && left.size() == right.size()) {
      return commutative(a instanceof Expr.Mul, left, right, index, ends);
    }
    if (a.getClass() != b.getClass() || left.isEmpty() || left.size() != right.size() || a instanceof Expr.Indexed
        || a instanceof Expr.Call c && !c.function().equals(((Expr.Call) b).function())) {
      return null;
    }
    var parts = new ArrayList<Expr>();
    for (int i = 0; i < left.size(); i++) {
      var part = common(left.get(i), right.get(i), index, ends, a instanceof Expr.Pow && i == 1);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    var next = parts.iterator();
    return Trees.map(a, _ -> next.next());
  }

  /** Factors or terms, whose order depends on their names: what both have is the same in both. */
  private static Expr commutative(boolean product, List<Expr> left, List<Expr> right, Expr.Sym index, Expr[] ends) {
    var parts = new ArrayList<Expr>();
    var rest = new ArrayList<>(right);
    var own = new ArrayList<Expr>();
    for (var e : left) {
      if (rest.remove(e)) {
        parts.add(e);
      } else {
        own.add(e);
      }
    }
    for (int i = 0; i < own.size(); i++) {
      var part = common(own.get(i), rest.get(i), index, ends, false);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return product ? Exprs.mul(parts) : Exprs.add(parts);
  }

  private static List<Expr> common(List<Expr> a, List<Expr> b, Expr.Sym index, Expr[] ends) {
    var found = new ArrayList<Expr>();
    for (int i = 0; i < a.size(); i++) {
      var part = common(a.get(i), b.get(i), index, ends, true);
      if (part == null) {
        return null;
      }
      found.add(part);
    }
    return found;
  }
}
