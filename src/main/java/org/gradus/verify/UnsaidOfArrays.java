package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.claim.Setting;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.tensor.Typing;

/** What people leave unsaid of vectors, matrices and indices: one-hot labels, symmetric matrices, weights that add up to one, i ≠ j. */
final class UnsaidOfArrays {

  /** Names that usually stand for labels. */
  private static final Pattern LABEL = Pattern.compile("[yYtT]([^A-Za-z].*)?|(?i:labels?|targets?)");
  /** So many assumptions are tried. */
  private static final int MAX = 8;

  private UnsaidOfArrays() {}

  /** Whether the document says where what the guess is about lies: then the claim fails there, whatever else may be meant. */
  static boolean isDeclared(Guess guess, Setting setting) {
    return guess.names().stream().anyMatch(n -> setting.declared().contains(n)
        || !(guess.fact() instanceof Typing.Fact.OneHot) && guess.fact() != null && !setting.arrays().properties(n).isEmpty());
  }

  /**
   * Something that may hold.
   *
   * @param names    what it is about
   * @param fact     a property of a vector or matrix; null where a relation says it
   * @param relation null where a property says it
   */
  record Guess(List<String> names, Typing.Fact fact, Expr relation, String words) {

    Typing typing(Typing typing) {
      return fact == null ? typing : typing.with(fact);
    }

    /** Whether only a matrix with as many rows as columns has the property. */
    boolean isOfSquare() {
      return fact instanceof Typing.Fact.Symmetric || fact instanceof Typing.Fact.Orthogonal;
    }

    List<Expr> relations(Assumed assumed) {
      return (relation == null ? assumed : assumed.and(relation)).relations();
    }
  }

  /** What may be meant and was not said of the names of a claim, the likeliest first. */
  static List<Guess> about(Expr l, Expr r, Typing typing, Setting setting) {
    var all = new ArrayList<Guess>();
    var arrays = setting.arrays();
    var labels = new LinkedHashSet<>(Notations.families(l, r));
    typing.shapes().forEach((name, shape) -> {
      if (shape.isVector()) {
        labels.add(name);
      }
    });
    labels.stream().filter(n -> LABEL.matcher(n).matches() && arrays.properties(n).stream().allMatch(p -> p.matches("vector .*")))
        .forEach(n -> all.add(of(n, new Typing.Fact.OneHot(n), "one-hot")));
    var squares = typing.shapes().entrySet().stream().filter(e -> e.getValue().isSquare() && !e.getValue().isScalar()
        && arrays.properties(e.getKey()).stream().allMatch(p -> p.matches("matrix .*|square"))).map(e -> e.getKey()).toList();
    squares.forEach(n -> all.add(of(n, new Typing.Fact.Symmetric(n), "symmetric")));
    squares.forEach(n -> all.add(of(n, new Typing.Fact.Orthogonal(n), "orthogonal")));
    for (var relation : IndexJudge.guesses(l, r)) {
      var names = new LinkedHashSet<String>();
      if (relation instanceof Expr.Rel e && e.lhs() instanceof Expr.Big b && b.body() instanceof Expr.Indexed x) {
        names.add(x.base());
        all.add(new Guess(List.copyOf(names), null, relation, relation.toString()));
        var centred = Exprs.rel(RelOp.EQ, b, Exprs.ZERO);
        all.add(new Guess(List.copyOf(names), null, centred, centred.toString()));
      } else {
        Trees.freeSymbols(relation).forEach(n -> names.add(n.name()));
        all.add(new Guess(List.copyOf(names), null, relation, relation.toString()));
      }
    }
    return all.subList(0, Math.min(all.size(), MAX));
  }

  private static Guess of(String name, Typing.Fact fact, String property) {
    return new Guess(List.of(name), fact, null, name + " " + property);
  }
}
