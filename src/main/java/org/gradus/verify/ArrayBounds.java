package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Ranks;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/**
 * Bounds of numbers made of vectors and matrices, and what is said of definite matrices: by signs of squares, norms and
 * quadratic forms, by the triangle inequality, by what is known of sums ({@link Tensors#bound}).
 */
final class ArrayBounds {

  private static final int MAX_NORMS = 4;
  private static final Set<String> TOTAL = Set.of("matmul", "transpose", "dot", "outer", "hadamard", "trace", "det", "norm", "normsq", "abs", "diag",
      "component", "identity", "ones", "unitvector", "exp", "sigmoid", "softplus", "tanh", "sin", "cos", "cosh", "sinh");

  private final Tensors tensors;
  private final Claim.Step step;
  private final Assumed assumed;
  private final Sizes.Found sizes;
  private final Expr less;
  private final Expr more;
  private final boolean strict;

  ArrayBounds(Tensors tensors, Claim.Step step, Assumed assumed, Sizes.Found sizes) {
    this.tensors = tensors;
    this.step = step;
    this.assumed = assumed;
    this.sizes = sizes;
    boolean upward = step.op() == RelOp.LE || step.op() == RelOp.LT;
    this.less = sizes.sides().get(upward ? 0 : 1);
    this.more = sizes.sides().get(upward ? 1 : 0);
    this.strict = step.op() == RelOp.LT || step.op() == RelOp.GT;
  }

  /** Null where nothing can be said. */
  Judgement judge() {
    if (step.op() == RelOp.NE) {
      return null;
    }
    if (!sizes.fits()) {
      return null;
    }
    var form = matrix();
    var signs = new ArraySigns(assumed, counts(), sizes.typing());
    var sign = signs.of(inMatrices(Exprs.add(more, Exprs.neg(less))));
    boolean isProved = sign == ArraySigns.Sign.POSITIVE || !strict && (sign == ArraySigns.Sign.NOT_NEGATIVE || isTriangle(signs));
    if (isProved && !areDefined(signs)) {
      return Judgement.undecided("no point was found at which both sides are defined");
    }
    if (sign == ArraySigns.Sign.POSITIVE || !strict && sign == ArraySigns.Sign.NOT_NEGATIVE) {
      return Judgement.proved(form == null ? "signs of squares and norms" : "the form of the matrix", List.of())
          .certifiedBy(certifiable(form));
    }
    if (isProved) {
      return Judgement.proved("the triangle inequality", List.of());
    }
    var relations = new ArrayList<>(assumed.relations());
    if (form != null && strict) {
      relations.add(Exprs.rel(RelOp.GT, Exprs.call("normsq", Exprs.sym(Ranks.ANY)), Exprs.ZERO));
    }
    return switch (tensors.bound(step.op(), sizes.sides().get(0), sizes.sides().get(1), sizes.typing(), relations)) {
      case Outcome.Proved p when form == null || tensors.equal(form, Exprs.call("transpose", form), sizes.typing(), assumed.relations()) instanceof Outcome.Proved ->
          Judgement.proved(p.method(), p.conditions()).certifiedBy(certifiable(form));
      case Outcome.Proved _ -> Judgement.undecided("the quadratic form is not negative; whether the matrix is symmetric was not decided");
      case Outcome.Refuted f when form == null && mayBeCondition() ->
          Judgement.undecided("an inequality that only some values satisfy; is it an assumption?");
      case Outcome.Refuted f -> {
        var point = new LinkedHashMap<>(f.sizes());
        f.point().forEach((k, v) -> point.put(k.replace(Ranks.ANY, "v"), v));
        yield Judgement.refuted("exact at small sizes", new Counterexample(point, f.lhs(), f.rhs()));
      }
      case Outcome.ShapeClash c -> Judgement.undecided("the sizes do not fit: " + c.words());
      case Outcome.Unknown u -> Judgement.undecided(u.reason());
      case Outcome.Tested _ -> null;
    };
  }

  /** Whether both sides have values somewhere: by their form, or at a point. */
  private boolean areDefined(ArraySigns signs) {
    return isTotal(less, signs) && isTotal(more, signs) || tensors.areDefined(less, more, sizes.typing(), assumed.relations());
  }

