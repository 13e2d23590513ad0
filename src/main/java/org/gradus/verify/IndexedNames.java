package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;

/**
 * The families of a request: where {@code z} carries an index in one of its expressions, {@code z_i} is a component of it in
 * all of them; δ with two of the indices is Kronecker's.
 */
final class IndexedNames {

  private static final String DELTA = "delta_[a-zA-Z]{2}";

  private final Set<String> bases;
  private final Set<String> indices;

  private IndexedNames(Set<String> bases, Set<String> indices) {
    this.bases = bases;
    this.indices = indices;
  }

  static IndexedNames in(List<Expr> expressions, Assumed assumed) {
    var found = new LinkedHashSet<String>();
    var indices = new LinkedHashSet<String>();
    var all = new ArrayList<>(expressions);
    all.addAll(assumed.relations());
    for (var e : all) {
      var _ = Kinds.occur(e, Kinds.INDEXED) && Trees.any(e, x -> {
        if (x instanceof Expr.Indexed i && !i.sub().isEmpty()) {
          found.add(i.base());
          i.sub().forEach(n -> Trees.freeSymbols(n).forEach(s -> indices.add(s.name())));
        }
        return false;
      });
    }
    return new IndexedNames(found, indices);
  }

  Assumed of(Assumed assumed) {
    return new Assumed(assumed.relations().stream().map(this::of).toList(), assumed.integers());
  }

  Expr of(Expr e) {
    if (bases.isEmpty()) {
      return e; // an index is one of a family
    }
    var names = new LinkedHashMap<Expr, Expr>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Sym s) {
        int bar = s.name().lastIndexOf('_');
        if (s.name().matches(DELTA) && indices.contains(s.name().substring(6, 7)) && indices.contains(s.name().substring(7))) {
          names.put(s, Exprs.call("delta", Exprs.sym(s.name().substring(6, 7)), Exprs.sym(s.name().substring(7))));
        }
        if (bar > 0 && bases.contains(s.name().substring(0, bar)) && s.name().substring(bar + 1).matches("[a-zA-Z]{1,3}|\\d{1,3}")) {
          names.put(s, Exprs.indexed(s.name().substring(0, bar), indices(s.name().substring(bar + 1)), List.of()));
        }
      }
      return false;
    });
    return names.isEmpty() ? e : Trees.substitute(e, Map.copyOf(names));
  }

  /** {@code jk} is two indices, {@code 12} is one number. */
  private static List<Expr> indices(String label) {
    if (Character.isDigit(label.charAt(0))) {
      return List.of(Exprs.num(Long.parseLong(label)));
    }
    return label.chars().mapToObj(c -> (Expr) Exprs.sym(String.valueOf((char) c))).toList();
  }
}
