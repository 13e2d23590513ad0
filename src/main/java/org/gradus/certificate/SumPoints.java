package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Points at which claims with sums are looked at: sizes, values of the free indices, and numbers for the components. */
public final class SumPoints {

  private static final int DIGITS = 40;
  private static final int MAX_SIZE = 10;

  private SumPoints() {}

  /** What is differentiated, at its first entry. */
  public static List<Expr> functions(Claim.Sums s) {
    var entries = new Entries(s.shapes(), s.members());
    return Stream.of(s.lhs(), s.rhs()).flatMap(e -> differentiated(e).stream())
        .map(f -> Slope.carryOut(entries.of(f, Exprs.ONE, Exprs.ONE))).toList();
  }

  /** What stands in derivatives; of a sum its first term is looked at. */
  private static List<Expr> differentiated(Expr e) {
    var all = new ArrayList<Expr>();
    switch (e) {
      case Expr.Diff d -> {
        all.add(d.body());
        all.addAll(differentiated(d.body()));
      }
      case Expr.At a -> {
        all.addAll(differentiated(a.value()));
        differentiated(a.body()).forEach(f -> all.add(Exprs.at(f, a.var(), a.value())));
      }
      case Expr.Big b when b.lower() != null -> differentiated(b.body()).forEach(f -> all.add(Trees.substitute(f, b.index(), b.lower())));
      default -> Trees.children(e).forEach(x -> all.addAll(differentiated(x)));
    }
    return all;
  }

  /** The names that stand for sizes: those in ranges and shapes. */
  public static Set<Expr.Sym> sizes(Claim.Sums s, List<Expr> sides) {
    var found = new LinkedHashSet<Expr.Sym>();
    var all = new ArrayList<>(sides);
    all.addAll(s.assumptions());
    all.forEach(e -> Trees.any(e, x -> {
      if (x instanceof Expr.Big b) {
        found.addAll(Trees.freeSymbols(b.upper()));
        found.addAll(Trees.freeSymbols(b.lower()));
      }
      if (x instanceof Expr.Call u && u.is("unitvector")) {
        found.addAll(Trees.freeSymbols(u.arg()));
      }
      return false;
    }));
    s.indices().values().forEach(ends -> ends.forEach(e -> found.addAll(Trees.freeSymbols(e))));
    return found;
  }

  /** The sides at a point, the sums written out. */
  public static List<Expr> written(Claim.Sums s, List<Expr> sides, Map<String, Rational> point) {
    var numbers = new LinkedHashMap<Expr, Expr>();
    for (var name : sizes(s, sides)) {
      require(point.containsKey(name.name()), "the point does not give " + name);
      var x = point.get(name.name());
      require(x.isIntegerWithin(MAX_SIZE) && x.signum() > 0, name + " is no size");
      numbers.put(name, Exprs.num(x));
    }
    s.indices().forEach((index, ends) -> {
      var x = point.get(index.name());
      require(x != null && x.isInteger() && within(x, ends, numbers), "the point does not give a value of " + index);
    });
    s.indices().keySet().forEach(i -> numbers.put(i, Exprs.num(point.get(i.name()))));
    numbers.put(Entries.ROW, Exprs.ONE);
    numbers.put(Entries.COLUMN, Exprs.ONE);
    return sides.stream().map(e -> Expand.of(someFunction(Trees.substitute(e, numbers)))).toList();
  }

