package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.NotationException;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/** Formulas that restrict where others hold: {@code for γ = 0}, {@code 0 < p < 1}, {@code y ∈ {0,1}}. */
final class Assumptions {

  private final Context context;

  Assumptions(Context context) {
    this.context = context;
  }

  /** Whether an inline statement is an assumption, by the words before it and the names in it. */
  boolean isInline(FormulaText text, Statement s, String words, Derivation derivation, Kind listed) {
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null)) {
      return false;
    }
    if (isDomain(text, s)) {
      return true;
    }
    if (Prose.REQUIRING.matcher(words).matches() && isRequirement(text, s)) {
      return true;
    }
    if (s.relations().size() != 1 || s.relations().getFirst().kind() != Relation.Kind.EQ || derivation.isSolving()) {
      return false;
    }
    var left = Side.read(s.members().getFirst(), text, context);
    var right = Side.read(s.members().getLast(), text, context);
    if (!(left.raw() instanceof Expr.Sym v) || right.raw() == null) {
      return false;
    }
    if (Prose.IN_CASE.matcher(words).matches() && !context.isDefined(v.name())) {
      return true; // 'when j = y'
    }
    if (Prose.NEAR.matcher(words).matches()) {
      return isClosed(right.exact());
    }
    if (listed == Kind.DEFINITION || Prose.WHERE.matcher(words).matches() && !context.isDefined(v.name())) {
      return false; // one of a list of given values
    }
    if (context.isDefined(v.name())) {
      return listed == Kind.ASSUMPTION && isClosed(right.exact()) || Prose.CASE.matcher(words).matches() && isClosed(right.exact());
    }
    return context.isUsed(v.name()) && isClosed(right.exact());
  }

  /** A sum or a product of vectors or matrices with its value, or a bound on a component; nothing in it is defined. */
  private boolean isRequirement(FormulaText text, Statement s) {
    if (s.relations().size() != 1) {
      return false;
    }
    var left = Side.read(s.members().getFirst(), text, context).raw();
    var right = Side.read(s.members().getLast(), text, context).raw();
    if (left == null || right == null || Trees.any(left, x -> x instanceof Expr.Diff)
        || Trees.freeSymbols(Exprs.add(left, right)).stream().anyMatch(v -> context.isDefined(v.name()))
        || Trees.any(left, x -> x instanceof Expr.Indexed i && context.isDefined(i.base()))) {
      return false;
    }
    return switch (s.relations().getFirst().kind()) {
      case EQ -> left instanceof Expr.Big || left instanceof Expr.Call c && !c.function().scalar();
      case LT, LE, GT, GE, NE -> left instanceof Expr.Indexed && isClosed(right);
      default -> false;
    };
  }

  private static boolean isClosed(Expr e) {
    return Trees.freeSymbols(e).isEmpty() && !Trees.any(e, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply);
  }

  /** Whether the statement says where a variable lies: an inequality or membership of a bare name without a definition. */
  boolean isDomain(FormulaText text, Statement s) {
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null && !m.isEmpty())) {
      return false;
    }
    boolean membership = s.relations().getFirst().kind() == Relation.Kind.IN;
    int bare = 0;
    for (int i = 0; i < s.members().size(); i++) {
      if (membership && i > 0) {
        break;
      }
      if (s.members().get(i).isEmpty()) {
        return false;
      }
      var side = Side.read(s.members().get(i), text, context);
      if (side.raw() instanceof Expr.Sym v && side.decimals().of(v) == null) {
        if (context.isDefined(v.name())) {
          return false;
        }
        bare++;
      } else if (side.raw() == null || !isClosed(side.exact())) {
        return false;
      }
    }
    boolean order = s.relations().stream().allMatch(r -> switch (r.kind()) {
      case LT, LE, GT, GE, NE, IN -> true;
      default -> false;
    });
    return bare > 0 && order;
  }

  /** Takes the statement as an assumption; where {@code claims} is given, it is listed there. */
  void inline(FormulaText text, Statement s, String words, List<Claim> claims, boolean ahead) {
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null)) {
      if (!ahead && s.members().stream().anyMatch(m -> m.error() != null)) {
        context.doubt(namesIn(s));
      }
      return;
    }
    boolean domain = isDomain(text, s);
    boolean near = Prose.NEAR.matcher(words).matches();
    var line = text.start(s.span().start()).line();
    var relation = relation(text, s);
    if (ahead && !domain && !(s.relations().size() == 1 && relation instanceof Expr.Rel r && r.op() == RelOp.EQ
        && r.lhs() instanceof Expr.Sym v && isClosed(r.rhs()) && context.isUsed(v.name()))) {
      return;
    }
    if (relation == null && !ahead && !near) {
      context.doubt(namesIn(s));
    }
    if (relation != null && !near) {
      var name = Trees.freeSymbols(relation).stream().map(Expr.Sym::name).findFirst().orElse(null);
      var lifetime = domain && !ahead ? Context.Lifetime.SCOPE
          : Prose.LASTING.matcher(words).matches() ? Context.Lifetime.PART : Context.Lifetime.SENTENCE;
      context.assume(new Assumption(relation, null, name, relation + " (line " + line + ")"), lifetime);
      if (!ahead) {
        context.use(relation);
      }
    }
    if (claims != null) {
      for (int i = 0; i < s.relations().size(); i++) {
        int start = i == 0 ? s.members().getFirst().span().start() : s.relations().get(i).span().start();
        int end = s.members().get(i + 1).span().end();
        claims.add(new Claim.Unclaimed(text.place(start, end), new Written(text.text(start, end),
            text.text(s.members().get(i).span()), s.relations().get(i).latex(), text.text(s.members().get(i + 1).span()), null),
            Kind.ASSUMPTION, near ? "a place, not a claim" : domain ? "says where a variable lies" : "holds for what is said with it"));
      }
    }
  }

  /** The names in a statement, as far as it reads. */
  private static java.util.Set<String> namesIn(Statement s) {
    var names = new java.util.HashSet<String>();
    s.members().stream().filter(m -> m.term() != null).forEach(m -> names(m.term(), names));
    return names;
  }

  private static void names(Term term, java.util.Set<String> into) {
    if (term instanceof Term.Name n) {
      into.add(n.text());
    }
    Terms.children(term).forEach(t -> names(t, into));
  }

  /** The whole statement as a relation between expressions, definitions substituted; null if it has no such meaning. */
  Expr relation(FormulaText text, Statement s) {
    try {
      var parts = new java.util.ArrayList<Expr>();
      for (int i = 0; i < s.relations().size(); i++) {
        parts.add(one(text, s, i));
      }
      if (parts.contains(null)) {
        return null;
      }
      var all = parts.size() == 1 ? parts.getFirst() : Exprs.and(parts);
      return new Resolver(context, java.util.Map.of(), java.util.Map.of()).resolve(all);
    } catch (NotationException | UnresolvedException | IllegalArgumentException _) {
      return null;
    }
  }

  private Expr one(FormulaText text, Statement s, int i) {
    var r = s.relations().get(i);
    var left = s.members().get(i);
    var right = s.members().get(i + 1);
    if (left.term() == null || right.term() == null) {
      return null;
    }
    if (r.kind() == Relation.Kind.IN) {
      return Elaborator.elaborate(new org.gradus.notation.Term.Chain(List.of(left.term(), right.term()), List.of(r),
          left.span().to(right.span())), context).expr();
    }
    var op = Elaborator.relOp(r.kind());
    var l = Side.read(left, text, context);
    var h = Side.read(right, text, context);
    return op == null || l.raw() == null || h.raw() == null ? null : Exprs.rel(op, l.exact(), h.exact());
  }
}
