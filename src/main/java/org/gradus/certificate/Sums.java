package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
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

/** Checks a claim with sums over indices, vectors or matrices: entry by entry, by the normal form of sums, for all sizes. */
public final class Sums {

  private static final int DIGITS = 40;
  private static final int MAX_SIZE = 10;

  private Sums() {}

  /** The two sides at an entry. Throws {@link Rejected} where their shapes differ, or derivatives have kinks. */
  public static List<Expr> sides(Claim.Sums s) {
    var shapes = new LinkedHashMap<>(s.shapes());
    var entries = new Entries(shapes, s.members());
    for (var e : List.of(s.lhs(), s.rhs())) {
      require(!Trees.any(e, x -> x instanceof Expr.Sym n && n.name().startsWith("#")
          || x instanceof Expr.Indexed i && (i.base().startsWith("#") || !entries.fits(i))),
          "a name that is not allowed in " + e);
      require(!Trees.any(e, x -> x instanceof Expr.Diff d && Trees.any(Expand.of(d.body()), y -> y instanceof Expr.Cases
          || y instanceof Expr.Call c && c.is("floor"))), "a derivative with kinks");
    }
    var left = entries.shape(s.lhs());
    var right = entries.shape(s.rhs());
    require(Exprs.isZero(s.lhs()) || Exprs.isZero(s.rhs()) || left.equals(right), "the sides have different shapes");
    var all = new ArrayList<Expr>();
    for (var e : List.of(s.lhs(), s.rhs())) {
      all.add(Slope.carryOut(entries.of(e, Entries.ROW, Entries.COLUMN)));
    }
    return all;
  }

  static void check(Claim.Sums s, Node n) {
    n.node("proof").only("rule");
    switch (n.node("proof").text("rule")) {
      case "normal form of sums" -> prove(s, n);
      case "matrix algebra" -> algebra(s, n);
      default -> throw new Rejected("sums have no proof but their normal form and that of matrices");
    }
  }

  /** The difference of the sides is an expression whose structure shows its sign; sizes are positive. */
  static void check(Claim.Bound b, Node n) {
    var proof = n.node("proof").only("rule", "as");
    require(proof.text("rule").equals("signs") && b.assumptions().isEmpty(), "bounds of sums have no proof but the rule 'signs', and no assumptions");
    var s = b.of();
    require(indices(s).get(Entries.ROW).get(1).equals(Exprs.ONE) && indices(s).get(Entries.COLUMN).get(1).equals(Exprs.ONE), "a bound on arrays");
    var as = proof.expr("as");
    prove(new Claim.Sums(Exprs.sub(s.lhs(), s.rhs()), as, s.shapes(), s.members(), s.indices(), List.of()), n);
    var positive = new ArrayList<Expr.Rel>();
    sizes(s, sides(s)).forEach(k -> positive.add((Expr.Rel) Exprs.rel(RelOp.GT, k, Exprs.ZERO)));
    var entry = new Entries(s.shapes(), s.members()).of(as, Exprs.ONE, Exprs.ONE);
    require(!Trees.any(as, x -> x instanceof Expr.Diff || x instanceof Expr.At) && Shape.implies(positive, entry, b.op()),
        "the structure of " + as + " does not tell its sign");
  }

