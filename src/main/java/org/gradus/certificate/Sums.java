package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Checks a claim with sums over indices, vectors or matrices: entry by entry, by the normal form of sums, for all sizes. */
public final class Sums {

  private static final int MAX_SIZE = 12;

  private Sums() {}

  /** The two sides at an entry. Throws {@link Rejected} where their shapes differ, or derivatives have kinks. */
  public static List<Expr> sides(Claim.Sums s) {
    var shapes = new LinkedHashMap<>(s.shapes());
    var entries = new Entries(shapes, s.members());
    for (var e : List.of(s.lhs(), s.rhs())) {
      require(!Trees.any(e, x -> x instanceof Expr.Sym n && n.name().startsWith("#")
          || x instanceof Expr.Indexed i && (i.base().startsWith("#") || !entries.fits(i))),
          "a name that is not allowed in " + e);
      if (s.offBorders()) {
        Trees.any(e, x -> {
          if (x instanceof Expr.Diff d) {
            OffBorders.continuous(d.body());
          }
          return false;
        });
      } else {
        require(!Trees.any(e, x -> x instanceof Expr.Diff d && kinks(d)), "a derivative with kinks");
      }
      require(!Trees.any(e, x -> x instanceof Expr.Diff d && hasTwoNames(d, s)), "a derivative by what has two names");
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

  /** Whether entries that are differentiated by stand in the body under the other name that an assumption gives them. */
  private static boolean hasTwoNames(Expr.Diff d, Claim.Sums s) {
    var by = name(d.by());
    return SumAssumptions.of(s).entries().stacked().entrySet().stream().anyMatch(x -> x.getKey().equals(by) && mentions(d.body(), x.getValue().family())
        || x.getValue().family().equals(by) && mentions(d.body(), x.getKey()));
  }

  private static String name(Expr e) {
    return e instanceof Expr.Sym s ? s.name() : e instanceof Expr.Indexed i ? i.base() : null;
  }

  /** Whether cases depend on what is differentiated by: those by indices do not. */
  private static boolean kinks(Expr.Diff d) {
    var name = name(d.by());
    return Trees.any(Expand.of(d.body()), y -> y instanceof Expr.Cases c && !c.conditions().stream().allMatch(x -> isAboutIndices(x)
        && name != null && !mentions(x, name)) || y instanceof Expr.Call f && f.is("floor"));
  }

  private static boolean isAboutIndices(Expr condition) {
    return condition instanceof Expr.Rel r && (r.op() == RelOp.EQ || r.op() == RelOp.NE) && List.of(r.lhs(), r.rhs()).stream()
        .allMatch(x -> x instanceof Expr.Sym || x instanceof Expr.Num);
  }

  private static boolean mentions(Expr e, String name) {
    return Trees.any(e, x -> x instanceof Expr.Sym s && s.name().equals(name) || x instanceof Expr.Indexed i && i.base().equals(name));
  }

  static void check(Claim.Sums s, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "sums have no conditions of their own");
    check(s, n, n.node("proof"));
  }

  /** With a proof that stands in another one. */
  static void check(Claim.Sums s, Node n, Node proof) {
    switch (proof.text("rule")) {
      case "normal form of sums" -> {
        proof.only("rule");
        prove(s, n);
      }
      case "matrix algebra" -> {
        require(proof.only("rule", "by").text("by").equals("words"), "matrices are compared by words");
        algebra(s, n);
      }
      case "entries" -> {
        proof.only("rule", "next");
        require(!s.offBorders(), "borders are left out by the normal form alone");
        Steps.prove(goal(s), proof.node("next"));
        SumPoints.check(s, sides(s), Checker.point(n.node("point")));
      }
      case "induction" -> {
        Induction.check(s, proof);
        SumPoints.check(s, sides(s), Checker.point(n.node("point")));
      }
      default -> throw new Rejected("there is no rule '" + proof.text("rule") + "' for sums");
    }
  }

  /** The sides at an entry as a goal; sums over symbolic ranges are names in it, and sizes are numbers from 1. */
  public static Goal goal(Claim.Sums s) {
    var sides = sides(s);
    var known = new ArrayList<Expr>(SumAssumptions.of(s).numbers());
    SumPoints.sizes(s, sides).forEach(k -> known.add(Exprs.rel(RelOp.GE, k, Exprs.ONE)));
    indices(s).forEach((index, ends) -> {
      if (ends.get(0).equals(Exprs.ONE) && ends.get(1) instanceof Expr.Num k && k.value().isIntegerWithin(MAX_SIZE) && k.value().signum() > 0) {
        var values = new ArrayList<Expr>();
        for (int i = 1; i <= k.value().intValueExact(); i++) {
          values.add(Exprs.rel(RelOp.EQ, index, Exprs.num(i)));
        }
        known.add(values.size() == 1 ? values.getFirst() : Exprs.or(values));
      }
    });
    return Goal.of(RelOp.EQ, sides.get(0), sides.get(1), known, null);
  }

  /** The difference of the sides is an expression whose structure shows its sign; sizes are positive. */
  static void check(Claim.Bound b, Node n) {
    if (n.node("proof").text("rule").equals("terms")) {
      require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "sums have no conditions of their own");
      TermBounds.check(b, n, n.node("proof"));
      return;
    }
    var proof = n.node("proof").only("rule", "as");
    require(proof.text("rule").equals("signs") && b.assumptions().isEmpty(), "bounds of sums are proved by the rules 'signs', without assumptions, and 'terms'");
    var s = b.of();
    require(indices(s).get(Entries.ROW).get(1).equals(Exprs.ONE) && indices(s).get(Entries.COLUMN).get(1).equals(Exprs.ONE), "a bound on arrays");
    var as = proof.expr("as");
    prove(new Claim.Sums(Exprs.sub(s.lhs(), s.rhs()), as, s.shapes(), s.members(), s.indices(), List.of()), n);
    var positive = new ArrayList<Expr.Rel>();
    SumPoints.sizes(s, sides(s)).forEach(k -> positive.add((Expr.Rel) Exprs.rel(RelOp.GT, k, Exprs.ZERO)));
    var entry = new Entries(s.shapes(), s.members()).of(as, Exprs.ONE, Exprs.ONE);
    Presence.ofSizes(positive).require(entry);
    require(!Trees.any(as, x -> x instanceof Expr.Diff || x instanceof Expr.At) && Shape.implies(positive, entry, b.op()),
        "the structure of " + as + " does not tell its sign");
  }

