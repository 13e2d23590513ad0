package org.gradus.claim;

import java.util.HashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** What the quantities of a document are made of, by way of all definitions in force. */
final class Ingredients {

  private final Context context;

  Ingredients(Context context) {
    this.context = context;
  }

  /** What the quantity is defined as; null if it is no whole and no entry of something defined. */
  Expr body(Expr v) {
    var d = definition(v);
    return d == null || d.isFunction() ? null : d.body();
  }

  Definition definition(Expr v) {
    return switch (v) {
      case Expr.Sym s -> context.definition(s.name());
      case Expr.Indexed x when context.definition(Target.family(x)) instanceof Definition d && d.parameters().size() == x.sub().size() -> d;
      case Expr.Indexed x -> context.definition(x.base());
      default -> null;
    };
  }

  /** The names, without indices, that a quantity is made of. */
  Set<String> of(Expr v) {
    var found = new HashSet<String>();
    collect(body(v), found);
    return found;
  }

  private void collect(Expr e, Set<String> found) {
    if (e == null) {
      return;
    }
    if (e instanceof Expr.Sym || e instanceof Expr.Indexed) {
      var name = e instanceof Expr.Sym s ? s.name() : ((Expr.Indexed) e).base();
      if (found.add(name)) {
        collect(body(e), found);
      }
    }
    Trees.children(e).forEach(c -> collect(c, found));
  }
}
