package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Checks that a function is convex, or concave, in a variable or in all components of a vector, by the rules of composition (Boyd and
 * Vandenberghe, Convex Optimization, §3.2.1, §3.2.2, §3.2.3, §3.5.2): sums, multiples of known sign, the largest of several, log Σ exp, and a
 * convex function of one number of what is affine. By each of them the domain is convex, too.
 */
public final class Curvature {

  private final Claim.Shape claim;
  private final List<Expr> parameters;

  public Curvature(Claim.Shape claim) {
    this.claim = claim;
    this.parameters = claim.assumptions().stream().filter(a -> !moves(a)).toList();
  }

  /** Whether it holds the variable, or a component of it. */
  public boolean moves(Expr e) {
    return Trees.any(e, this::isVariable);
  }

  private boolean isVariable(Expr e) {
    return e.equals(claim.by()) || e instanceof Expr.Indexed i && i.base().equals(claim.by().name());
  }

  /** Whether it is affine by its form. */
  public boolean isAffine(Expr e) {
    if (!moves(e) || isVariable(e)) {
      return !(e instanceof Expr.Indexed i) || i.sub().stream().noneMatch(this::moves) && i.sup().stream().noneMatch(this::moves);
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(this::isAffine);
      case Expr.Mul m -> m.args().stream().filter(this::moves).count() == 1 && m.args().stream().allMatch(this::isAffine);
      case Expr.Big b -> isSum(b) && isAffine(b.body());
      default -> false;
    };
  }

  /** A sum over a range that does not depend on the variable. */
  private boolean isSum(Expr.Big b) {
    return b.kind() == Expr.Big.Kind.SUM && !b.index().equals(claim.by()) && (b.lower() == null || !moves(b.lower())) && (b.upper() == null || !moves(b.upper()));
  }

  /** Whether it is a sum or product of exponentials of what is affine, and of what is positive by its form: then its logarithm is convex. */
  public boolean isLogConvex(Expr e, Set<Expr.Sym> bound) {
    if (!moves(e)) {
      return Shape.of(known(bound), e) == Shape.PLUS;
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(x -> isLogConvex(x, bound));
      case Expr.Mul m -> m.args().stream().allMatch(x -> isLogConvex(x, bound));
      case Expr.Call c when c.is("exp") -> isAffine(c.arg());
      case Expr.Big b -> isSum(b) && isLogConvex(b.body(), with(bound, b.index()));
      default -> false;
    };
  }

  /** What is known of the parameters, and nothing of the indices of sums around. */
  public List<Expr.Rel> known(Set<Expr.Sym> bound) {
    return Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, parameters, null).known().stream()
        .filter(r -> Trees.freeSymbols(r).stream().noneMatch(bound::contains)).toList();
  }

  /** The claim about a function of one number, t, that e is of the affine u; null where it is none. */
  public Claim.Shape ofOne(Expr e, Expr u, boolean convex, Set<Expr.Sym> bound) {
    var t = Exprs.sym("#t");
    var f = Trees.substitute(e, u, t);
    if (!isAffine(u) || !moves(u) || moves(f) || Trees.any(f, x -> x instanceof Expr.Big b && Trees.freeSymbols(b).contains(t))) {
      return null;
    }
    var given = new ArrayList<>(parameters);
    claim.assumptions().stream().filter(a -> moves(a) && u.equals(claim.by())).forEach(a -> given.add(Trees.substitute(a, u, t)));
    given.removeIf(a -> Trees.freeSymbols(a).stream().anyMatch(bound::contains));
    return new Claim.Shape(convex ? "convex" : "concave", f, t, given);
  }

  static void check(Claim.Shape c, Node n) {
    n.only("rule", "by");
    require(c.form().equals("convex") || c.form().equals("concave"), "composition tells of convex and concave functions");
    var curvature = new Curvature(c);
    for (var a : c.assumptions()) {
      require(!curvature.moves(a) || a instanceof Expr.Rel r && r.op() != RelOp.NE && r.op() != RelOp.APPROX && curvature.isAffine(Exprs.sub(r.lhs(), r.rhs())),
          a + " need not leave a convex domain");
    }
    curvature.follow(c.function(), c.form().equals("convex"), n.node("by"), Set.of());
  }

  private void follow(Expr e, boolean convex, Node n, Set<Expr.Sym> bound) {
    Meter.spend(20);
    switch (n.text("rule")) {
      case "affine" -> {
        n.only("rule");
        require(isAffine(e), e + " is not affine");
      }
      case "terms" -> {
        n.only("rule", "terms");
        var parts = n.nodes("terms");
        require(e instanceof Expr.Add a && parts.size() == a.args().size(), "not so many terms");
        for (int i = 0; i < parts.size(); i++) {
          follow(((Expr.Add) e).args().get(i), convex, parts.get(i), bound);
        }
      }
      case "sum" -> {
        n.only("rule", "each");
        require(e instanceof Expr.Big b && isSum(b), "not a sum over a fixed range");
        follow(((Expr.Big) e).body(), convex, n.node("each"), with(bound, ((Expr.Big) e).index()));
      }
      case "largest" -> {
        n.only("rule", "parts");
        var parts = n.nodes("parts");
        require(e instanceof Expr.Call c && c.is(convex ? "max" : "min") && parts.size() == c.args().size(), "not the largest of so many, or the least");
        for (int i = 0; i < parts.size(); i++) {
          follow(((Expr.Call) e).args().get(i), convex, parts.get(i), bound);
        }
      }
      case "multiple" -> {
        n.only("rule", "is", "by", "next");
        var m = Multiple.of(this, e);
        var op = Sexpr.relation(n.text("is"));
        require(m != null && (op == RelOp.GE || op == RelOp.LE), "not a multiple of one function by a number of known sign");
        Evidence.check(known(bound), (Expr.Rel) Exprs.rel(op, m.factor(), Exprs.ZERO), n.node("by"));
        follow(m.function(), convex == (op == RelOp.GE), n.node("next"), bound);
      }
      case "log of exponentials" -> {
        n.only("rule");
        require(convex && e instanceof Expr.Call c && c.is("log") && isLogConvex(c.arg(), bound), "not the logarithm of a sum of exponentials");
      }
      case "one number" -> {
        n.only("rule", "of", "inside", "defined", "sign");
        var one = ofOne(e, n.expr("of"), convex, bound);
        require(one != null, "not a function of one affine number");
        Shapes.slope(one, n);
      }
      default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for convex functions");
    }
  }

  public static Set<Expr.Sym> with(Set<Expr.Sym> bound, Expr.Sym index) {
    var all = new LinkedHashSet<>(bound);
    all.add(index);
    return all;
  }

  /** A function times what does not depend on the variable. */
  public record Multiple(Expr factor, Expr function) {

    /** Null for what is none. */
    public static Multiple of(Curvature c, Expr e) {
      if (!(e instanceof Expr.Mul m) || m.args().stream().noneMatch(f -> !c.moves(f))) {
        return null;
      }
      return new Multiple(Exprs.mul(m.args().stream().filter(f -> !c.moves(f)).toList()), Exprs.mul(m.args().stream().filter(c::moves).toList()));
    }
  }
}
