package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.gradus.certificate.Claim;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.BoundProver;
import org.gradus.numeric.Budget;
import org.gradus.numeric.Differentiated;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Glance;
import org.gradus.numeric.Refuter;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Kernel;
import org.gradus.proof.Proof;

/**
 * Judges one relation between two expressions: the kernel proves it, or interval arithmetic refutes it at a point, or
 * many points agree, or nothing is known.
 */
public final class Judge {

  /** Larger expressions are not judged. */
  public static final int MAX_SIZE = 20_000;

  /** TESTED needs at least so many points of agreement. */
  public static final int MIN_POINTS = 24;

  private static final String NOWHERE_DEFINED = "no point was found at which both sides are defined";
  private static final String ON_KINKS =
      "no point was found at which the derivative exists; its value on a kink is a convention";

  /** Where tails are tried to begin. */
  private static final List<Long> TAILS = List.of(2L, 4L);

  private final Kernel kernel;
  private final IndexJudge indices;

  public Judge(Kernel kernel) {
    this.kernel = kernel;
    this.indices = new IndexJudge(kernel);
  }

  /** Whether the relation holds wherever both sides are defined and the assumptions hold. */
  public Judgement relation(RelOp op, Expr l, Expr r, Assumed assumed) {
    var tooLarge = tooLarge(l, r);
    if (tooLarge != null) {
      return tooLarge;
    }
    if ((op == RelOp.EQ || op == RelOp.APPROX) && IndexJudge.concerns(l, r)) {
      return indices.equal(l, r, assumed);
    }
    Expr left;
    Expr right;
    try {
      left = Derivatives.carryOut(l);
      right = Derivatives.carryOut(r);
    } catch (Derivatives.NotDifferentiable e) {
      return Judgement.undecided(e.getMessage());
    }
    var free = Trees.freeSymbols(Exprs.and(List.of(l, r)));
    var functions = l == left && r == right ? null
        : differentiated(List.of(l, r)).stream().filter(f -> free.containsAll(Trees.freeSymbols(f))).toList();
    // The kernel sees the derivatives as written: on borders between cases their formulas need a proof of their own.
    var derivatives = functions == null ? null : new Differentiated(evaluable(functions), slopes(List.of(l, r)), List.of());
    var domain = domain(functions == null ? List.of(left, right) : and(functions, left, right), assumed);
    var j = op == RelOp.EQ || op == RelOp.APPROX
        ? equality(left, right, () -> kernel.equal(l, r, assumed.relations(l, r)), assumed, domain, derivatives)
        : inequality(op, left, right, () -> kernel.relation(op, l, r, assumed.relations(l, r)), assumed, domain, derivatives);
    if (j.isProved() && functions != null) {
      j = whereItExists(j, List.of(left, right), functions, domain);
    }
    var there = differentiatedThere(List.of(l, r));
    if (j.isProved() && !there.isEmpty()
        && Sampler.definedPoint(Unknown.standIns(and(evaluable(there), left, right)), domain(and(there, left, right), assumed)).isEmpty()) {
      return Judgement.undecided(NOWHERE_DEFINED);
    }
    return j.certifiable() == null || functions == null ? j : j.certifiedBy(new Certificates.Subject(
        stated(op, l, r, assumed), j.certifiable().point()));
  }

  /** A derivative on a kink is a convention: a claim about it needs a point at which the derivative may exist. */
  private static Judgement whereItExists(Judgement j, List<Expr> sides, List<Expr> functions, Domain domain) {
    return functions.isEmpty() || Sampler.definedPoint(
        Unknown.standIns(and(evaluable(functions), sides.toArray(Expr[]::new))), Unknown.standIns(functions), domain).isPresent()
        ? Unknown.differentiable(j, Unknown.in(functions), and(functions, sides.toArray(Expr[]::new)))
        : Judgement.undecided(ON_KINKS);
  }

  private static List<Expr> and(List<Expr> some, Expr... others) {
    var all = new ArrayList<Expr>(List.of(others));
    all.addAll(some);
    return all;
  }

