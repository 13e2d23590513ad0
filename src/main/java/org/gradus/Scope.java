package org.gradus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;

/**
 * What formulas are read with: facts about variables, and names that stand for formulas.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="scope"}
 *
 * @param facts       as in {@code --assume}
 * @param definitions what names stand for, in plain text
 */
public record Scope(List<String> facts, Map<String, String> definitions) {

  /** Nothing is known. */
  static final Scope EMPTY = new Scope(List.of(), Map.of());

  /** Copies both. */
  public Scope {
    facts = List.copyOf(facts);
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
  }

  /**
   * This scope and more facts.
   *
   * @throws IllegalArgumentException if a fact cannot be read
   */
  public Scope let(String... more) {
    var all = new ArrayList<>(facts);
    all.addAll(List.of(more));
    readable(() -> Assumed.parse(all));
    return new Scope(all, definitions);
  }

  /**
   * This scope, where the name stands for the formula; names defined before may stand in it.
   *
   * @throws IllegalArgumentException if the formula cannot be read, or the name is none
   */
  public Scope define(String name, String formula) {
    if (!(readable(() -> Requests.read(name)).expr() instanceof Expr.Sym symbol)) {
      throw new IllegalArgumentException("'" + name + "' is not a name");
    }
    var more = new LinkedHashMap<>(definitions);
    more.put(symbol.name(), parse(formula).plain());
    return new Scope(facts, more);
  }

  /**
   * Reads a formula in this scope.
   *
   * @throws IllegalArgumentException if it cannot be read, with the place and the reason
   */
  public Formula parse(String text) {
    return new Formula(read(text), this);
  }

  /** The expression with all names replaced that stand for something. */
  Expr read(String text) {
    var expr = readable(() -> Requests.read(text)).expr();
    var replacements = new LinkedHashMap<Expr, Expr>();
    definitions.forEach((name, meaning) -> replacements.put(Exprs.sym(name), readable(() -> Requests.read(meaning)).expr()));
    return replacements.isEmpty() ? expr : Trees.substitute(expr, replacements);
  }

  /** Whether a relation holds under the facts of this scope. */
  public Verdict prove(String relation) {
    if (!(read(relation) instanceof Expr.Rel r)) {
      throw new IllegalArgumentException("'" + relation + "' is not a relation between two expressions");
    }
    return switch (r.op()) {
      case EQ -> ask("equal", Map.of("lhs", r.lhs().toString(), "rhs", r.rhs().toString()));
      case LE -> ask("bound", Map.of("expr", r.lhs().toString(), "upper", r.rhs().toString()));
      case GE -> ask("bound", Map.of("expr", r.lhs().toString(), "lower", r.rhs().toString()));
      case LT -> ask("bound", Map.of("expr", r.lhs().toString(), "upper", r.rhs().toString(), "strict", true));
      case GT -> ask("bound", Map.of("expr", r.lhs().toString(), "lower", r.rhs().toString(), "strict", true));
      case NE, APPROX -> throw new IllegalArgumentException("gradus proves =, <, <=, > and >=, not '" + relation + "'");
    };
  }

  /** The facts that say something of these variables. */
  List<String> facts(Set<String> names) {
    return facts.stream().filter(fact -> {
      var about = Assumed.parse(List.of(fact));
      return about.integers().stream().anyMatch(names::contains)
          || about.relations().stream().anyMatch(r -> Trees.freeSymbols(r).stream().anyMatch(s -> names.contains(s.name())));
    }).toList();
  }

  Verdict ask(String op, Map<String, Object> fields) {
    var all = new LinkedHashMap<>(fields);
    all.put("assume", facts);
    return new Verdict(Requests.answer(new Request(null, op, all)));
  }

  private interface Reading<T> {
    T get();
  }

  private static <T> T readable(Reading<T> reading) {
    try {
      return reading.get();
    } catch (NotationException e) {
      throw new IllegalArgumentException(e.getMessage() + (e.hint() == null ? "" : "; " + e.hint()));
    }
  }
}
