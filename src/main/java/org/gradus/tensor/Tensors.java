package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** The entrance: equality and derivatives of expressions with indices, vectors and matrices. */
public final class Tensors {

  /** The condition under which derivatives of functions with kinks are compared. */
  public static final String OFF_BORDERS = "off the borders between cases";

  /** The reason where a claim is proved for a data set of one sample, and open for more. */
  public static final String ONE_SAMPLE_ONLY = "it holds for one sample; for more it is not said what depends on the sample in "
      + "the sum: number the samples, \\sum_i x^{(i)}";

  private static final String OPEN_UNIT = "how large the identity, or the vector of ones, is, is not said";

  private static final Set<String> KINKS = Set.of("abs", "sign", "floor", "ceil", "max", "min", "maxentry", "minentry", "relu", "relu6", "leakyrelu",
      "elu", "step", "clip", "hardsigmoid", "hardtanh", "hardswish", "softsign", "cbrt", "root", "mod");
  private static final long UNITS = 400_000;
  private static final long FEW_UNITS = 50_000;
  /** So many inverses are multiplied away, one after the other. */
  private static final int CLEARINGS = 2;
  private static final long KERNEL_UNITS = 1_000_000;
  private static final long SMALL_KERNEL_UNITS = 200_000;

  private final Kernel kernel;

