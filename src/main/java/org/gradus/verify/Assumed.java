package org.gradus.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gradus.claim.Setting;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;

/**
 * What a request or a document takes for granted.
 *
 * @param relations relations and finite domains (disjunctions of equations)
 * @param integers the names that stand for integers
 */
public record Assumed(List<Expr> relations, Set<String> integers) {

  public static final Assumed NOTHING = new Assumed(List.of(), Set.of());

  public Assumed {
    relations = List.copyOf(relations);
    integers = Set.copyOf(integers);
  }

  /** What is known where a claim of a document is made; a value that is put in later ({@link FixedLater}) is left out. */
  public static Assumed of(Setting setting) {
    var relations = new ArrayList<Expr>();
    var integers = new LinkedHashSet<String>();
    for (var list : List.of(setting.domains(), setting.assumptions())) {
      for (var a : list) {
        if (a.relation() != null && !FixedLater.fixes(a)) {
          flatten(a.relation(), relations);
        }
        if ("integer".equals(a.keyword())) {
          integers.add(a.name());
        }
      }
    }
    return new Assumed(relations, integers);
  }

  /** The relations that speak of the names, directly or by way of each other. */
  Assumed about(Collection<String> names, Function<Expr, Set<String>> namesIn) {
    var all = new LinkedHashSet<>(names);
    var kept = new LinkedHashSet<Expr>();
    boolean more = true;
    while (more) {
      more = false;
      for (var r : relations) {
        var in = namesIn.apply(r);
        if (!kept.contains(r) && (in.isEmpty() || in.stream().anyMatch(all::contains))) {
          kept.add(r);
          all.addAll(in);
          more = true;
        }
      }
    }
    return new Assumed(relations.stream().filter(kept::contains).toList(), integers);
  }

  /** Whether the relation, or a part of it, is among these. */
  boolean speaksOf(Expr relation) {
    var parts = new ArrayList<Expr>();
    flatten(relation, parts);
    return parts.stream().anyMatch(relations::contains);
  }

  private static void flatten(Expr e, List<Expr> into) {
    if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      l.args().forEach(a -> flatten(a, into));
    } else {
      into.add(e);
    }
  }

  /** The relations; where integer parts matter, those among them that say what is a whole number. */
  List<Expr> relations(Expr l, Expr r) {
    if (integers.isEmpty() || !Kernel.takesIntegerParts(List.of(l, r)) && !Kernel.takesIntegerParts(relations)) {
      return relations;
    }
    var all = new ArrayList<>(relations);
    var symbols = Trees.freeSymbols(Exprs.and(List.of(l, r)));
    symbols.stream().filter(s -> integers.contains(s.name())).forEach(s -> all.add(Exprs.rel(RelOp.EQ, s, Exprs.call("floor", s))));
    return all;
  }

  /** The same with one more relation. */
  public Assumed and(Expr relation) {
    var all = new ArrayList<>(relations);
    all.add(relation);
    return new Assumed(all, integers);
  }

  /**
   * Reads entries such as {@code x > 0}, {@code 0 < p < 1}, {@code x real}, {@code n integer}, {@code p in (0,1)},
   * {@code y in {0,1}}. Throws {@link NotationException} for anything else.
   */
  public static Assumed parse(List<String> entries) {
    var relations = new ArrayList<Expr>();
    var integers = new LinkedHashSet<String>();
    for (var entry : entries) {
      one(entry.strip(), relations, integers);
    }
    return new Assumed(relations, integers);
  }

  private static void one(String entry, List<Expr> relations, Set<String> integers) {
    int in = entry.indexOf(" in ");
    if (entry.endsWith(" real")) {
      PlainReader.parse(entry.substring(0, entry.length() - 5));
    } else if (entry.endsWith(" integer")) {
      integers.add(PlainReader.parse(entry.substring(0, entry.length() - 8)).toString());
    } else if (in > 0) {
      membership(PlainReader.parse(entry.substring(0, in)), entry.substring(in + 4).strip(), relations, integers, in + 4);
    } else {
      relation(PlainReader.parse(entry), relations);
    }
  }

  private static void relation(Expr e, List<Expr> relations) {
    switch (e) {
      case Expr.Rel r -> relations.add(r);
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().forEach(a -> relation(a, relations));
      case Expr.Logic l -> relations.add(l);
      default -> throw new NotationException("an assumption is a relation", 0, "write for example x > 0");
    }
  }

  private static void membership(Expr x, String set, List<Expr> relations, Set<String> integers, int at) {
    if (set.isEmpty()) {
      throw new NotationException("expected a set after 'in'", at, "write (0,1), [0,1], {0,1} or R");
    }
    char open = set.charAt(0);
    char close = set.charAt(set.length() - 1);
    if (open == '{' && close == '}') {
      var values = new ArrayList<Expr>();
      for (var part : set.substring(1, set.length() - 1).split(",")) {
        values.add(Exprs.rel(RelOp.EQ, x, PlainReader.parse(part)));
      }
      relations.add(Exprs.or(values));
    } else if ((open == '(' || open == '[') && (close == ')' || close == ']')) {
      interval(x, open, close, set.substring(1, set.length() - 1), relations, at);
    } else if (set.equals("Z") || set.equals("N")) {
      integers.add(x.toString());
      if (set.equals("N")) {
        relations.add(Exprs.rel(RelOp.GE, x, Exprs.ONE));
      }
    } else if (!set.equals("R")) {
      throw new NotationException("'" + set + "' is not a set that can be used here", at,
          "write (0,1), [0,1], {0,1}, R, Z or N");
    }
  }

  private static void interval(Expr x, char open, char close, String ends, List<Expr> relations, int at) {
    int comma = ends.indexOf(',');
    if (comma < 0) {
      throw new NotationException("an interval has two ends", at, "write (0,1)");
    }
    var lower = PlainReader.parse(ends.substring(0, comma));
    var upper = PlainReader.parse(ends.substring(comma + 1));
    if (!lower.equals(Exprs.neg(Exprs.INFINITY))) {
      relations.add(Exprs.rel(open == '[' ? RelOp.GE : RelOp.GT, x, lower));
    }
    if (!upper.equals(Exprs.INFINITY)) {
      relations.add(Exprs.rel(close == ']' ? RelOp.LE : RelOp.LT, x, upper));
    }
  }
}