  /** Those of the functions that have values at points. */
  private static List<Expr> evaluable(List<Expr> functions) {
    var found = new ArrayList<Expr>(functions.size());
    for (var f : functions) {
      if (!Kinds.occur(f, Kinds.INTEGRAL | Kinds.LIMIT | Kinds.APPLY | Kinds.DIFF | Kinds.AT)) {
        found.add(f);
      }
    }
    return found;
  }

  /** The derivatives in the expressions, carried out. */
  private static List<Expr> slopes(List<Expr> expressions) {
    var found = new ArrayList<Expr>();
    for (var e : expressions) {
      if (e instanceof Expr.Diff || e instanceof Expr.At) {
        found.add(Derivatives.carryOut(e));
      } else {
        found.addAll(slopes(Trees.children(e)));
      }
    }
    return found;
  }

  /** What is differentiated in the expressions, derivatives at given places left out. */
  private static List<Expr> differentiated(List<Expr> expressions) {
    var found = new ArrayList<Expr>();
    for (var e : expressions) {
      switch (e) {
        case Expr.Diff d -> found.addAll(carriedOut(List.of(d.body())));
        case Expr.At _ -> { }
        default -> found.addAll(differentiated(Trees.children(e)));
      }
    }
    return found;
  }

  /** What is differentiated at given places, at these places: the formula of its derivative may have values where it has none. */
  private static List<Expr> differentiatedThere(List<Expr> expressions) {
    var found = new ArrayList<Expr>();
    for (var e : expressions) {
      if (e instanceof Expr.At a) {
        differentiated(List.of(a.body())).forEach(f -> found.add(Trees.substitute(f, a.var(), a.value())));
        found.addAll(differentiatedThere(List.of(a.value())));
      } else if (Kinds.occur(e, Kinds.AT)) {
        found.addAll(differentiatedThere(Trees.children(e)));
      }
    }
    return carriedOut(found);
  }

  private static List<Expr> carriedOut(List<Expr> functions) {
    try {
      return functions.stream().map(Derivatives::carryOut).toList();
    } catch (Derivatives.NotDifferentiable _) {
      return List.of();
    }
  }

  /** What a relation with derivatives claims; one side that is the derivative at a variable is a derivative by it. */
  private static Claim stated(RelOp op, Expr l, Expr r, Assumed assumed) {
    return op == RelOp.EQ && l instanceof Expr.At a && a.body() instanceof Expr.Diff d && d.by().equals(a.var())
        && a.value() instanceof Expr.Sym x && !Trees.freeSymbols(d.body()).contains(x)
        ? new Claim.Derivative(Trees.substitute(d.body(), d.by(), x), x, d.order(), r, assumed.relations())
        : new Claim.Relation(op == RelOp.APPROX ? RelOp.EQ : op, l, r, assumed.relations());
  }

  /** Whether the derivative of the given order is what is claimed, where the function is differentiable. */
  public Judgement derivative(Expr function, Expr by, int order, Expr claimed, Assumed assumed) {
    var tooLarge = tooLarge(function, claimed);
    if (tooLarge != null) {
      return tooLarge;
    }
    if (IndexJudge.concerns(function, by, claimed)) {
      return indices.equal(Exprs.diff(function, by, order), claimed, assumed);
    }
    Expr slope;
    try {
      slope = Derivatives.of(function, by, order);
      claimed = Derivatives.carryOut(claimed);
    } catch (Derivatives.NotDifferentiable e) {
      return Judgement.undecided(e.getMessage());
    }
    var domain = domain(List.of(function, slope, claimed), assumed);
    var functions = carriedOut(List.of(function));
    var derivatives = new Differentiated(evaluable(functions), List.of(slope), List.of(by));
    var seen = Refuter.glance(RelOp.EQ, slope, claimed, domain, derivatives);
    if (seen.counterexample().isPresent()) {
      return Judgement.refuted("interval", of(seen.counterexample().get()));
    }
    var proof = kernel.derivative(function, by, order, claimed, assumed.relations());
    if (proof.proved()) {
      var sides = Unknown.standIns(and(evaluable(functions), slope, claimed));
      var point = Sampler.definedPoint(sides, Unknown.standIns(functions), domain, seen);
      if (point.isPresent()) {
        var unknown = Unknown.in(List.of(function, slope, claimed));
        return Judgement.proved(proof.method(), Unknown.differentiable(proof.conditions(), unknown, List.of(slope, claimed)))
            .certifiedBy(unknown.isEmpty() ? new Certificates.Subject(
                new Claim.Derivative(function, by, order, claimed, assumed.relations()), point.get().values()) : null);
      }
      return Judgement.undecided(Sampler.definedPoint(sides, domain).isPresent() ? ON_KINKS : NOWHERE_DEFINED);
    }
    return withoutProof(slope, claimed, domain, seen, derivatives, proof, assumed, by);
  }