  public Tensors(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Whether the two sides are equal for all sizes and wherever both are defined. Derivatives inside ({@link Expr.Diff} by
   * a component, a scalar, a vector or a matrix) are carried out. Never throws.
   *
   * @param assumptions relations, also between sums ({@code sum(y[k],k) = 1}) and between free indices ({@code i = k})
   */
  public Outcome equal(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    var outcome = countedFromOne(compared(lhs, rhs, typing, assumptions), lhs, rhs, typing, assumptions);
    boolean open = switch (outcome) { // of another size the identity may make it true
      case Outcome.Refuted _ -> hasOpenUnit(lhs) || hasOpenUnit(rhs);
      case Outcome.ShapeClash c -> c.words().contains(Typing.UNIT_SIZE);
      case Outcome.Proved _, Outcome.Tested _, Outcome.Unknown _ -> false;
    };
    return open ? new Outcome.Unknown(OPEN_UNIT) : outcome;
  }

  /** What fails with w_0 beside the vector w fails only if it fails, too, with w_0 as the first entry of w. */
  private Outcome countedFromOne(Outcome o, Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    var other = o instanceof Outcome.Refuted ? CountedFromZero.perhaps(lhs, rhs, typing, assumptions) : null;
    return other == null ? o : switch (compared(other.lhs(), other.rhs(), typing, other.assumptions())) {
      case Outcome.Proved _ -> new Outcome.Unknown("it depends on whether the entries are counted from 0", List.of(other.condition()));
      case Outcome.Tested _, Outcome.Unknown _ -> new Outcome.Unknown("it depends on whether the entries are counted from 0");
      case Outcome.Refuted _, Outcome.ShapeClash _ -> o;
    };
  }

  /** Whether an identity, or a vector of ones, stands there whose size nothing tells. */
  private static boolean hasOpenUnit(Expr e) {
    return Trees.freeSymbols(e).stream().anyMatch(s -> s.name().startsWith(Typing.UNIT_SIZE));
  }

  private Outcome compared(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    var fromZero = CountedFromZero.of(lhs, rhs, typing, assumptions);
    if (fromZero != null) {
      return fromZero.back(compared(fromZero.lhs(), fromZero.rhs(), typing, fromZero.assumptions()));
    }
    try {
      var shapes = new Shapes(typing);
      var l = shapes.of(lhs);
      var r = shapes.of(rhs);
      if (!l.equals(r) && !Exprs.isZero(lhs) && !Exprs.isZero(rhs)) {
        var clash = Shapes.clash(lhs, l, rhs, r);
        boolean transposed = l.equals(r.transposed()) && !Kronecker.concerns(lhs, rhs)
            && decided(lhs, Exprs.call("transpose", rhs), l, typing, assumptions, false) instanceof Outcome.Proved;
        return new Outcome.ShapeClash(clash.getMessage(), clash.forced(), transposed);
      }
      if (Kronecker.concerns(lhs, rhs)) {
        return stacked(lhs, rhs, typing, assumptions);
      }
      if (BlockForm.concerns(typing, lhs, rhs)) {
        return byBlocks(lhs, rhs, Exprs.isZero(lhs) ? r : l, typing, assumptions);
      }
      var shape = Exprs.isZero(lhs) ? r : l;
      var freed = LargestEntries.free(List.of(lhs, rhs));
      var outcome = freed == null ? decided(lhs, rhs, shape, typing, assumptions, true) : withLargestEntries(lhs, rhs, freed, shape, typing, assumptions);
      if (outcome instanceof Outcome.Refuted f && shape.isSquare() && !shape.isScalar()
          && decided(lhs, Exprs.call("transpose", rhs), shape, typing, assumptions, false) instanceof Outcome.Proved) {
        return new Outcome.Refuted(f.sizes(), f.point(), f.component(), f.lhs(), f.rhs(), true);
      }
      return outcome;
    } catch (Shapes.Clash e) {
      return new Outcome.ShapeClash(e.getMessage(), e.forced(), false);
    } catch (Unsupported e) {
      return new Outcome.Unknown(e.getMessage());
    } catch (StackOverflowError e) {
      return new Outcome.Unknown("out of budget: the expression is nested too deeply");
    } catch (ArithmeticException e) {
      return new Outcome.Unknown("no proof was found: " + e.getMessage());
    }
  }

  /** A proof after determinants of sums are written by smaller ones; null if there is none. */
  private Outcome.Proved byDeterminants(Expr lhs, Expr rhs, Shape shape, Typing typing, List<Expr> assumptions) {
    var inverted = BlockForm.inverted(lhs, rhs, typing);
    var l = DeterminantLemma.of(lhs, typing, inverted);
    var r = DeterminantLemma.of(rhs, typing, inverted);
    return !(l.equals(lhs) && r.equals(rhs)) && decided(l, r, shape, typing, assumptions, false) instanceof Outcome.Proved p
        ? new Outcome.Proved("matrix determinant lemma, " + p.method(), p.conditions(), null) : null;
  }

  /** A proof in which the smallest product of a matrix is replaced beside its inverse, not the largest; null if there is none. */
  private Outcome.Proved bySmallest(Expr lhs, Expr rhs, Shape shape, Typing typing, List<Expr> assumptions) {
    try {
      var claim = Lowered.of(List.of(lhs, rhs), shape, typing, assumptions).bySmallest();
      var normalizer = claim.normalizer(FEW_UNITS);
      var proof = new Decision(normalizer, kernel.within(SMALL_KERNEL_UNITS), claim.assumptions()).prove(claim.sides().get(0), claim.sides().get(1));
      return proof == null ? null : new Outcome.Proved(proof, List.copyOf(normalizer.conditions()), null);
    } catch (Unsupported _) {
      return null;
    }
  }

  /** A proof after inverses at the ends of products are multiplied away; null if there is none. */
  private Outcome.Proved byClearing(Expr lhs, Expr rhs, Shape shape, Typing typing, List<Expr> assumptions, int depth) {
    for (var c : Clearing.of(lhs, rhs, typing)) {
      var rows = new Shapes(typing).of(c.by()).rows();
      var there = shape.isScalar() ? shape : c.left() ? new Shape(rows, shape.columns()) : new Shape(shape.rows(), rows);
      var proof = decided(c.lhs(), c.rhs(), there, typing, assumptions, false) instanceof Outcome.Proved p ? p : bySmallest(c.lhs(), c.rhs(), there, typing, assumptions);
      if (proof != null) {
        return new Outcome.Proved(proof.method() + ", after multiplying by " + c.by(), proof.conditions(), null);
      }
      var deeper = depth > 1 ? byClearing(c.lhs(), c.rhs(), there, typing, assumptions, depth - 1) : null;
      if (deeper != null) {
        return deeper;
      }
    }
    return null;
  }

  /** Matrices of blocks: block by block; what no rule takes apart is looked at as it stands. */
  private Outcome byBlocks(Expr lhs, Expr rhs, Shape shape, Typing typing, List<Expr> assumptions) {
    var pairs = BlockForm.reduce(lhs, rhs, typing);
    if (pairs == null) {
      try {
        return decided(lhs, rhs, shape, typing, assumptions, true);
      } catch (Shapes.Clash e) { // an index that runs over all blocks meets one of them
        return new Outcome.Unknown("these matrices of blocks cannot be compared block by block");
      }
    }
    var conditions = new LinkedHashSet<String>();
    var methods = new LinkedHashSet<String>();
    Outcome open = null;
    for (var p : pairs) {
      switch (equal(p.lhs(), p.rhs(), typing, assumptions)) {
        case Outcome.Proved o -> {
          conditions.addAll(o.conditions());
          methods.add(o.method());
        }
        case Outcome.Refuted f -> {
          return isPlain(lhs, rhs) ? new Outcome.Refuted(f.sizes(), f.point(), null, f.lhs(), f.rhs(), false)
              : new Outcome.Unknown("one of the blocks differs, and whether the inverses exist there was not looked at");
        }
        case Outcome o -> open = open == null || o instanceof Outcome.Unknown ? o : open;
      }
    }
    return open != null ? open : new Outcome.Proved("comparison of blocks, " + String.join("; ", methods), List.copyOf(conditions), null);
  }

  /** Whether nothing is inverted but what has a name, and no determinant stands there: whatever one block is, the others exist. */
  private static boolean isPlain(Expr lhs, Expr rhs) {
    return List.of(lhs, rhs).stream().noneMatch(s -> Trees.any(s, x -> x instanceof Expr.Call c && c.is("inverse")
        && !(c.arg() instanceof Expr.Sym) && !BlockForm.isTriangular(c.arg()) || x instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num n && n.value().signum() > 0)));
  }