  /** Equal as sums of words; defined where all sizes are 1, so that matrices are numbers. */
  private static void algebra(Claim.Sums s, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty() && s.indices().isEmpty()
        && s.members().isEmpty(), "matrices have no conditions or indices of their own");
    var symmetric = new java.util.HashSet<String>();
    for (var a : s.assumptions()) {
      require(a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym x && s.shapes().containsKey(x.name())
          && s.shapes().get(x.name()).isSquare() && r.rhs().equals(Exprs.call("transpose", x)), "only symmetry is used with matrices");
      symmetric.add(((Expr.Sym) ((Expr.Rel) a).lhs()).name());
    }
    require(new Words(new Entries(s.shapes(), Map.of()), symmetric).equal(s.lhs(), s.rhs()), "the sums of words differ");
    var point = Checker.point(n.node("point"));
    s.shapes().values().forEach(x -> List.of(x.rows(), x.columns()).forEach(size -> require(Exprs.isOne(size)
        || size instanceof Expr.Sym k && Rational.ONE.equals(point.get(k.name())), "the point does not make " + size + " 1")));
    var at = new PointEvaluator(DIGITS);
    var all = new ArrayList<Expr>(List.of(s.lhs(), s.rhs()));
    all.addAll(s.differentiated());
    for (var e : all) {
      require(at.enclose(Slope.carryOut(asNumber(e)), point).isDefined(), "a side is not certainly defined at the point");
    }
  }

  /** What an expression is where all sizes are 1. */
  public static Expr asNumber(Expr e) {
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, Sums::asNumber);
    return inside instanceof Expr.Call c ? switch (c.function().name()) {
      case "transpose", "trace" -> c.arg();
      case "inverse" -> Exprs.pow(c.arg(), Exprs.MINUS_ONE);
      case "identity" -> Exprs.ONE;
      case "norm" -> Exprs.call("abs", c.arg());
      case "normsq" -> Exprs.pow(c.arg(), 2);
      case "matmul" -> Exprs.mul(c.args());
      default -> inside;
    } : inside;
  }

  /** A network becomes families of numbers, for all sizes of its layers. */
  static void check(Claim.Network w, Node n) {
    var proof = n.node("proof").only("rule", "written");
    require(proof.text("rule").equals("layer by layer"), "networks have no proof but that layer by layer");
    var written = proof.texts("written");
    require(Layers.families(w).containsAll(written) && Set.copyOf(written).size() == written.size(), "quantities that are not there");
    prove(Layers.lower(w, Set.copyOf(written)), n);
  }

  private static void prove(Claim.Sums s, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(),
        "sums have no conditions of their own");
    var sides = sides(s);
    var known = new ArrayList<Expr.Rel>();
    for (var a : s.assumptions()) {
      require(a instanceof Expr.Rel r && r.op() == RelOp.EQ && Trees.any(a, x -> x instanceof Expr.Big), "only equations between sums are used");
      known.add((Expr.Rel) a);
    }
    require(new SumForm(indices(s)).isZero(Exprs.sub(sides.get(0), sides.get(1)), known), "the normal forms of the two sides differ");
    var point = Checker.point(n.node("point"));
    point(s, sides, known, point);
    for (var f : written(s, functions(s), point)) {
      require(new PointEvaluator(DIGITS).enclose(f, point).isDefined(), "a function that is differentiated is not certainly defined at the point");
    }
  }

  /** What is differentiated, at its first entry. */
  public static List<Expr> functions(Claim.Sums s) {
    var entries = new Entries(s.shapes(), s.members());
    return s.differentiated().stream().map(f -> Slope.carryOut(entries.of(f, Exprs.ONE, Exprs.ONE))).toList();
  }

  static Map<Expr.Sym, List<Expr>> indices(Claim.Sums s) {
    var all = new LinkedHashMap<>(s.indices());
    var shape = new Entries(s.shapes(), s.members()).shape(Exprs.isZero(s.lhs()) ? s.rhs() : s.lhs());
    all.put(Entries.ROW, List.of(Exprs.ONE, shape.rows()));
    all.put(Entries.COLUMN, List.of(Exprs.ONE, shape.columns()));
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
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, Sums::someFunction);
    return inside instanceof Expr.Apply f && f.args().size() == 1 ? f.primes() == 0 ? f.args().get(0) : f.primes() == 1 ? Exprs.ONE : Exprs.ZERO
        : inside;
  }

  private static boolean within(Rational x, List<Expr> ends, Map<Expr, Expr> sizes) {
    return Trees.substitute(ends.get(0), sizes) instanceof Expr.Num lo && Trees.substitute(ends.get(1), sizes) instanceof Expr.Num hi
        && lo.value().compareTo(x) <= 0 && hi.value().compareTo(x) >= 0;
  }

  private static void point(Claim.Sums s, List<Expr> sides, List<Expr.Rel> known, Map<String, Rational> point) {
    var at = new PointEvaluator(DIGITS);
    for (var e : written(s, sides, point)) {
      require(at.enclose(e, point).isDefined(), "a side is not certainly defined at the point");
    }
    for (var r : known) {
      for (var e : instances(s, r, point)) {
        var x = at.enclose(e, point).exact();
        require(x != null && x.isZero(), "the point does not satisfy the assumptions");
      }
    }
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