  private static Judgement tooLarge(Expr l, Expr r) {
    return Trees.size(l, MAX_SIZE) >= MAX_SIZE || Trees.size(r, MAX_SIZE) >= MAX_SIZE
        ? Judgement.undecided("out of budget: more than " + MAX_SIZE + " parts in an expression") : null;
  }

  private Judgement equality(Expr l, Expr r, Supplier<Proof> kernel, Assumed assumed, Domain domain, Differentiated derivatives) {
    var seen = Refuter.glance(RelOp.EQ, l, r, domain, derivatives);
    if (seen.counterexample().isPresent()) {
      return Judgement.refuted("interval", of(seen.counterexample().get()));
    }
    var proof = kernel.get();
    if (proof.proved()) {
      return definedSomewhere(proof.method(), proof.conditions(), List.of(l, r), domain, seen,
          new Claim.Relation(RelOp.EQ, l, r, assumed.relations()));
    }
    return withoutProof(l, r, domain, seen, derivatives, proof, assumed, null);
  }

  private Judgement inequality(RelOp op, Expr l, Expr r, Supplier<Proof> kernel, Assumed assumed, Domain domain,
      Differentiated derivatives) {
    var seen = Refuter.glance(op, l, r, domain, derivatives);
    if (seen.counterexample().isPresent()) {
      return Judgement.refuted("interval", of(seen.counterexample().get()));
    }
    var proof = kernel.get();
    if (proof.proved()) {
      return definedSomewhere(proof.method(), proof.conditions(), List.of(l, r), domain, seen,
          new Claim.Relation(op, l, r, assumed.relations()));
    }
    var counterexample = Refuter.refute(op, l, r, domain, Budget.standard(), derivatives);
    if (counterexample.isPresent()) {
      return Judgement.refuted("interval", of(counterexample.get()));
    }
    if (BoundProver.prove(op, l, r, domain).isProved()) {
      return definedSomewhere("branch and bound with intervals", List.of(), List.of(l, r), domain, seen,
          new Claim.Relation(op, l, r, assumed.relations()));
    }
    if (Shapes.holds(op, Exprs.sub(l, r), assumed, derivatives != null, this.kernel)) {
      return definedSomewhere("the sign chart of the difference", List.of(), List.of(l, r), domain, seen,
          new Claim.Relation(op, l, r, assumed.relations()));
    }
    var factors = CommonFactor.of(Exprs.sub(l, r));
    if (factors != null && factors.holds(op, (o, e) -> this.kernel.relation(o, e, Exprs.ZERO, assumed.relations()).proved()
        || BoundProver.prove(o, e, Exprs.ZERO, domain).isProved())) {
      return definedSomewhere("signs of the factors of the difference", List.of(), List.of(l, r), domain, seen,
          new Claim.Relation(op, l, r, assumed.relations()));
    }
    if (l instanceof Expr.Call c && c.is("abs") && (op == RelOp.LE || op == RelOp.LT)) {
      // |u| ≤ r says that u ≤ r and −u ≤ r, which have no kink
      var both = inequality(op, c.arg(), r, () -> this.kernel.relation(op, c.arg(), r, assumed.relations()), assumed, domain,
          derivatives);
      both = both.isProved() ? inequality(op, Exprs.neg(c.arg()), r,
          () -> this.kernel.relation(op, Exprs.neg(c.arg()), r, assumed.relations()), assumed, domain, derivatives) : both;
      return both.certifiable() == null ? both // the point is the same for both halves
          : both.certifiedBy(new Certificates.Subject(new Claim.Relation(op, l, r, assumed.relations()), both.certifiable().point()));
    }
    if (byTails(op, l, r, domain, assumed)) {
      return definedSomewhere("signs of derivatives on the tails, branch and bound between", List.of(), List.of(l, r), domain, seen,
          new Claim.Relation(op, l, r, assumed.relations()));
    }
    return Judgement.undecided("neither a proof nor a counterexample of the inequality was found");
  }