  /** Equal as sums of words. */
  private static void algebra(Claim.Sums s, Node n) {
    var given = SumAssumptions.of(s);
    require(!s.offBorders() && given.equations().isEmpty() && given.numbers().isEmpty() && given.units().isEmpty() && given.entries().stacked().isEmpty()
        && s.indices().isEmpty(),
        "only symmetry and orthonormal columns and rows are used with matrices");
    require(new Words(new Entries(s.shapes(), Map.of()), given.entries().names(), Orthonormal.of(given.products())).equal(s.lhs(), s.rhs()), "the sums of words differ");
    SumPoints.checkNumbers(s, Checker.point(n.node("point")));
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
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "sums have no conditions of their own");
    var sides = sides(s);
    var given = SumAssumptions.of(s);
    require(given.numbers().isEmpty() && given.products().isEmpty(), "no use for " + given.numbers() + given.products());
    var units = new UnitVectors(s);
    require(new SumForm(indices(s), given.entries(), s.offBorders()).with(units.places()).isZero(units.in(Exprs.sub(sides.get(0), sides.get(1))), given.equations()),
        "the normal forms of the two sides differ");
    SumPoints.check(s, sides, Checker.point(n.node("point")));
  }

  static Map<Expr.Sym, List<Expr>> indices(Claim.Sums s) {
    var all = new LinkedHashMap<>(s.indices());
    var shape = new Entries(s.shapes(), s.members()).shape(Exprs.isZero(s.lhs()) ? s.rhs() : s.lhs());
    all.put(Entries.ROW, List.of(Exprs.ONE, shape.rows()));
    all.put(Entries.COLUMN, List.of(Exprs.ONE, shape.columns()));
    return all;
  }
}
