package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Bounds of a sum by those of its terms: the difference of the sides is, by normal form, a number times sums over ranges that are not
 * empty, of terms that are all related so to 0. Of a term is known what is assumed of numbers, and of every entry of a family that runs
 * over the range of the sum; a Kronecker delta of an assumed unit vector is 0 or 1, with a proof for each.
 */
public final class TermBounds {

  /** Deltas in a term. */
  private static final int MAX_DELTAS = 4;
  private static final int DIGITS = 40;

  private TermBounds() {}

  static void check(Claim.Bound b, Node n, Node proof) {
    proof.only("rule", "as", "cases");
    var s = b.of();
    require(s.assumptions().stream().allMatch(a -> isUsed(a, s)), "an assumption that is not used");
    var as = proof.expr("as");
    var sides = Sums.sides(s);
    var difference = Sums.sides(difference(s, as));
    require(new SumForm(Sums.indices(s), Symmetric.NONE).isZero(Exprs.sub(difference.get(0), difference.get(1)), List.of()),
        "the difference of the sides is another one");
    new Presence(List.of(), sides.get(0), sides.get(1)).require(difference.get(1));
    var goals = goals(b, as);
    var cases = proof.nodes("cases");
    require(cases.size() == goals.size(), "there are " + goals.size() + " cases");
    for (int i = 0; i < goals.size(); i++) {
      Steps.prove(goals.get(i), cases.get(i));
    }
    point(s, sides, Checker.point(n.node("point")));
  }

  /** The claim that the difference of the sides is that expression. */
  private static Claim.Sums difference(Claim.Sums s, Expr as) {
    var indices = Sums.indices(s);
    require(indices.get(Entries.ROW).get(1).equals(Exprs.ONE) && indices.get(Entries.COLUMN).get(1).equals(Exprs.ONE), "a bound on arrays");
    require(!Trees.any(as, x -> x instanceof Expr.Diff || x instanceof Expr.At), "a derivative of a term");
    return new Claim.Sums(Exprs.sub(s.lhs(), s.rhs()), as, s.shapes(), s.members(), s.indices(), List.of());
  }

  private static boolean isUsed(Expr a, Claim.Sums s) {
    return UnitVectors.is(a, s) || SumAssumptions.isAboutNumbers(a, s) || isOfEntries(a, s);
  }

  /** Whether it compares entries with numbers for all values of one index. */
  public static boolean isOfEntries(Expr a, Claim.Sums s) {
    return a instanceof Expr.Rel r && r.op() != RelOp.APPROX && r.op() != RelOp.EQ && Trees.any(r, x -> x instanceof Expr.Indexed)
        && Trees.freeSymbols(r).stream().filter(s.indices()::containsKey).count() == 1
        && !Trees.any(r, x -> x instanceof Expr.Big || x instanceof Expr.Diff || x instanceof Expr.At || x instanceof Expr.Call c && !c.function().scalar()
            || x instanceof Expr.Sym n && s.shapes().containsKey(n.name())
            || x instanceof Expr.Indexed i && (!i.sup().isEmpty() || !i.sub().stream().allMatch(k -> k instanceof Expr.Sym m && s.indices().containsKey(m))));
  }