  /** One variable: the kernel proves the relation far out, and intervals what is left. */
  private boolean byTails(RelOp op, Expr l, Expr r, Domain domain, Assumed assumed) {
    var symbols = Trees.freeSymbols(Exprs.sub(l, r));
    if (symbols.size() != 1) {
      return false;
    }
    var x = symbols.iterator().next();
    for (var end : TAILS) {
      var right = assumed.and(Exprs.rel(RelOp.GE, x, Exprs.num(end)));
      var left = assumed.and(Exprs.rel(RelOp.LE, x, Exprs.num(-end)));
      if (kernel.relation(op, l, r, right.relations()).proved() && kernel.relation(op, l, r, left.relations()).proved()) {
        var middle = domain.where(Exprs.rel(RelOp.GE, x, Exprs.num(-end)), Exprs.rel(RelOp.LE, x, Exprs.num(end)));
        return BoundProver.prove(op, l, r, middle).isProved();
      }
    }
    return false;
  }

  private Judgement withoutProof(Expr l, Expr r, Domain domain, Glance seen, Differentiated derivatives, Proof proof, Assumed assumed,
      Expr by) {
    var counterexample = Refuter.refute(RelOp.EQ, l, r, domain, Budget.standard(), derivatives);
    if (counterexample.isPresent()) {
      return Judgement.refuted("interval", of(counterexample.get()));
    }
    if (proof.thin()) {
      return Judgement.undecided("no proof was found: " + proof.reason());
    }
    if (by == null && equalSquares(l, r, domain, assumed)) {
      return definedSomewhere("equal squares, and no different signs", proof.conditions(), List.of(l, r), domain, seen,
          new Claim.Relation(RelOp.EQ, l, r, assumed.relations()));
    }
    var agreement = Sampler.agree(RelOp.EQ, l, r, domain, Budget.of(1_500), derivatives);
    return agreement.disagreement().isEmpty() && agreement.points() >= enough(domain)
        && seenWhereOpen(l, r, domain, derivatives, assumed, by)
        ? Judgement.tested(agreement.points() + " points agree to " + agreement.digits() + " digits")
        : Judgement.undecided(proof.reason() == null ? "no proof was found" : "no proof was found: " + proof.reason());
  }

  /** Whether one side is a root, the squares of the sides are equal, and the sides are both not negative. */
  private boolean equalSquares(Expr l, Expr r, Domain domain, Assumed assumed) {
    if (!isRoot(l) && !isRoot(r) || !kernel.equal(Exprs.pow(l, Exprs.TWO), Exprs.pow(r, Exprs.TWO), assumed.relations()).proved()) {
      return false;
    }
    return List.of(l, r).stream().allMatch(side -> isRoot(side)
        || inequality(RelOp.GE, side, Exprs.ZERO, () -> kernel.relation(RelOp.GE, side, Exprs.ZERO, assumed.relations()), assumed, domain, null)
            .isProved());
  }

  private static boolean isRoot(Expr e) {
    return e instanceof Expr.Pow p && p.exponent().equals(Exprs.HALF);
  }

  /** Whether there are enough points in each of the cases without a proof: points elsewhere say nothing about it. */
  private boolean seenWhereOpen(Expr l, Expr r, Domain domain, Differentiated derivatives, Assumed assumed, Expr by) {
    if (domain.variables().isEmpty()) {
      return true;
    }
    var open = kernel.open(l, r, assumed.relations(), by);
    return open != null && open.stream().filter(where -> !where.isEmpty()).allMatch(where -> {
      var part = domain.where(where.toArray(Expr[]::new));
      var agreement = Sampler.agree(RelOp.EQ, l, r, part, Budget.of(1_500), derivatives);
      return agreement.disagreement().isEmpty() && agreement.points() >= enough(part);
    });
  }

