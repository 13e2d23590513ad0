package org.gradus.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gradus.expr.Expr.Sym;

/** Walking and rebuilding of expression trees. */
public final class Trees {

  private Trees() {}

  /** The direct subexpressions, in order. */
  public static List<Expr> children(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _, Sym _ -> List.of();
      case Expr.Indexed x -> concat(x.sub(), x.sup());
      case Expr.Add a -> a.args();
      case Expr.Mul m -> m.args();
      case Expr.Pow p -> List.of(p.base(), p.exponent());
      case Expr.Call c -> c.args();
      case Expr.Apply a -> a.args();
      case Expr.Cases c -> {
        var all = concat(c.conditions(), c.values());
        if (c.otherwise() != null) {
          all.add(c.otherwise());
        }
        yield all;
      }
      case Expr.Rel r -> List.of(r.lhs(), r.rhs());
      case Expr.Logic l -> l.args();
      case Expr.Big b -> nonNull(b.body(), b.index(), b.lower(), b.upper());
      case Expr.Diff d -> List.of(d.body(), d.by());
      case Expr.Limit l -> List.of(l.body(), l.var(), l.to());
      case Expr.Integral i -> nonNull(i.body(), i.var(), i.lower(), i.upper());
      case Expr.At a -> List.of(a.body(), a.var(), a.value());
      case Expr.Matrix m -> m.rows().stream().flatMap(List::stream).toList();
    };
  }

  private static List<Expr> concat(List<Expr> a, List<Expr> b) {
    var all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static List<Expr> nonNull(Expr... items) {
    var all = new ArrayList<Expr>();
    for (var item : items) {
      if (item != null) {
        all.add(item);
      }
    }
    return all;
  }

  /** The same node with every direct subexpression replaced. */
  public static Expr map(Expr e, UnaryOperator<Expr> f) {
    return switch (e) {
      case Expr.Num _, Expr.Const _, Sym _ -> e;
      case Expr.Indexed x -> Exprs.indexed(x.base(), all(x.sub(), f), all(x.sup(), f));
      case Expr.Add a -> {
        var args = all(a.args(), f);
        yield args == a.args() ? e : Exprs.add(args);
      }
      case Expr.Mul m -> {
        var args = all(m.args(), f);
        yield args == m.args() ? e : Exprs.mul(args);
      }
      case Expr.Pow p -> {
        var base = f.apply(p.base());
        var exponent = f.apply(p.exponent());
        yield base == p.base() && exponent == p.exponent() ? e : Exprs.pow(base, exponent);
      }
      case Expr.Call c -> {
        var args = all(c.args(), f);
        yield args == c.args() ? e : Exprs.call(c.function(), args);
      }
      case Expr.Apply a -> Exprs.apply(a.name(), a.primes(), all(a.args(), f));
      case Expr.Cases c -> Exprs.cases(all(c.conditions(), f), all(c.values(), f), orNull(c.otherwise(), f));
      case Expr.Rel r -> Exprs.rel(r.op(), f.apply(r.lhs()), f.apply(r.rhs()));
      case Expr.Logic l -> switch (l.op()) {
        case AND -> Exprs.and(all(l.args(), f));
        case OR -> Exprs.or(all(l.args(), f));
        case NOT -> Exprs.not(f.apply(l.args().get(0)));
      };
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM
          ? Exprs.sum(f.apply(b.body()), b.index(), orNull(b.lower(), f), orNull(b.upper(), f))
          : Exprs.product(f.apply(b.body()), b.index(), orNull(b.lower(), f), orNull(b.upper(), f));
      case Expr.Diff d -> Exprs.diff(f.apply(d.body()), f.apply(d.by()), d.order());
      case Expr.Limit l -> Exprs.limit(f.apply(l.body()), l.var(), f.apply(l.to()), l.side());
      case Expr.Integral i -> Exprs.integral(f.apply(i.body()), i.var(), orNull(i.lower(), f), orNull(i.upper(), f));
      case Expr.At a -> Exprs.at(f.apply(a.body()), a.var(), f.apply(a.value()));
      case Expr.Matrix m -> Exprs.matrix(m.rows().stream().map(r -> all(r, f)).toList());
    };
  }

  /** Each replaced; the list itself where none is another than before. */
  private static List<Expr> all(List<Expr> args, UnaryOperator<Expr> f) {
    Expr[] replaced = null;
    for (int i = 0; i < args.size(); i++) {
      var before = args.get(i);
      var after = f.apply(before);
      if (replaced == null && after != before) {
        replaced = args.toArray(Expr[]::new);
      }
      if (replaced != null) {
        replaced[i] = after;
      }
    }
    return replaced == null ? args : Arrays.asList(replaced);
  }

  /** Each replaced, in a list of its own: what a stream would do at half the price. */
  public static List<Expr> each(List<Expr> args, UnaryOperator<Expr> f) {
    var replaced = new ArrayList<Expr>(args.size());
    for (int i = 0; i < args.size(); i++) {
      replaced.add(f.apply(args.get(i)));
    }
    return replaced;
  }

  /** Whether all satisfy the test. */
  public static boolean areAll(List<Expr> args, Predicate<Expr> test) {
    for (int i = 0; i < args.size(); i++) {
      if (!test.test(args.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Expr orNull(Expr e, UnaryOperator<Expr> f) {
    return e == null ? null : f.apply(e);
  }

  /** Whether any node satisfies the test. */
  public static boolean any(Expr e, Predicate<Expr> test) {
    return test.test(e) || switch (e) {
      case Expr.Num _, Expr.Const _, Sym _ -> false;
      case Expr.Pow p -> any(p.base(), test) || any(p.exponent(), test);
      case Expr.Rel r -> any(r.lhs(), test) || any(r.rhs(), test);
      default -> any(children(e), test);
    };
  }

  private static boolean any(List<Expr> all, Predicate<Expr> test) {
    for (int i = 0; i < all.size(); i++) {
      if (any(all.get(i), test)) {
        return true;
      }
    }
    return false;
  }

  /** Nodes that may bind a symbol, so that it occurs without being free. */
  private static final int BINDERS = Kinds.BIG | Kinds.LIMIT | Kinds.INTEGRAL | Kinds.AT;

  /** Whether the expression is a node of the tree, free or bound. */
  public static boolean occurs(Expr e, Expr what) {
    if (what instanceof Sym s && !Kinds.occur(e, BINDERS)) {
      return isFree(e, s);
    }
    return Kinds.occur(e, Kinds.of(what)) && any(e, x -> x == what);
  }

  /** The number of nodes, counted up to {@code limit}. */
  public static int size(Expr e, int limit) {
    return Math.min(((Node) e).size(), limit);
  }

  /** The symbols that occur free, in order of first occurrence; the caller's own set. */
  public static Set<Sym> freeSymbols(Expr e) {
    return new LinkedHashSet<>(symbols(e));
  }

  /** The symbols that occur free, in order of first occurrence; not to be changed. */
  public static Symbols symbols(Expr e) {
    return ((Node) e).symbols();
  }

  /** Whether the symbol is among the {@link #freeSymbols}. */
  public static boolean isFree(Expr e, Sym s) {
    return symbols(e).contains(s);
  }

  /**
   * Replaces symbols and whole subexpressions; simultaneous, from the outside in. A bound symbol is left alone, and
   * a binder whose symbol occurs in a replacement is renamed.
   */
  public static Expr substitute(Expr e, Map<? extends Expr, ? extends Expr> replacements) {
    if (replacements.isEmpty()) {
      return e;
    }
    Expr whole = replacements.get(e);
    if (whole != null) {
      return whole;
    }
    Sym binder = switch (e) {
      case Expr.Big b -> b.index();
      case Expr.Limit l when l.var() instanceof Sym s -> s;
      case Expr.Integral i when i.lower() != null && i.var() instanceof Sym s -> s;
      case Expr.At a when a.var() instanceof Sym s -> s;
      default -> null;
    };
    return binder == null ? map(e, c -> substitute(c, replacements)) : underBinder(e, binder, replacements);
  }

  private static Expr underBinder(Expr e, Sym binder, Map<? extends Expr, ? extends Expr> replacements) {
    var inner = new LinkedHashMap<Expr, Expr>(replacements);
    inner.keySet().removeIf(k -> isFree(k, binder));
    var name = binder;
    if (inner.values().stream().anyMatch(v -> isFree(v, binder))) {
      do {
        name = Exprs.sym(name.name() + "_");
      } while (usesSymbol(e, name) || usedIn(inner, name));
      inner.put(binder, name);
    }
    var fresh = name;
    UnaryOperator<Expr> body = x -> substitute(x, inner);
    UnaryOperator<Expr> outer = x -> x == null ? null : substitute(x, replacements);
    return switch (e) {
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM ->
          Exprs.sum(body.apply(b.body()), fresh, outer.apply(b.lower()), outer.apply(b.upper()));
      case Expr.Big b -> Exprs.product(body.apply(b.body()), fresh, outer.apply(b.lower()), outer.apply(b.upper()));
      case Expr.Limit l -> Exprs.limit(body.apply(l.body()), fresh, outer.apply(l.to()), l.side());
      case Expr.Integral i ->
          Exprs.integral(body.apply(i.body()), fresh, outer.apply(i.lower()), outer.apply(i.upper()));
      case Expr.At a -> Exprs.at(body.apply(a.body()), fresh, outer.apply(a.value()));
      default -> throw new IllegalStateException("not a binder: " + e);
    };
  }

  private static boolean usedIn(Map<Expr, Expr> replacements, Sym name) {
    return replacements.values().stream().anyMatch(v -> isFree(v, name));
  }

  private static boolean usesSymbol(Expr e, Sym name) {
    return any(e, x -> x.equals(name));
  }

  public static Expr substitute(Expr e, Expr what, Expr by) {
    return substitute(e, Map.of(what, by));
  }
}