  /** With Kronecker products or stacked columns: by the equality of matrices that it amounts to, or a counterexample with square ones. */
  private Outcome stacked(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    try {
      var sides = Kronecker.reduce(lhs, rhs, typing);
      return switch (equal(sides.lhs(), sides.rhs(), typing, assumptions)) {
        case Outcome.Proved p -> new Outcome.Proved("Kronecker products by their factors, " + p.method(), p.conditions(), null);
        case Outcome.ShapeClash c -> new Outcome.Unknown("the sizes do not fit: " + c.words());
        case Outcome.Refuted r -> Kronecker.withoutOwnNames(r);
        case Outcome o -> o;
      };
    } catch (Unsupported e) {
      var square = Kronecker.square(typing, assumptions, lhs, rhs);
      if (square != null) {
        var sides = Kronecker.reduce(lhs, rhs, square);
        if (equal(sides.lhs(), sides.rhs(), square, assumptions) instanceof Outcome.Refuted r) {
          return Kronecker.withoutOwnNames(r);
        }
      }
      throw e;
    }
  }

  /**
   * Whether the two sides have the same shape and, in doubles at a few points with small sizes, the same values: a quick
   * look before {@link #equal}. Never throws.
   *
   * @param unseen the answer where no value can be looked at
   */
  public boolean mayBeEqual(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions, boolean unseen) {
    var fromZero = CountedFromZero.of(lhs, rhs, typing, assumptions);
    if (fromZero != null) {
      return mayBeEqual(fromZero.lhs(), fromZero.rhs(), typing, fromZero.assumptions(), unseen);
    }
    try {
      var shapes = new Shapes(typing);
      var l = shapes.of(lhs);
      var r = shapes.of(rhs);
      if (!l.equals(r) && !Exprs.isZero(lhs) && !Exprs.isZero(rhs)) {
        return false;
      }
      var claim = Lowered.of(List.of(lhs, rhs), Exprs.isZero(lhs) ? r : l, typing, assumptions);
      var differs = new Trials(claim, kernel).differs();
      return differs == null ? unseen : !differs;
    } catch (Shapes.Clash _) {
      return false;
    } catch (Unsupported | ArithmeticException | StackOverflowError _) {
      return unseen;
    }
  }