  /** What is left to be proved of the terms of a number times sums: one goal for each choice of its deltas. Throws {@link Rejected}. */
  public static List<Goal> goals(Claim.Bound b, Expr as) {
    var s = b.of();
    var ranges = new LinkedHashMap<Expr.Sym, List<Expr>>();
    var op = b.op();
    require(op == RelOp.GT || op == RelOp.GE || op == RelOp.LT || op == RelOp.LE, "not a bound");
    var e = new UnitVectors(s).in(Sums.sides(difference(s, as)).get(1));
    boolean sum = false;
    while (true) {
      var factors = e instanceof Expr.Mul m ? m.args() : List.of(e);
      var sums = factors.stream().filter(f -> f instanceof Expr.Big).toList();
      if (sums.size() != 1 || !factors.stream().allMatch(f -> f instanceof Expr.Big || f instanceof Expr.Num)) {
        break;
      }
      var big = (Expr.Big) sums.getFirst();
      require(big.kind() == Expr.Big.Kind.SUM && isFilled(big, s), "a sum that may be empty");
      require(!s.indices().containsKey(big.index()) && ranges.put(big.index(), List.of(big.lower(), big.upper())) == null, "an index has two meanings");
      var times = Exprs.mul(factors.stream().filter(f -> f instanceof Expr.Num).toList());
      require(!Exprs.isZero(times), "0 times a sum");
      op = ((Expr.Num) times).value().signum() < 0 ? op.flip() : op;
      e = big.body();
      sum = true;
    }
    require(sum, "not a number times a sum");
    return cases(e, op, known(s, ranges));
  }

  private static boolean isFilled(Expr.Big b, Claim.Sums s) {
    return Exprs.isOne(b.lower()) && (b.upper() instanceof Expr.Num n && n.value().compareTo(Rational.ONE) >= 0
        || b.upper() instanceof Expr.Sym k && !s.shapes().containsKey(k.name()) && !s.indices().containsKey(k));
  }

  /** What is known of a term. An assumption about a name that is an index in it speaks of something else. */
  private static List<Expr> known(Claim.Sums s, Map<Expr.Sym, List<Expr>> ranges) {
    var all = new ArrayList<Expr>();
    SumPoints.sizes(s, Sums.sides(s)).forEach(k -> all.add(Exprs.rel(RelOp.GE, k, Exprs.ONE)));
    for (var a : s.assumptions()) {
      var names = Trees.freeSymbols(a);
      if (UnitVectors.is(a, s) || names.stream().anyMatch(ranges::containsKey)) {
        continue;
      }
      all.add(a);
      for (var i : SumAssumptions.isAboutNumbers(a, s) ? Set.<Expr.Sym>of() : names) {
        ranges.forEach((k, range) -> {
          if (range.equals(s.indices().get(i))) {
            all.add(Trees.substitute(a, i, k));
          }
        });
      }
    }
    return all;
  }

  private static List<Goal> cases(Expr term, RelOp op, List<Expr> known) {
    var deltas = new LinkedHashSet<Expr>();
    Trees.any(term, x -> x instanceof Expr.Call c && c.is("delta") && deltas.add(c) && false);
    require(deltas.size() <= MAX_DELTAS, "too many deltas");
    var names = List.copyOf(deltas);
    var all = new ArrayList<Goal>();
    for (int mask = 0; mask < 1 << names.size(); mask++) {
      var values = new HashMap<Expr, Expr>();
      for (int i = 0; i < names.size(); i++) {
        values.put(names.get(i), (mask >> i & 1) == 0 ? Exprs.ZERO : Exprs.ONE);
      }
      all.add(Goal.of(op, Trees.substitute(term, values), Exprs.ZERO, known, null));
    }
    return all;
  }

  /** The sides have values at the point, and the assumptions hold there. */
  private static void point(Claim.Sums s, List<Expr> sides, Map<String, Rational> point) {
    var ofEntries = s.assumptions().stream().filter(a -> !UnitVectors.is(a, s) && !SumAssumptions.isAboutNumbers(a, s)).toList();
    var others = s.assumptions().stream().filter(a -> !ofEntries.contains(a)).toList();
    require(!SumPoints.isOfNumbers(s), "bounds of inverses");
    SumPoints.check((Claim.Sums) s.given(others), sides, point);
    for (var a : ofEntries) {
      var r = (Expr.Rel) a;
      for (var e : SumPoints.instances(s, r, point)) {
        require(new PointEvaluator(DIGITS).truth(Exprs.rel(r.op(), e, Exprs.ZERO), point).isCertainlyTrue(), "the point does not satisfy " + a);
      }
    }
  }
}