  /** A constant has one point; anything else is tested at many. */
  private static int enough(Domain domain) {
    return domain.variables().isEmpty() ? 1 : MIN_POINTS;
  }

  private static Judgement definedSomewhere(String method, List<String> conditions, List<Expr> sides, Domain domain,
      Glance seen, Claim claim) {
    var point = Sampler.definedPoint(Unknown.standIns(sides), List.of(), domain, seen);
    return point.isPresent()
        ? Judgement.proved(method, conditions).certifiedBy(
            claim == null || !Unknown.in(sides).isEmpty() ? null : new Certificates.Subject(claim, point.get().values()))
        : Judgement.undecided(NOWHERE_DEFINED);
  }

  static Domain domain(List<Expr> expressions, Assumed assumed) {
    var names = new LinkedHashSet<String>();
    for (var e : expressions) {
      Trees.symbols(e).forEach(s -> names.add(s.name()));
    }
    var constraints = new ArrayList<Expr>();
    for (var c : assumed.relations()) {
      Trees.symbols(c).forEach(s -> names.add(s.name()));
      constraints.add(c);
    }
    var integers = new LinkedHashSet<>(assumed.integers());
    for (var e : expressions) {
      ranges(e, integers, constraints);
    }
    return new Domain(List.copyOf(names), constraints, integers);
  }

  /** A range of summation runs over integers and is not empty. */
  private static void ranges(Expr e, Set<String> integers, List<Expr> constraints) {
    if (!Kinds.occur(e, Kinds.BIG)) {
      return;
    }
    var free = Trees.freeSymbols(e);
    Trees.any(e, x -> {
      if (x instanceof Expr.Big b && b.lower() != null && b.upper() != null) {
        var ends = Trees.freeSymbols(Exprs.add(b.lower(), b.upper()));
        if (free.containsAll(ends)) {
          ends.forEach(s -> integers.add(s.name()));
          constraints.add(Exprs.rel(RelOp.GE, b.upper(), b.lower()));
        }
      }
      return false;
    });
  }

  static Counterexample of(org.gradus.numeric.Counterexample c) {
    var point = new LinkedHashMap<String, String>();
    c.point().forEach((k, v) -> point.put(k, v.toString()));
    return new Counterexample(point, c.lhs(), c.rhs());
  }

  /** Usual assumptions under which the relation is proved, in words. */
  public Optional<List<String>> missingAssumption(RelOp op, Expr l, Expr r, Assumed assumed) {
    if (op == RelOp.EQ && IndexJudge.concerns(l, r)) {
      return indices.missingAssumption(l, r, assumed);
    }
    return MissingAssumptions.find(Trees.freeSymbols(Exprs.add(l, r)), assumed, more -> {
      var domain = domain(List.of(l, r), more);
      return Refuter.glance(op, l, r, domain, null).counterexample().isEmpty()
          && (op == RelOp.EQ ? kernel.equal(l, r, more.relations()).proved()
              : kernel.relation(op, l, r, more.relations()).proved() || BoundProver.prove(op, l, r, domain).isProved())
          && Sampler.definedPoint(List.of(l, r), domain).isPresent();
    });
  }

  /** Usual assumptions under which the derivative is proved, in words. */
  Optional<List<String>> missingAssumption(Expr function, Expr by, int order, Expr claimed, Assumed assumed) {
    if (IndexJudge.concerns(function, by, claimed)) {
      return indices.missingAssumption(Exprs.diff(function, by, order), claimed, assumed);
    }
    var slope = Derivatives.of(function, by, order);
    var others = Trees.freeSymbols(Exprs.add(slope, claimed));
    others.remove(by);
    return MissingAssumptions.find(others, assumed, more -> {
      var domain = domain(List.of(function, slope, claimed), more);
      return Refuter.glance(RelOp.EQ, slope, claimed, domain,
          new Differentiated(evaluable(carriedOut(List.of(function))), List.of(slope), List.of(by))).counterexample().isEmpty()
          && kernel.derivative(function, by, order, claimed, more.relations()).proved()
          && Sampler.definedPoint(List.of(slope, claimed), domain).isPresent();
    });
  }
}
