package org.gradus.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Domains that people leave unsaid: labels, positive quantities, probabilities, one sample, values that sum to one. */
final class MissingAssumptions {

  /** Relations and how to say them. */
  record Usual(List<Expr> relations, List<String> words) {

    Assumed added(Assumed assumed) {
      for (var r : relations) {
        assumed = assumed.and(r);
      }
      return assumed;
    }
  }

  /** Names that count samples. */
  static final Set<String> COUNTS = Set.of("n", "m", "N");
  /** With more variables nothing is tried. */
  private static final int MAX_VARIABLES = 6;

  /** Letters that nobody uses for a label: that x^2 = x holds for 0 and 1 is no excuse. */
  private static final Set<String> NO_LABELS = Set.of("x", "z", "w", "b", "u", "v", "n", "m", "N", "M", "K", "h", "lambda", "eta", "alpha",
      "beta", "gamma", "epsilon", "theta", "omega", "mu");

  private MissingAssumptions() {}

  /** The first usual assumption that makes the claim hold, in words; the weaker ones are tried first. */
  static Optional<List<String>> find(Collection<Expr.Sym> variables, Assumed assumed, Predicate<Assumed> proves) {
    if (variables.size() > MAX_VARIABLES) {
      return Optional.empty();
    }
    return of(List.copyOf(variables)).stream()
        .filter(u -> !assumed.relations().containsAll(u.relations()) && proves.test(u.added(assumed)) && isDefinedAtZero(u, variables, assumed, proves))
        .map(Usual::words).findFirst();
  }

  /** A label is 0 or 1: what is not defined at 0, as t/T², has none in that place. */
  private static boolean isDefinedAtZero(Usual usual, Collection<Expr.Sym> variables, Assumed assumed, Predicate<Assumed> proves) {
    return variables.stream().filter(x -> usual.relations().contains(values(x, 0, 1))).allMatch(x -> proves.test(assumed.and(eq(x, 0))));
  }

  private static boolean mayBeLabel(Expr.Sym x) {
    return !NO_LABELS.contains(x.name().replaceFirst("_.*", ""));
  }

  private static List<Usual> of(List<Expr.Sym> variables) {
    var usual = new ArrayList<Usual>();
    for (var x : variables) {
      usual.add(one(positive(x), x + " > 0"));
      usual.add(new Usual(List.of(positive(x), Exprs.rel(RelOp.LT, x, Exprs.ONE)), List.of(x + " in (0,1)")));
      if (mayBeLabel(x)) {
        usual.add(one(values(x, 0, 1), x + " in {0,1}"));
        usual.add(one(values(x, -1, 1), x + " in {-1,1}"));
      }
      if (COUNTS.contains(x.name())) {
        usual.add(one(eq(x, 1), x + " = 1"));
      }
    }
    if (variables.size() > 1) {
      usual.add(new Usual(variables.stream().map(MissingAssumptions::positive).toList(),
          variables.stream().map(x -> x + " > 0").toList()));
      if (variables.stream().allMatch(MissingAssumptions::mayBeLabel)) {
        usual.add(new Usual(variables.stream().map(x -> values(x, 0, 1)).toList(),
            variables.stream().map(x -> x + " in {0,1}").toList()));
      }
    }
    for (var family : families(variables)) {
      var sum = Exprs.rel(RelOp.EQ, Exprs.add(family), Exprs.ONE);
      usual.add(one(sum, sum.toString()));
      if (family.stream().allMatch(MissingAssumptions::mayBeLabel)) {
        var hot = new ArrayList<Expr>(family.stream().map(x -> values(x, 0, 1)).toList());
        hot.add(sum);
        var words = new ArrayList<>(family.stream().map(x -> x + " in {0,1}").toList());
        words.add(sum.toString());
        usual.add(new Usual(hot, words));
      }
    }
    return usual;
  }

  /** Two variables alone, and names that differ in their number only ({@code y_1, y_2, y_3}). */
  private static List<List<Expr.Sym>> families(List<Expr.Sym> variables) {
    var byStem = new LinkedHashMap<String, List<Expr.Sym>>();
    for (var x : variables) {
      if (x.name().matches(".*\\D\\d+")) {
        byStem.computeIfAbsent(x.name().replaceFirst("\\d+$", ""), _ -> new ArrayList<>()).add(x);
      }
    }
    var families = new ArrayList<>(byStem.values().stream().filter(f -> f.size() > 1).toList());
    if (families.isEmpty() && variables.size() == 2) {
      families.add(variables);
    }
    return families;
  }

  private static Usual one(Expr relation, String words) {
    return new Usual(List.of(relation), List.of(words));
  }

  private static Expr positive(Expr x) {
    return Exprs.rel(RelOp.GT, x, Exprs.ZERO);
  }

  private static Expr values(Expr x, long a, long b) {
    return Exprs.or(List.of(eq(x, a), eq(x, b)));
  }

  private static Expr eq(Expr x, long n) {
    return Exprs.rel(RelOp.EQ, x, Exprs.num(n));
  }
}
