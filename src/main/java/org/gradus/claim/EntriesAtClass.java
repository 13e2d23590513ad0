package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Entries of a vector that is made of one-hot labels, where words say which class is the true one: {@code t_1 = 1 − ε + ε/K} and
 * {@code t_k = ε/K otherwise}, after {@code t_k = (1 − ε) y_k + ε/K}. They claim what the entries are.
 */
final class EntriesAtClass {

  private static final Sought OTHERS = Sought.of("(?i)^[\\s,(]*(?:otherwise|else\\b|for\\s+(?:all\\s+|any\\s+|each\\s+|every\\s+)?(?:the\\s+)?others?\\b|for\\s+the\\s+(?:rest|remaining)|elsewhere)");

  private final Context context;

  EntriesAtClass(Context context) {
    this.context = context;
  }

  /**
   * @param value   the entry by the definition of the vector
   * @param under   what the words behind say of its index
   * @param reached the vector that has this value at the optimum, as words; null where the entry is defined so
   */
  record Entry(Expr value, List<Assumption> under, String reached) {}

  /** What the entry is; null if the words do not say where the 1 stands, or the vector is not made of the labels. */
  Entry of(Expr.Indexed x) {
    if (x.sub().size() != 1 || !x.sup().isEmpty()) {
      return null;
    }
    var at = x.sub().getFirst();
    var whole = context.reachedValue(x.base());
    var entry = whole == null ? x : entry(whole, at);
    var family = entry == null ? null : context.definition(Target.family(entry));
    if (family == null || !family.family() || whole == null && !context.isDefinedHere(family.name())) {
      return null;
    }
    for (var a : context.assumptions()) {
      if (a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs().equals(Exprs.ONE) && r.lhs() instanceof Expr.Indexed one && one.sub().size() == 1
          && Trees.any(family.body(), e -> e instanceof Expr.Indexed y && y.base().equals(one.base()))) {
        var place = one.sub().getFirst();
        if (!at.equals(place) && at instanceof Expr.Sym && !OTHERS.matcher(behind()).find()) {
          return null;
        }
        var under = at.equals(place) || at instanceof Expr.Num ? List.<Assumption>of()
            : List.of(new Assumption(Exprs.rel(RelOp.NE, at, place), null, null, at + " ≠ " + place));
        return new Entry(entry, under, whole == null ? null : x.base() + " = " + whole + ", reached at the optimum");
      }
    }
    return null;
  }

  private static Expr.Indexed entry(Expr whole, Expr at) {
    return switch (whole) {
      case Expr.Sym s -> (Expr.Indexed) Exprs.indexed(s.name(), List.of(at), List.of());
      case Expr.Indexed x when x.sub().isEmpty() -> (Expr.Indexed) Exprs.indexed(x.base(), List.of(at), x.sup());
      default -> null;
    };
  }

  /** The words behind the formula. */
  private String behind() {
    var words = context.around().sentence();
    return words.substring(words.indexOf('@') + 1);
  }
}