  /** What is claimed of any function is claimed of x ↦ x, which has a value everywhere. */
  private static Expr someFunction(Expr e) {
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, SumPoints::someFunction);
    return inside instanceof Expr.Apply f && f.args().size() == 1 ? f.primes() == 0 ? f.args().get(0) : f.primes() == 1 ? Exprs.ONE : Exprs.ZERO
        : inside;
  }

  private static boolean within(Rational x, List<Expr> ends, Map<Expr, Expr> sizes) {
    return Trees.substitute(ends.get(0), sizes) instanceof Expr.Num lo && Trees.substitute(ends.get(1), sizes) instanceof Expr.Num hi
        && lo.value().compareTo(x) <= 0 && hi.value().compareTo(x) >= 0;
  }

  /** Throws {@link Rejected} unless the sides and what is differentiated are defined at the point, and the assumptions hold there. */
  static void check(Claim.Sums s, List<Expr> sides, Map<String, Rational> point) {
    if (isOfNumbers(s)) {
      require(!s.offBorders(), "borders are left out where there are inverses");
      checkNumbers(s, point);
      return;
    }
    var at = new PointEvaluator(DIGITS);
    var all = new ArrayList<>(written(s, sides, point));
    all.addAll(written(s, functions(s), point));
    all.forEach(e -> require(at.enclose(e, point).isDefined(), "a side, or what is differentiated, is not certainly defined at the point"));
    require(!s.offBorders() || all.stream().noneMatch(e -> OffBorders.isOnBorder(e, at, point)), "the point is on a border between cases");
    for (var a : s.assumptions()) {
      if (SumAssumptions.isAboutNumbers(a, s)) {
        require(at.truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a);
        continue;
      }
      var r = (Expr.Rel) a;
      if (UnitVectors.is(a, s)) {
        require(isUnit(r, at, point), "the point does not satisfy " + a);
        continue;
      }
      for (var e : r.op() == RelOp.EQ ? instances(s, r, point) : written(s, List.of(Exprs.sub(r.lhs(), r.rhs())), point)) {
        var x = at.enclose(e, point).exact();
        require(x != null && x.isZero() == (r.op() == RelOp.EQ), "the point does not satisfy " + a);
      }
    }
  }

  private static boolean isUnit(Expr.Rel r, PointEvaluator at, Map<String, Rational> point) {
    var unit = (Expr.Call) r.rhs();
    var n = at.enclose(unit.arg(), point).exact();
    var one = at.enclose(unit.args().get(1), point).exact();
    boolean fits = n != null && n.isIntegerWithin(MAX_SIZE) && one != null && one.compareTo(n) <= 0;
    for (int i = 1; fits && i <= n.intValueExact(); i++) {
      var entry = at.enclose(Exprs.indexed(((Expr.Sym) r.lhs()).name(), List.of(Exprs.num(i)), List.of()), point).exact();
      fits = entry != null && entry.equals(one.equals(Rational.of(i)) ? Rational.ONE : Rational.ZERO);
    }
    return fits;
  }

  /** Whether a claim is shown to be about something where all sizes are 1: inverses, symmetric and orthogonal matrices are numbers there. */
  public static boolean isOfNumbers(Claim.Sums s) {
    var entries = new Entries(s.shapes(), s.members());
    return Trees.any(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()), x -> x instanceof Expr.Call c && (c.is("inverse")
            || c.is("det") && !(entries.shape(c.arg()).rows() instanceof Expr.Num)))
        || s.assumptions().stream().anyMatch(a -> SumAssumptions.isSymmetry(a, s.shapes()) || Orthonormal.is(a, s));
  }

  static void checkNumbers(Claim.Sums s, Map<String, Rational> point) {
    var at = new PointEvaluator(DIGITS);
    numbers(s).forEach(e -> require(at.enclose(e, point).isDefined(), "a side is not certainly defined at the point"));
    for (var a : s.assumptions()) {
      require(SumAssumptions.isSymmetry(a, s.shapes()) || at.truth(Expand.of(atOne(s, a)), point).isCertainlyTrue(), "the point does not satisfy " + a);
    }
  }

  /** The sides and what is differentiated where all sizes are 1. */
  public static List<Expr> numbers(Claim.Sums s) {
    var all = new ArrayList<Expr>(List.of(s.lhs(), s.rhs()));
    List.of(s.lhs(), s.rhs()).forEach(e -> all.addAll(differentiated(e)));
    return all.stream().map(e -> Expand.of(Slope.carryOut(atOne(s, e)))).toList();
  }

  private static Expr atOne(Claim.Sums s, Expr e) {
    var one = new LinkedHashMap<Expr, Expr>();
    sizes(s, List.of(s.lhs(), s.rhs())).forEach(k -> one.put(k, Exprs.ONE));
    s.shapes().values().forEach(x -> List.of(x.rows(), x.columns()).forEach(size -> Trees.freeSymbols(size).forEach(k -> one.put(k, Exprs.ONE))));
    s.shapes().values().forEach(x -> List.of(x.rows(), x.columns()).forEach(size -> require(Exprs.isOne(Trees.substitute(size, one)), "a size that is not 1")));
    s.indices().keySet().forEach(i -> one.put(i, Exprs.ONE));
    var there = Trees.substitute(e, one);
    require(!Trees.any(there, x -> x instanceof Expr.Big b && !(b.lower() instanceof Expr.Num lo && b.upper() instanceof Expr.Num hi
        && lo.value().compareTo(hi.value()) <= 0)), "an empty range");
    return asNumber(there, s.shapes());
  }

  /** What an expression is where all sizes are 1. */
  public static Expr asNumber(Expr e, Map<String, Shape> shapes) {
    if (e instanceof Expr.Indexed x && shapes.containsKey(x.base()) && x.sup().isEmpty() && x.sub().stream().allMatch(Exprs::isOne)) {
      return Exprs.sym(x.base()); // its only entry
    }
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, x -> asNumber(x, shapes));
    return inside instanceof Expr.Call c ? switch (c.function().name()) {
      case "transpose", "trace", "det", "diag", "component" -> c.arg();
      case "inverse" -> Exprs.pow(c.arg(), Exprs.MINUS_ONE);
      case "identity", "ones", "unitvector" -> Exprs.ONE;
      case "norm" -> Exprs.call("abs", c.arg());
      case "normsq" -> Exprs.pow(c.arg(), 2);
      case "softmax" -> Exprs.div(Exprs.exp(c.arg()), Exprs.exp(c.arg()));
      case "matmul", "hadamard", "dot", "outer" -> Exprs.mul(c.args());
      default -> inside;
    } : inside;
  }

  /** The difference of the sides of an assumption for all values of its indices, the sums written out at the sizes of the point. */
  public static List<Expr> instances(Claim.Sums s, Expr.Rel assumption, Map<String, Rational> point) {
    var all = List.of(point);
    var numbers = new LinkedHashMap<Expr, Expr>();
    sizes(s, List.of()).forEach(n -> numbers.put(n, Exprs.num(point.get(n.name()))));
    for (var index : s.indices().keySet()) {
      if (Trees.freeSymbols(assumption).contains(index)) {
        var more = new ArrayList<Map<String, Rational>>();
        for (var p : all) {
          for (var x = Rational.ONE; x.compareTo(Rational.of(MAX_SIZE)) <= 0; x = x.plus(Rational.ONE)) {
            if (within(x, s.indices().get(index), numbers)) {
              var next = new LinkedHashMap<>(p);
              next.put(index.name(), x);
              more.add(next);
            }
          }
        }
        all = more;
      }
    }
    var d = Exprs.sub(assumption.lhs(), assumption.rhs());
    return all.stream().flatMap(p -> written(s, List.of(d), p).stream()).toList();
  }
}