  private boolean isTotal(Expr e, ArraySigns signs) {
    boolean own = switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM;
      case Expr.Pow p -> p.exponent() instanceof Expr.Num n && (n.value().isInteger() && n.value().signum() > 0
          || signs.of(p.base()) == ArraySigns.Sign.POSITIVE || n.value().signum() > 0 && signs.of(p.base()) == ArraySigns.Sign.NOT_NEGATIVE);
      case Expr.Call c when c.is("inverse") -> signs.matrices().of(c.arg()) == ArraySigns.Sign.POSITIVE
          || c.arg() instanceof Expr.Sym s && (signs.matrices().of(s) != ArraySigns.Sign.UNKNOWN || sizes.typing().is(new Typing.Fact.Invertible(s.name())));
      case Expr.Call c -> TOTAL.contains(c.function().name());
      case Expr.Apply _, Expr.Cases _, Expr.Rel _, Expr.Logic _, Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _, Expr.Matrix _ -> false;
    };
    return own && Trees.children(e).stream().allMatch(c -> isTotal(c, signs));
  }

  /** What a certificate can be about where numbers are compared: the bound without assumptions. */
  private Certificates.Subject certifiable(Expr form) {
    return form != null ? null : SumCertificates.bound(step.op(), Tensors.statement(sizes.sides().get(0), sizes.sides().get(1), sizes.typing(), List.of()));
  }

  /** The matrix of which it is said that it is definite; null where numbers are compared. */
  private Expr matrix() {
    var v = Exprs.sym(Ranks.ANY);
    var side = sizes.sides().get(0);
    return side instanceof Expr.Call c && c.is("matmul") && c.args().getLast() instanceof Expr.Call inner && inner.is("matmul")
        && inner.args().getLast().equals(v) ? inner.args().getFirst() : null;
  }

  /** The expression with its gradients and Hessians in whole matrices, where they are found. */
  private Expr inMatrices(Expr e) {
    return switch (e) {
      case Expr.Diff d -> {
        var whole = tensors.matrixForm(d.body(), d.by(), d.order(), sizes.typing(), assumed.relations());
        yield whole == null ? e : whole;
      }
      case Expr.Call c when c.is("grad") || c.is("hessian") -> inMatrices(Exprs.diff(c.arg(), c.args().get(1), c.is("grad") ? 1 : 2));
      case Expr.At a -> {
        var body = inMatrices(a.body());
        yield a.var() instanceof Expr.Sym v && Trees.freeSymbols(body).contains(v) ? Exprs.at(body, a.var(), a.value()) : body;
      }
      default -> Trees.map(e, this::inMatrices);
    };
  }

  /** Sizes of shapes and ends of sums: positive whole numbers. */
  private Set<String> counts() {
    var found = new HashSet<String>();
    sizes.typing().shapes().values().forEach(x -> Trees.freeSymbols(Exprs.add(x.rows(), x.columns())).forEach(n -> found.add(n.name())));
    for (var side : List.of(less, more)) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Big b && b.upper() instanceof Expr.Sym n) {
          found.add(n.name());
        }
        return false;
      });
    }
    return found;
  }

  /** ‖Σ ±c_k Y_k‖ ≤ Σ |c_k| ‖Y_k‖. */
  private boolean isTriangle(ArraySigns signs) {
    if (!(less instanceof Expr.Call n) || !n.is("norm")) {
      return false;
    }
    var terms = new ArrayList<Expr>();
    for (var t : more instanceof Expr.Add a ? a.args() : List.of(more)) {
      var norms = (t instanceof Expr.Mul m ? m.args() : List.of(t)).stream().filter(f -> f instanceof Expr.Call c && c.is("norm")).toList();
      var factors = t instanceof Expr.Mul m ? m.args().stream().filter(f -> !norms.contains(f)).toList() : List.<Expr>of();
      if (norms.size() != 1 || factors.stream().anyMatch(f -> signs.of(f) == ArraySigns.Sign.UNKNOWN)) {
        return false;
      }
      terms.add(t instanceof Expr.Mul m ? Exprs.mul(m.args().stream().map(f -> f.equals(norms.getFirst()) ? ((Expr.Call) f).arg()
          : f instanceof Expr.Call c && c.is("abs") ? c.arg() : f).toList()) : ((Expr.Call) norms.getFirst()).arg());
    }
    if (terms.size() < 2 || terms.size() > MAX_NORMS) {
      return false;
    }
    for (int minus = 0; minus < 1 << terms.size(); minus++) {
      var sum = new ArrayList<Expr>();
      for (int i = 0; i < terms.size(); i++) {
        sum.add((minus >> i & 1) == 0 ? terms.get(i) : Exprs.neg(terms.get(i)));
      }
      if (tensors.equal(n.arg(), Exprs.add(sum), sizes.typing(), assumed.relations()) instanceof Outcome.Proved p && p.conditions().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name of which nothing is said stands in every term at most once: wᵀx + b > 0 is what some satisfy. */
  private boolean mayBeCondition() {
    var difference = Exprs.add(more, Exprs.neg(less));
    var names = new HashSet<String>(sizes.names());
    Trees.freeSymbols(difference).forEach(s -> names.add(s.name()));
    names.removeAll(counts());
    return names.stream().filter(n -> assumed.relations().stream().noneMatch(r -> occurrences(r, n) > 0)
        && sizes.typing().facts().stream().noneMatch(f -> f.name().equals(n))).anyMatch(n -> isLinear(difference, n));
  }

  private static boolean isLinear(Expr e, String name) {
    return occurrences(e, name) > 0 && (e instanceof Expr.Add a ? a.args().stream().allMatch(t -> occurrences(t, name) <= 1 && !isInside(t, name))
        : occurrences(e, name) == 1 && !isInside(e, name));
  }

  /** Whether it stands in a power or under a function that is not linear. */
  private static boolean isInside(Expr e, String name) {
    return switch (e) {
      case Expr.Pow p -> occurrences(p, name) > 0;
      case Expr.Call c when c.is("matmul") || c.is("transpose") || c.is("dot") || c.is("trace") || c.is("hadamard") || c.is("component") ->
          c.args().stream().anyMatch(a -> isInside(a, name));
      case Expr.Call c -> occurrences(c, name) > 0;
      case Expr e2 -> Trees.children(e2).stream().anyMatch(x -> isInside(x, name));
    };
  }

  private static int occurrences(Expr e, String name) {
    if (e instanceof Expr.Sym s) {
      return s.name().equals(name) ? 1 : 0;
    }
    return (e instanceof Expr.Indexed x && x.base().equals(name) ? 1 : 0) + Trees.children(e).stream().mapToInt(c -> occurrences(c, name)).sum();
  }
}
