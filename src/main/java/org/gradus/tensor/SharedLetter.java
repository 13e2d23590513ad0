package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Sums without a range of what has no index, {@code Σ_k ε/K}, beside sums with the same letter: {@code Σ_k y_k}. The letter may run
 * over the same there; else it stands for a sample.
 */
final class SharedLetter {

  private final Typing typing;
  private final List<Expr.Big> sums = new ArrayList<>();

  private SharedLetter(Typing typing) {
    this.typing = typing;
  }

  /** The types with a range for the letters of these sums, or null if no other sum has the letter of one. */
  static Typing in(List<Expr> sides, Typing typing) {
    var shared = new SharedLetter(typing);
    sides.forEach(shared::collect);
    var result = typing;
    for (var b : shared.sums) {
      var letter = b.index().name();
      if (Ranges.isSample(b, typing) && !result.indices().containsKey(letter)) {
        var size = shared.size(b.index());
        if (size == null) {
          return null;
        }
        result = result.withIndex(letter, size);
      }
    }
    return result == typing ? null : result;
  }

  private void collect(Expr e) {
    if (e instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
      sums.add(b);
    }
    Trees.children(e).forEach(this::collect);
  }

  /** What the other sums with the letter run over; null if there are none. */
  private Expr size(Expr.Sym letter) {
    Expr size = null;
    for (var b : sums) {
      if (b.index().equals(letter) && !Ranges.isSample(b, typing)) {
        var own = b.lower() != null && b.upper() != null ? Exprs.isOne(b.lower()) ? b.upper() : null : entries(b.body(), letter);
        size = size == null || size.equals(own) ? own : null;
        if (size == null) {
          return null;
        }
      }
    }
    return size;
  }

  /** What a place at which the letter stands runs over: as declared, or a size of its own. */
  private Expr entries(Expr e, Expr.Sym letter) {
    var found = new ArrayList<Expr>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed y && typing.shapes().get(y.base()) != null && y.sub().contains(letter)) {
        var size = Ranges.entry(typing.shapes().get(y.base()), y.sub().indexOf(letter) - typing.members().getOrDefault(y.base(), 0));
        if (size != null) {
          found.add(size);
        }
      }
      return false;
    });
    return found.isEmpty() ? Exprs.sym("size_" + letter.name()) : found.getFirst();
  }
}