  /**
   * The numbers of the claim at small sizes, against which other sides can be held; null where there are none to look at. Never throws.
   *
   * @param isNumber whether a name that is not in the claim would stand for a number
   */
  public Glance glance(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions, Predicate<String> isNumber) {
    try {
      return Glance.of(lhs, rhs, typing, assumptions, isNumber, kernel);
    } catch (Shapes.Clash | Unsupported | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  /** Whether a number that is differentiated was found to have no values at small sizes. */
  private boolean isAboutNothing(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    for (var f : Differentiated.of(Exprs.rel(RelOp.EQ, lhs, rhs))) {
      try {
        if (Boolean.FALSE.equals(new Trials(Lowered.of(List.of(f, f), Shape.SCALAR, typing, assumptions), kernel).defined())) {
          return true;
        }
      } catch (Shapes.Clash | Unsupported | ArithmeticException | StackOverflowError _) {
        continue; // nothing to be looked at
      }
    }
    return false;
  }

  private Outcome decided(Expr lhs, Expr rhs, Shape shape, Typing typing, List<Expr> assumptions, boolean completely) {
    var claim = Lowered.of(List.of(lhs, rhs), shape, typing, assumptions);
    var trials = new Trials(claim, kernel.within(SMALL_KERNEL_UNITS));
    String reason;
    try {
      var normalizer = claim.normalizer(UNITS);
      var proof = new Decision(normalizer, kernel.within(KERNEL_UNITS), claim.assumptions()).prove(claim.sides().get(0), claim.sides().get(1));
      if (proof != null) {
        var parts = claim.parts();
        if (completely && !parts.isEmpty()) {
          return new Outcome.Unknown("it holds for " + String.join(" and ", parts) + "; whether that is all is not said", parts);
        }
        var conditions = new ArrayList<>(normalizer.conditions());
        if (hasKinks(lhs) || hasKinks(rhs)) {
          conditions.add(OFF_BORDERS);
        }
        return !completely || trials.definedSomewhere() && !isAboutNothing(lhs, rhs, typing, assumptions)
            ? new Outcome.Proved(proof, conditions, completely && normalizer.conditions().isEmpty() ? statement(lhs, rhs, typing, assumptions) : null)
            : new Outcome.Unknown("no point was found at which both sides are defined");
      }
      reason = "the two normal forms differ";
    } catch (Unsupported e) {
      reason = e.getMessage();
    }
    if (!completely) {
      return new Outcome.Unknown(reason);
    }
    var cleared = byClearing(lhs, rhs, shape, typing, assumptions, CLEARINGS);
    cleared = cleared != null ? cleared : byDeterminants(lhs, rhs, shape, typing, assumptions);
    if (cleared != null && claim.parts().isEmpty() && trials.definedSomewhere()) {
      return cleared;
    }
    if (claim.samples()) {
      return forOneSample(lhs, rhs, shape, typing, assumptions);
    }
    for (var size : claim.hiddenSizes().isEmpty() ? List.<Expr.Sym>of() : claim.possibleSizes()) {
      var outcome = withHiddenSizes(claim.withHiddenSizes(size), size, claim.hiddenSizes());
      if (outcome != null) {
        return outcome;
      }
    }
    if (claim.hiddenSizes().stream().anyMatch(h -> h.name().startsWith(Typing.UNIT_SIZE))) {
      return new Outcome.Unknown(OPEN_UNIT);
    }
    if (bySymmetric(lhs, typing) || bySymmetric(rhs, typing)) {
      return new Outcome.Unknown("whether the entries of a symmetric matrix move one by one or in pairs is not said");
    }
    if (hasOtherDiagonal(typing)) {
      return new Outcome.Unknown("no proof was found, and a diagonal matrix that is not square has no points");
    }
    if (assumptions.stream().anyMatch(a -> isUnused(a, List.of(lhs, rhs), typing))) {
      return new Outcome.Unknown("no proof was found, and what is assumed of whole vectors and matrices is not used");
    }
    var counterexample = trials.refute();
    if (counterexample != null) {
      return counterexample;
    }
    if (Orthonormality.isIn(claim.typing())) {
      return new Outcome.Unknown("no proof was found, and only a few orthogonal matrices are tried");
    }
    var induction = new Induction(claim, kernel.within(SMALL_KERNEL_UNITS)).prove();
    if (induction != null && trials.definedSomewhere()) {
      return new Outcome.Proved(induction, List.of(), statement(lhs, rhs, typing, assumptions));
    }
    int upTo = trials.provedUpTo();
    if (upTo == 0 || trials.isOneCase() && !trials.definedSomewhere()) {
      return new Outcome.Unknown("no proof was found: " + (trials.beyond() == null ? reason : trials.beyond()));
    }
    return trials.isOneCase() ? new Outcome.Proved("sums written out, and the kernel", List.of(), statement(lhs, rhs, typing, assumptions))
        : new Outcome.Tested("exact for sizes up to " + upTo, List.of());
  }

  /**
   * Whether a bound of one number by another holds for all sizes and wherever both are defined. Never throws.
   *
   * @param op one of &lt;, ≤, &gt; and ≥
   */
  public Outcome bound(RelOp op, Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    var fromZero = CountedFromZero.of(lhs, rhs, typing, assumptions);
    if (fromZero != null) {
      return fromZero.back(bound(op, fromZero.lhs(), fromZero.rhs(), typing, fromZero.assumptions()));
    }
    try {
      var shapes = new Shapes(typing);
      if (!shapes.of(lhs).isScalar() || !shapes.of(rhs).isScalar()) {
        return new Outcome.Unknown("a bound of a vector or a matrix says nothing clear; write ⪰ for one that is positive semidefinite");
      }
      var claim = Lowered.of(List.of(lhs, rhs), Shape.SCALAR, typing, assumptions);
      boolean less = op == RelOp.LE || op == RelOp.LT;
      var difference = Exprs.sub(claim.sides().get(less ? 1 : 0), claim.sides().get(less ? 0 : 1));
      var normalizer = claim.normalizer(UNITS);
      var proof = new SumBounds(normalizer, new Decision(normalizer, kernel.within(KERNEL_UNITS), claim.assumptions())).prove(difference, op == RelOp.LT || op == RelOp.GT);
      var trials = new Trials(claim, kernel.within(SMALL_KERNEL_UNITS));
      if (proof != null && claim.parts().isEmpty()) {
        return trials.definedSomewhere() ? new Outcome.Proved(proof, List.copyOf(normalizer.conditions()))
            : new Outcome.Unknown("no point was found at which both sides are defined");
      }
      boolean open = claim.samples() || claim.hiddenSizes().stream().anyMatch(h -> h.name().startsWith(Typing.UNIT_SIZE)) || hasOtherDiagonal(typing)
          || assumptions.stream().anyMatch(a -> isUnused(a, List.of(lhs, rhs), typing));
      var found = open ? null : trials.refute(op);
      return found != null ? found : new Outcome.Unknown("neither a proof nor a counterexample of the inequality was found");
    } catch (Shapes.Clash e) {
      return new Outcome.ShapeClash(e.getMessage(), e.forced(), false);
    } catch (Unsupported e) {
      return new Outcome.Unknown(e.getMessage());
    } catch (StackOverflowError e) {
      return new Outcome.Unknown("out of budget: the expression is nested too deeply");
    } catch (ArithmeticException e) {
      return new Outcome.Unknown("no proof was found: " + e.getMessage());
    }
  }

  /** Whether a point, at small sizes, was found at which both numbers are defined. Never throws. */
  public boolean areDefined(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    try {
      return new Trials(Lowered.of(List.of(lhs, rhs), Shape.SCALAR, typing, assumptions), kernel).definedSomewhere();
    } catch (Shapes.Clash | Unsupported | ArithmeticException | StackOverflowError _) {
      return false;
    }
  }

  /** What is claimed, as it is written but for ranges; null where names stand for more than they say. */
  public static Outcome.Statement statement(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    var all = new ArrayList<>(List.of(kronecker(lhs, typing), kronecker(rhs, typing)));
    assumptions.stream().filter(a -> Orthonormality.of(a, typing) == null).forEach(a -> all.add(kronecker(a, typing)));
    try {
      var resolved = new Ranges(typing, Set.of()).resolve(all);
      if (resolved.samples()) {
        return null;
      }
      var sides = resolved.expressions();
      var symbols = Trees.freeSymbols(Exprs.and(sides));
      var shapes = new LinkedHashMap<String, Shape>();
      sides.forEach(e -> Trees.any(e, x -> {
        var name = x instanceof Expr.Sym s ? s.name() : x instanceof Expr.Indexed i ? i.base() : null;
        if (name != null && typing.shapes().containsKey(name) && !typing.shapes().get(name).isScalar()) {
          shapes.put(name, typing.shapes().get(name));
        }
        return false;
      }));
      var indices = new LinkedHashMap<Expr.Sym, List<Expr>>();
      resolved.free().forEach((i, r) -> {
        if (symbols.contains(i)) {
          indices.put(i, List.of(r.lower(), r.upper()));
        }
      });
      var members = new LinkedHashMap<String, Integer>();
      shapes.keySet().stream().filter(n -> typing.members().getOrDefault(n, 0) > 0).forEach(n -> members.put(n, typing.members().get(n)));
      var given = new ArrayList<>(sides.subList(2, sides.size()));
      typing.facts().stream().filter(f -> f instanceof Typing.Fact.OneHot && shapes.containsKey(f.name()) && shapes.get(f.name()).isColumn()
          && !members.containsKey(f.name())).forEach(f -> given.add(sumsToOne(f.name(), shapes.get(f.name()).rows())));
      typing.facts().stream().filter(f -> f instanceof Typing.Fact.OneHot && shapes.containsKey(f.name()) && shapes.get(f.name()).isColumn()
          && !members.containsKey(f.name())).forEach(f -> given.addAll(unit(f.name(), shapes.get(f.name()).rows(), sides.subList(2, sides.size()))));
      typing.facts().stream().filter(f -> f instanceof Typing.Fact.Symmetric && shapes.containsKey(f.name()) && !members.containsKey(f.name()))
          .forEach(f -> given.add(Exprs.rel(RelOp.EQ, Exprs.sym(f.name()), Exprs.call("transpose", Exprs.sym(f.name())))));
      Orthonormality.in(typing, assumptions, List.of(lhs, rhs)).facts().stream().filter(f -> Orthonormality.is(f) && shapes.containsKey(f.name()) && !members.containsKey(f.name()))
          .flatMap(f -> Orthonormality.equations(f, shapes.get(f.name())).stream()).filter(e -> !given.contains(e)).forEach(given::add);
      Stacks.add(typing, shapes, members, indices, given);
      var written = sides.subList(0, 2).stream().map(e -> Layouts.explicit(e, typing)).toList();
      return new Outcome.Statement(written.get(0), written.get(1), shapes, members, indices, given);
    } catch (Shapes.Clash | Unsupported _) {
      return null;
    }
  }

  /** What a vector with one 1 and otherwise 0 satisfies. */
  private static Expr sumsToOne(String name, Expr size) {
    var k = Exprs.sym("k@");
    return Exprs.rel(RelOp.EQ, Exprs.sum(Exprs.indexed(name, List.of(k), List.of()), k, Exprs.ONE, size), Exprs.ONE);
  }

  /** That a vector with one 1 and otherwise 0 is a unit vector, where its 1 is said to be. */
  private static List<Expr> unit(String name, Expr size, List<Expr> assumptions) {
    return assumptions.stream().filter(a -> a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs().equals(Exprs.ONE) && r.lhs() instanceof Expr.Indexed y
        && y.base().equals(name) && y.sub().size() == 1 && y.sup().isEmpty()).limit(1)
        .<Expr>map(a -> Exprs.rel(RelOp.EQ, Exprs.sym(name), Exprs.call("unitvector", size, ((Expr.Indexed) ((Expr.Rel) a).lhs()).sub().getFirst()))).toList();
  }

  /** δ with two subscripts as a function of them. */
  private static Expr kronecker(Expr e, Typing typing) {
    return e instanceof Expr.Indexed x && Entries.isKronecker(x, typing) ? Exprs.call("delta", x.sub().get(0), x.sub().get(1))
        : Trees.children(e).isEmpty() ? e : Trees.map(e, x -> kronecker(x, typing));
  }

  /** Whether an assumption is a relation between vectors or matrices of the claim, which no point is made to satisfy. */
  private static boolean isUnused(Expr assumption, List<Expr> sides, Typing typing) {
    if (Orthonormality.of(assumption, typing) != null || !(assumption instanceof Expr.Rel r) || r.op() == RelOp.NE && (Exprs.isZero(r.lhs()) || Exprs.isZero(r.rhs()))) {
      return false; // x ≠ 0 is taken for ‖x‖² > 0
    }
    var left = shape(r.lhs(), typing);
    var right = shape(r.rhs(), typing);
    var names = Trees.freeSymbols(Exprs.add(r.lhs(), r.rhs()));
    return (left == null || right == null || !left.isScalar() || !right.isScalar())
        && sides.stream().anyMatch(s -> Trees.freeSymbols(s).stream().anyMatch(names::contains));
  }

  /** Whether a matrix is said to be diagonal that is not square: nothing is used of that, and no points are made for it. */
  private static boolean hasOtherDiagonal(Typing typing) {
    return typing.facts().stream().anyMatch(f -> f instanceof Typing.Fact.Diagonal && typing.shapes().get(f.name()) instanceof Shape s && !s.isSquare());
  }

  private static boolean bySymmetric(Expr e, Typing typing) {
    return Trees.any(e, x -> x instanceof Expr.Diff d && d.by() instanceof Expr.Sym s
        && typing.is(new Typing.Fact.Symmetric(s.name())));
  }

  /** A proof that takes a name for the size that sums without a range run to: that is a condition. */
  private Outcome withHiddenSizes(Lowered claim, Expr.Sym size, List<Expr.Sym> hidden) {
    try {
      var normalizer = claim.normalizer(UNITS);
      var proof = new Decision(normalizer, kernel.within(KERNEL_UNITS), claim.assumptions())
          .prove(claim.sides().get(0), claim.sides().get(1));
      if (proof == null || !new Trials(claim, kernel).definedSomewhere()) {
        return null;
      }
      var conditions = new ArrayList<>(normalizer.conditions());
      conditions.add(hidden.stream().allMatch(h -> h.name().startsWith(Typing.UNIT_SIZE)) ? "the identity, or the vector of ones, has " + size + " rows"
          : "sums without a range run over " + size + " values");
      return new Outcome.Proved(proof, conditions);
    } catch (Unsupported _) {
      return null;
    }
  }

  /** What fails for one sample fails; what holds for one is not proved for more. */
  private Outcome forOneSample(Expr lhs, Expr rhs, Shape shape, Typing typing, List<Expr> assumptions) {
    if (Trees.freeSymbols(lhs).isEmpty() || Trees.freeSymbols(rhs).isEmpty()) {
      return new Outcome.Unknown("a sum has this value for some data; what data it runs over is not given");
    }
    var shared = SharedLetter.in(List.of(lhs, rhs), typing);
    if (shared != null) {
      var outcome = decided(lhs, rhs, shape, shared, assumptions, true);
      if (!(outcome instanceof Outcome.Refuted)) {
        return outcome;
      }
    }
    var sides = OneSample.of(List.of(lhs, rhs), typing);
    if (sides.equals(List.of(lhs, rhs))) {
      return new Outcome.Unknown("which of the sums runs over samples is not said");
    }
    return switch (decided(sides.get(0), sides.get(1), shape, typing, assumptions, true)) {
      case Outcome.Refuted f -> {
        var sizes = new LinkedHashMap<>(f.sizes());
        sizes.put("number of samples", "1");
        yield new Outcome.Refuted(sizes, f.point(), f.component(), f.lhs(), f.rhs(), f.transposed());
      }
      case Outcome.Proved _ -> new Outcome.Unknown(ONE_SAMPLE_ONLY);
      case Outcome other -> new Outcome.Unknown("it is not said what depends on the sample in the sum; number the samples: "
          + "\\sum_i x^{(i)}");
    };
  }

  /** Both sides speak of largest entries: small sizes refute, and confirm that there are values where what is proved means something. */
  private Outcome withLargestEntries(Expr lhs, Expr rhs, List<Expr> freed, Shape shape, Typing typing, List<Expr> assumptions) {
    var at = LargestEntries.atSmallSizes(List.of(lhs, rhs), typing);
    var small = decided(at.of(lhs), at.of(rhs), at.of(shape), at.of(typing), assumptions.stream().map(at::of).toList(), true);
    if (small instanceof Outcome.Refuted f) {
      return new Outcome.Refuted(at.sizes(f.sizes()), f.point(), f.component(), f.lhs(), f.rhs(), f.transposed());
    }
    var proof = decided(freed.get(0), freed.get(1), shape, typing, assumptions, false);
    return proof instanceof Outcome.Proved p && p.conditions().isEmpty() && small instanceof Outcome.Proved ? p
        : at.sizes(Map.of()).isEmpty() ? small : decided(lhs, rhs, shape, typing, assumptions, true);
  }

  /** Whether a function is differentiated that is given by cases of its values, or has kinks. */
  private static boolean hasKinks(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff d && Trees.any(d.body(), y -> switch (y) {
      case Expr.Call c -> KINKS.contains(c.function().name());
      case Expr.Cases c -> c.conditions().stream().anyMatch(Tensors::aboutValues);
      default -> false;
    }));
  }

  private static boolean aboutValues(Expr condition) {
    return Trees.any(condition, x -> x instanceof Expr.Rel r && !(r.lhs() instanceof Expr.Sym && r.rhs() instanceof Expr.Sym));
  }

  /** Whether the derivative of the function is the claimed expression. Never throws. */
  public Outcome derivativeClaim(Expr function, Expr by, int order, Expr claimed, Typing typing, List<Expr> assumptions) {
    return equal(Exprs.diff(function, by, order), claimed, typing, assumptions);
  }

  /** The derivative by a component, a scalar, a vector or a matrix, in index notation. Never throws. */
  public Derived derivative(Expr function, Expr by, int order, Typing typing, List<Expr> assumptions) {
    try {
      var d = Exprs.diff(function, by, order);
      var shape = new Shapes(typing).of(d);
      var claim = Lowered.of(List.of(d), shape, typing, assumptions);
      var indices = new ArrayList<Expr.Sym>();
      if (!Exprs.isOne(shape.rows())) {
        indices.add(Lowered.ROW);
      }
      if (!Exprs.isOne(shape.columns())) {
        indices.add(Lowered.COLUMN);
      }
      return new Readable(claim).derived(indices);
    } catch (Shapes.Clash | Unsupported | ArithmeticException e) {
      return Derived.none(e.getMessage());
    } catch (StackOverflowError e) {
      return Derived.none("out of budget: the expression is nested too deeply");
    }
  }

  /**
   * The derivative by a vector or a matrix in whole vectors and matrices, proved equal to the one entry by entry; null where
   * none was found. Never throws.
   */
  public Expr matrixForm(Expr function, Expr by, int order, Typing typing, List<Expr> assumptions) {
    if (!(by instanceof Expr.Sym name)) {
      return null;
    }
    try {
      var proposal = MatrixGradient.of(function, name, order, typing);
      return equal(Exprs.diff(function, by, order), proposal, typing, assumptions) instanceof Outcome.Proved ? proposal : null;
    } catch (Shapes.Clash | Unsupported | Derivatives.NotDifferentiable | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  /** The shape of an expression; null where the notation leaves it open or the shapes of operands clash. */
  public static Shape shape(Expr e, Typing typing) {
    try {
      return new Shapes(typing).of(e);
    } catch (Shapes.Clash | Unsupported _) {
      return null;
    }
  }
}
