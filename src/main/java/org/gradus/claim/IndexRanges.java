package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Statement;

/** {@code y_i = Σ_k w_k x_{i+k}, \quad 0 ≤ i ≤ N − K}, {@code \quad i = 1, …, n}: what an index runs over; nothing is claimed of it. */
final class IndexRanges {

  private static final Sought LISTED = Sought.of("^\\s*[a-z](?:\\s*,\\s*[a-z])*\\s*(?:=|\\\\in)\\s*(?:\\\\\\{)?\\s*[01]\\s*,(?:\\s*[12]\\s*,)?\\s*(?:\\\\(?:dots|ldots|cdots|dotsc)(?![a-zA-Z])|…|\\.\\.\\.)\\s*,\\s*"
      + "[A-Za-z](?:_(?:\\{[^{}]{1,20}\\}|\\w))?(?:\\s*[+-]\\s*[A-Za-z0-9])?\\s*(?:\\\\\\})?[\\s.,;]*$");

  private IndexRanges() {}

  /** Whether a statement lists the values of an index, {@code i = 1, …, n}. */
  static boolean isList(Statement s, FormulaText text) {
    return !s.continues() && s.relations().size() == 1 && LISTED.matcher(text.text(s.span())).find();
  }

  /**
   * Whether a statement only bounds an index.
   *
   * @param before the statements of the same formula that stand before it
   */
  static boolean is(Statement s, List<Statement> before, FormulaText text, Context context) {
    if (s.continues() || s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null) || !s.relations().stream().allMatch(r -> switch (r.kind()) {
      case LT, LE, GT, GE -> true;
      default -> false;
    })) {
      return false;
    }
    var sides = s.members().stream().map(m -> Side.read(m, text, context)).toList();
    var letters = sides.stream().filter(m -> m.raw() instanceof Expr.Sym v && v.name().length() == 1 && !context.isDefined(v.name()) && isIndex(v, before, text, context)).toList();
    return letters.size() == 1 && sides.stream().filter(m -> m != letters.getFirst())
        .allMatch(m -> m.raw() != null && !Trees.any(m.raw(), x -> x instanceof Expr.Indexed || x instanceof Expr.Apply) && !Trees.freeSymbols(m.raw()).contains(letters.getFirst().raw()));
  }

  /** Whether the letter stands among the indices of some quantity. */
  private static boolean isIndex(Expr.Sym letter, List<Statement> before, FormulaText text, Context context) {
    return before.stream().flatMap(s -> s.members().stream()).filter(m -> m.term() != null).map(m -> Side.read(m, text, context))
        .anyMatch(m -> m.raw() != null && Trees.any(m.raw(), x -> x instanceof Expr.Indexed i && i.sub().stream().anyMatch(j -> Trees.freeSymbols(j).contains(letter))));
  }
}
