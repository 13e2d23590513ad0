package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.analysis.Composition;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.SumPoints;
import org.gradus.certificate.Sums;
import org.gradus.claim.Arrays;
import org.gradus.claim.Claim;
import org.gradus.claim.Property;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Ranks;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/**
 * Whether a smooth function of a vector is convex: its Hessian is positive semidefinite everywhere (Boyd and Vandenberghe
 * 2004, §3.1.4).
 */
final class ArrayConvexity {

  private static final Set<String> EVERYWHERE = Set.of("matmul", "transpose", "dot", "hadamard", "trace", "normsq", "norm", "norm_p", "abs", "max", "min", "relu", "exp",
      "sigmoid", "softplus", "tanh", "identity", "ones");

  private final Tensors tensors;
  private final Typing.Layout layout;
  private final Claim.Step step;
  private final Assumed assumed;

  ArrayConvexity(Tensors tensors, Typing.Layout layout, Claim.Step step, Assumed assumed) {
    this.tensors = tensors;
    this.layout = layout;
    this.step = step;
    this.assumed = assumed;
  }

  /** Null where nothing can be said. */
  Judgement judge() {
    var p = step.property();
    var arrays = step.setting().arrays();
    var vectors = p.variables().stream().filter(v -> v instanceof Expr.Sym s && !arrays.rank(s.name(), 0).isScalar()).map(v -> (Expr.Sym) v).toList();
    if (vectors.isEmpty() || !p.variables().stream().allMatch(Expr.Sym.class::isInstance)) {
      return null;
    }
    var x = vectors.getFirst();
    var function = function(p, x);
    if (function == null) {
      return null;
    }
    if (isComposed(function, p.variables().stream().map(v -> (Expr.Sym) v).toList())) {
      return Judgement.proved("composition rules", List.of()).certifiedBy(p.variables().size() == 1 ? subject(function, x) : null);
    }
    if (p.variables().size() != 1) {
      return null;
    }
    var domain = ConvexDomain.of(x, assumed);
    var j = by(function, x, domain.convex());
    if (j == null && assumed.relations().stream().noneMatch(r -> ConvexDomain.mentions(r, x))) {
      return aboveChord(function, x);
    }
    if (j == null || !j.isRefuted()) {
      return j;
    }
    boolean open = !domain.isThin() && arrays.properties(x.name()).stream().noneMatch(property -> property.contains("one-hot"));
    var inside = open ? by(function, x, domain.inside()) : null;
    return inside != null && !inside.isProved() ? inside
        : Judgement.undecided("its second derivative is negative somewhere; whether also where " + x + " may lie was not decided");
  }

  /** Whether the rules of composition show it, of what is affine in the variables; what is assumed of these is not used. */
  private boolean isComposed(Expr function, List<Expr.Sym> variables) {
    var sizes = Sizes.of(List.of(function, Exprs.ZERO), assumed.relations(), step.setting().arrays(), layout);
    var parts = sizes.fits() ? AffineParts.of(sizes.sides().getFirst(), variables, sizes.typing()) : null;
    if (parts == null) {
      return false;
    }
    var relations = new ArrayList<Expr>();
    assumed.relations().stream().filter(r -> variables.stream().noneMatch(v -> ConvexDomain.mentions(r, v))).forEach(r -> {
      relations.add(r);
      relations.addAll(LabelRanges.ofValues(r));
    });
    relations.addAll(LabelRanges.ofOneHot(function, step.setting().arrays()));
    Trees.any(function, e -> {
      if (e instanceof Expr.Big b && b.upper() instanceof Expr.Sym n) {
        relations.add(Exprs.rel(RelOp.GT, n, Exprs.ZERO));
      }
      return false;
    });
    sizes.typing().shapes().values().forEach(s -> Trees.freeSymbols(Exprs.add(s.rows(), s.columns())).forEach(n -> relations.add(Exprs.rel(RelOp.GT, n, Exprs.ZERO))));
    return new Composition(parts.variables(), relations.stream().distinct().toList(), Requests.KERNEL, Requests.ORACLE).of(parts.function()).convex();
  }

