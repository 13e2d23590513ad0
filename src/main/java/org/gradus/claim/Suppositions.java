package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Meanings that a document gives to names only after it has used them, or never in so many words. A first reading of the
 * document finds them; in a second one they stand where a step has no meaning without them. What is proved with them says so,
 * and nothing is refuted with them.
 */
final class Suppositions {

  static final Suppositions NONE = new Suppositions(List.of(), new TreeMap<>(), List.of());

  private static final int MAX_SIZE = 400;

  private final Map<String, List<Definition>> definitions = new HashMap<>();
  private final Map<String, List<Implied>> implied = new HashMap<>();

  /** A value that several equations of one part force on a name. */
  private record Implied(int scope, Supposition meaning) {}

  /**
   * @param all     every definition that the first reading met
   * @param scopes  the part of the document that begins in a line, with its number
   * @param claims  what the first reading found
   */
  Suppositions(List<Definition> all, TreeMap<Integer, Integer> scopes, List<Claim> claims) {
    all.forEach(d -> definitions.computeIfAbsent(d.name(), _ -> new ArrayList<>()).add(d));
    var evidence = new LinkedHashMap<String, Map<Integer, List<Evidence>>>();
    for (var claim : claims) {
      if (claim instanceof Claim.Step s && s.op() == RelOp.EQ && s.lhs() != null && s.rhs() != null && s.solution() == null) {
        var scope = scopes.floorEntry(s.place().line());
        for (var name : s.setting().unknown()) {
          var value = name.endsWith("hat") && !definitions.containsKey(name) ? Evidence.of(s, Exprs.sym(name)) : null;
          if (value != null && scope != null) {
            evidence.computeIfAbsent(name, _ -> new LinkedHashMap<>()).computeIfAbsent(scope.getValue(), _ -> new ArrayList<>()).add(value);
          }
        }
      }
    }
    evidence.forEach((name, parts) -> parts.forEach((scope, found) -> {
      var meaning = agreed(name, scope, found);
      if (meaning != null) {
        implied.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Implied(scope, meaning));
      }
    }));
  }

  /** Whether the document says anywhere what the name is. */
  boolean knows(String name) {
    return definitions.containsKey(name) || implied.containsKey(name);
  }

  /** What a name that has no meaning in this line of this part is taken for; null if nothing is clear. */
  Supposition of(String name, int scope, int line) {
    var here = definitions.getOrDefault(name, List.of()).stream().filter(d -> d.scope() == scope).toList();
    if (here.size() == 1 && here.getFirst().line() > line && !here.getFirst().data() && !Trees.freeSymbols(here.getFirst().body()).isEmpty()) {
      return new Supposition(here.getFirst(), name + " is what line " + here.getFirst().line() + " defines");
    }
    return implied.getOrDefault(name, List.of()).stream().filter(i -> i.scope() == scope).map(Implied::meaning).findFirst().orElse(null);
  }

  /** The value on which at least two lines agree, and which no other line contradicts; or null. */
  private static Supposition agreed(String name, int scope, List<Evidence> found) {
    for (var first : found) {
      var lines = new TreeSet<Integer>();
      var steps = new LinkedHashSet<Expr>();
      boolean contradicted = false;
      for (var other : found) {
        if (other.value().equals(first.value())) {
          lines.add(other.line());
          steps.add(other.equation());
        } else {
          contradicted |= first.isComparable(other);
        }
      }
      if (!contradicted && lines.size() > 1 && steps.size() > 1) {
        return new Supposition(new Definition(name, List.of(), false, first.value(), scope, lines.first(), false),
            name + " = " + first.value() + " (implied by lines " + String.join(" and ", lines.stream().map(String::valueOf).toList()) + ")");
      }
    }
    return null;
  }

  /** The value of a name that one equation forces, with the names that the text gives a value there. */
  private record Evidence(int line, Expr equation, Expr value, Set<Expr.Sym> fixed) {

    static Evidence of(Claim.Step s, Expr.Sym name) {
      if (Trees.size(s.lhs(), MAX_SIZE) >= MAX_SIZE || Trees.size(s.rhs(), MAX_SIZE) >= MAX_SIZE) {
        return null;
      }
      var values = new HashMap<Expr, Expr>();
      for (var a : s.setting().assumptions()) {
        if (a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym && Trees.freeSymbols(r.rhs()).isEmpty()) {
          values.put(r.lhs(), r.rhs());
        }
      }
      boolean left = Trees.freeSymbols(s.lhs()).contains(name);
      if (left == Trees.freeSymbols(s.rhs()).contains(name) || Trees.any(s.lhs(), x -> x instanceof Expr.Diff) || Trees.any(s.rhs(), x -> x instanceof Expr.Diff)) {
        return null;
      }
      var with = left ? s.lhs() : s.rhs();
      var without = left ? s.rhs() : s.lhs();
      var stand = Exprs.sym("implied_");
      for (var part : calls(without)) {
        var l = Trees.substitute(Trees.substitute(with, name, stand), values);
        var r = Trees.substitute(Trees.substitute(without, part, stand), values);
        if (l.equals(r) || Trees.freeSymbols(r).contains(stand) && Probe.look(l, r) == Probe.Sight.IDENTITY) {
          var fixed = new LinkedHashSet<Expr.Sym>();
          values.keySet().forEach(v -> fixed.add((Expr.Sym) v));
          return new Evidence(s.place().line(), Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()), part, fixed);
        }
      }
      return null;
    }

    /** The values of functions in an expression: an unknown output is one of these. */
    private static List<Expr> calls(Expr e) {
      var found = new ArrayList<Expr>();
      if (e instanceof Expr.Call c && c.function().scalar() && !Trees.freeSymbols(e).isEmpty()) {
        found.add(e);
      }
      Trees.children(e).forEach(c -> found.addAll(calls(c)));
      return found;
    }

    /** Whether the other value, which is not this one, is a value at the same places. */
    boolean isComparable(Evidence other) {
      var names = Trees.freeSymbols(value);
      return names.containsAll(Trees.freeSymbols(other.value)) && other.fixed.stream().noneMatch(names::contains);
    }
  }
}
