package org.gradus.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Entries with meanings of their own, where a step speaks of all of their family: with x_1 = 2 the first term of Σ_k x_k is 2. Where an
 * entry stands by its number, its meaning is put in for it. {@code x_0^{(i)} = 1} says it of every i.
 */
final class GivenEntries {

  private static final Pattern ENTRY = Pattern.compile("([^\\[\\]]+)\\[(\\d{1,3}(?:, ?\\d{1,3})*)](?:__([A-Za-z]|\\d{1,3}))?");

  private final Context context;

  GivenEntries(Context context) {
    this.context = context;
  }

  /** What is given for entries of the families that the expressions speak of by other indices than numbers. */
  List<Assumption> of(List<Expr> sides) {
    var families = families(sides);
    var found = new ArrayList<Assumption>();
    if (families.isEmpty()) {
      return found;
    }
    for (var d : context.definitions()) {
      var entry = d.isFunction() || d.family() ? null : entry(d.name(), families);
      var value = entry == null ? null : resolved(d.body());
      if (value != null && !Trees.any(value, x -> x instanceof Expr.Indexed i && i.base().equals(entry.base()))) {
        found.add(new Assumption(Exprs.rel(RelOp.EQ, entry, value), null, entry.base(), entry + " = " + value + " (line " + d.line() + ")"));
      }
    }
    for (var a : context.assumptions()) {
      var entry = a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym s ? entry(s.name(), families) : null;
      if (entry != null) {
        found.add(new Assumption(Exprs.rel(RelOp.EQ, entry, ((Expr.Rel) a.relation()).rhs()), null, entry.base(), a.words()));
      }
    }
    return found;
  }

  /** The entry of one of the families that the name stands for, or null. */
  private static Expr.Indexed entry(String name, Set<String> families) {
    var m = ENTRY.matcher(name);
    return m.matches() && families.contains(m.group(1)) ? (Expr.Indexed) Exprs.indexed(m.group(1),
        Arrays.stream(m.group(2).split(",")).map(GivenEntries::number).toList(), m.group(3) == null ? List.of()
            : List.of(Character.isDigit(m.group(3).charAt(0)) ? number(m.group(3)) : Exprs.sym(m.group(3)))) : null;
  }

  private static Expr number(String digits) {
    return Exprs.num(Rational.of(Integer.parseInt(digits.strip())));
  }

  /** Null if the meaning is not known here. */
  private Expr resolved(Expr body) {
    try {
      return new Resolver(context, Map.of(), Map.of()).resolve(body);
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    }
  }

  private static Set<String> families(List<Expr> sides) {
    var found = new LinkedHashSet<String>();
    for (var side : sides) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Indexed i && i.sup().size() <= 1 && i.sub().stream().anyMatch(n -> !(n instanceof Expr.Num))) {
          found.add(i.base());
        }
        return false;
      });
    }
    return found;
  }
}