  /** What a certificate is about: the function with its vectors written by components, for all sizes; null where there is none. */
  private Certificates.Subject subject(Expr function, Expr.Sym x) {
    var sizes = Sizes.of(List.of(function, Exprs.ZERO), List.of(), step.setting().arrays(), layout);
    var s = sizes.fits() ? Tensors.statement(sizes.sides().getFirst(), Exprs.ZERO, sizes.typing(), List.of()) : null;
    if (s == null || !s.indices().isEmpty()) {
      return null;
    }
    try {
      var claim = new org.gradus.certificate.Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), List.of());
      var sides = Sums.sides(claim);
      var positive = SumPoints.sizes(claim, sides).stream().map(n -> Exprs.rel(RelOp.GT, n, Exprs.ZERO)).toList();
      return new Certificates.Subject(new org.gradus.certificate.Claim.Shape("convex", named(sides.getFirst()), x, positive), SumCertificates.point(claim));
    } catch (Rejected _) {
      return null;
    }
  }

  /** With names for the indices of the entries under its sums. */
  private static Expr named(Expr e) {
    if (e instanceof Expr.Big b && b.index().name().startsWith("#")) {
      var name = "k" + b.index().name().substring("#entry".length());
      while (Trees.freeSymbols(b.body()).contains(Exprs.sym(name))) {
        name += "_";
      }
      return Exprs.sum(named(Trees.substitute(b.body(), b.index(), Exprs.sym(name))), Exprs.sym(name), b.lower(), b.upper());
    }
    return Trees.children(e).isEmpty() ? e : Trees.map(e, ArrayConvexity::named);
  }

  /** A chord with a point of the graph above its middle, of a function that is defined everywhere; null where none was found. */
  private Judgement aboveChord(Expr function, Expr.Sym x) {
    if (Trees.any(function, e -> e instanceof Expr.Call c && !EVERYWHERE.contains(c.function().name()) || e instanceof Expr.Pow q && ConvexDomain.mentions(q, x)
        && !(q.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0))) {
      return null;
    }
    var v = Exprs.sym(Ranks.ANY);
    var mean = Exprs.mul(Exprs.HALF, Exprs.add(Trees.substitute(function, x, Exprs.add(x, v)), Trees.substitute(function, x, Exprs.sub(x, v))));
    var sizes = Sizes.of(List.of(function, mean), assumed.relations(), step.setting().arrays(), layout);
    if (!sizes.fits() || Trees.any(function, e -> e instanceof Expr.Indexed i && i.base().equals(x.name()))) {
      return null;
    }
    var bound = new Claim.Step(step.place(), step.written(), step.kind(), RelOp.LE, function, mean, null, List.of(), step.setting(), null, null,
        null, null, step.expectation(), step.implicit(), step.notes());
    var j = new ArrayBounds(tensors, bound, assumed, sizes).judge();
    return j != null && j.isRefuted() && ArrayJudge.notAtPoints(step, sizes.names()) == null ? j : null;
  }

  /** By the Hessian where the relations hold; null where nothing can be said. */
  private Judgement by(Expr function, Expr.Sym x, Assumed where) {
    var v = Exprs.sym(Ranks.ANY);
    var form = Exprs.call("matmul", Exprs.call("transpose", v), Exprs.call("matmul", Exprs.diff(function, x, 2), v));
    var sizes = Sizes.of(List.of(form, Exprs.ZERO), where.relations(), step.setting().arrays(), layout);
    if (!sizes.fits() || !isSmooth(function, new ArraySigns(where, Set.of(), sizes.typing()), step.setting().arrays())) {
      return null;
    }
    var bound = new Claim.Step(step.place(), step.written(), step.kind(), RelOp.GE, form, Exprs.ZERO, null, List.of(), step.setting(), null, null,
        null, null, step.expectation(), step.implicit(), step.notes());
    var j = new ArrayBounds(tensors, bound, where, sizes).judge();
    var unmet = j != null && j.isRefuted() ? ArrayJudge.notAtPoints(step, sizes.names()) : null;
    return unmet != null ? Judgement.undecided("counterexamples are not looked for with " + unmet)
        : j != null && j.isProved() ? Judgement.proved("the Hessian is positive semidefinite: " + j.method(), j.conditions()) : j;
  }

  /** The function that is to be convex; null for another claim. */
  private static Expr function(Property p, Expr.Sym x) {
    var body = p.body() instanceof Expr.Rel r && r.op() == RelOp.EQ ? r.rhs() : p.body(); // 'f(x) = … is convex'
    return switch (p.form()) {
      case CONVEX -> body;
      case CONCAVE -> Exprs.neg(body);
      case STRONGLY_CONVEX -> p.value() == null ? null
          : Exprs.sub(body, Exprs.mul(Exprs.num(Rational.of(1, 2)), p.value(), Exprs.call("normsq", x)));
      case NOT_CONVEX, QUASICONVEX, INCREASING, DECREASING, STRICTLY_INCREASING, STRICTLY_DECREASING, MONOTONE, BOUNDED, MINIMUM, MAXIMUM,
          INFLECTION, LIPSCHITZ, SMOOTH -> null;
    };
  }

  /** Whether it is defined and smooth for all vectors, by its form. */
  private static boolean isSmooth(Expr e, ArraySigns signs, Arrays arrays) {
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Indexed _ -> true;
      case Expr.Add _, Expr.Mul _, Expr.Big _ -> Trees.children(e).stream().allMatch(c -> isSmooth(c, signs, arrays));
      case Expr.Pow p when p.base() instanceof Expr.Call n && n.is("norm") && p.exponent().equals(Exprs.TWO) -> isSmooth(n.arg(), signs, arrays);
      case Expr.Pow p -> isSmooth(p.base(), signs, arrays) && p.exponent() instanceof Expr.Num n
          && (n.value().isInteger() && n.value().signum() > 0 || signs.of(p.base()) == ArraySigns.Sign.POSITIVE || !isArray(p.base(), arrays));
      case Expr.Call c -> switch (c.function().name()) {
        case "matmul", "transpose", "dot", "hadamard", "trace", "normsq", "diag", "component", "exp", "sigmoid", "softplus", "tanh", "identity", "ones",
            "unitvector", "sin", "cos", "cosh", "sinh" -> c.args().stream().allMatch(a -> isSmooth(a, signs, arrays));
        case "log" -> isSmooth(c.arg(), signs, arrays) && signs.of(c.arg()) == ArraySigns.Sign.POSITIVE;
        default -> !isArray(e, arrays);
      };
      case Expr.Diff _, Expr.At _, Expr.Apply _, Expr.Cases _, Expr.Rel _, Expr.Logic _, Expr.Limit _, Expr.Integral _, Expr.Matrix _ -> false;
    };
  }

  /** Whether what varies may stand in it: sizes and numbers are constants. */
  private static boolean isArray(Expr e, Arrays arrays) {
    return Sizes.concern(e, arrays) || Trees.any(e, x -> x instanceof Expr.Indexed);
  }
}
