package org.gradus.expr;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.expr.Expr.Sym;

/** The free symbols of an expression, in order of first occurrence. Immutable; a node keeps its own. */
public final class Symbols extends AbstractSet<Sym> {

  private static final Symbols NONE = new Symbols(new Sym[0]);
  /** So many are looked through one by one. */
  private static final int FEW = 16;

  private final Sym[] items;

  private Symbols(Sym[] items) {
    this.items = items;
  }

  static Symbols of(Expr e) {
    return switch (e) {
      case Sym s -> new Symbols(new Sym[] {s});
      case Expr.Num _, Expr.Const _ -> NONE;
      case Expr.Pow p -> union(p.base(), p.exponent());
      case Expr.Big b -> join(join(of(b.lower(), null), of(b.upper(), null)), of(b.body(), b.index()));
      case Expr.Limit l -> join(of(l.to(), null), of(l.body(), l.var()));
      case Expr.Integral i when i.lower() != null ->
          join(join(of(i.lower(), null), of(i.upper(), null)), of(i.body(), i.var()));
      case Expr.At a -> join(of(a.value(), null), of(a.body(), a.var()));
      default -> union(Trees.children(e));
    };
  }

  /** Those of an expression in which a symbol is bound. */
  private static Symbols of(Expr e, Expr bound) {
    if (e == null) {
      return NONE;
    }
    var all = ((Node) e).symbols();
    if (!all.contains(bound)) {
      return all;
    }
    return new Symbols(Arrays.stream(all.items).filter(s -> s != bound).toArray(Sym[]::new));
  }

  private static Symbols union(Expr a, Expr b) {
    return join(((Node) a).symbols(), ((Node) b).symbols());
  }

  private static Symbols union(List<Expr> all) {
    var found = NONE;
    for (int i = 0; i < all.size(); i++) {
      var more = ((Node) all.get(i)).symbols();
      if (found.items.length + more.items.length > FEW) {
        return many(all);
      }
      found = join(found, more);
    }
    return found;
  }

  private static Symbols many(List<Expr> all) {
    var found = new LinkedHashSet<Sym>();
    for (var e : all) {
      found.addAll(((Node) e).symbols());
    }
    return new Symbols(found.toArray(Sym[]::new));
  }

  private static Symbols join(Symbols a, Symbols b) {
    if (a.items.length == 0 || a == b) {
      return b;
    }
    Sym[] all = null;
    int n = a.items.length;
    for (var s : b.items) {
      if (!a.contains(s)) {
        if (all == null) {
          all = Arrays.copyOf(a.items, n + b.items.length);
        }
        all[n++] = s;
      }
    }
    return all == null ? a : new Symbols(n == all.length ? all : Arrays.copyOf(all, n));
  }

  @Override
  public boolean contains(Object o) {
    for (var s : items) {
      if (s == o) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int size() {
    return items.length;
  }

  public Sym get(int i) {
    return items[i];
  }

  @Override
  public Iterator<Sym> iterator() {
    return Arrays.asList(items).iterator();
  }

  @Override
  public Object[] toArray() {
    return Arrays.copyOf(items, items.length, Object[].class);
  }
}
