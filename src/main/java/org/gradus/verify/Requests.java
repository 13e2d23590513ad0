package org.gradus.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.claim.Property;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborated;
import org.gradus.notation.Elaborator;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Names;
import org.gradus.notation.NotationException;
import org.gradus.notation.PairSums;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.ExactEvaluator;
import org.gradus.numeric.PointEvaluator;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.JasFactors;

/** Answers single questions about expressions, as {@code batch} and the command line ask them. */
public final class Requests {

  static final JasFactors ORACLE = new JasFactors();
  static final Kernel KERNEL = new Kernel(ORACLE);
  /** Euler's constant by its name in plain text; it is −ψ(1). */
  private static final Expr.Sym EULER_GAMMA = Exprs.sym("euler_gamma");
  private static final Expr EULER_VALUE = Exprs.neg(Exprs.call("digamma", Exprs.ONE));

  private static final Judge JUDGE = new Judge(KERNEL);

  private Requests() {}

  /** The answer; a request that cannot be understood gets the verdict ERROR. Never throws. */
  public static Answer answer(Request r) {
    var answer = plain(r);
    try {
      return Boolean.TRUE.equals(r.fields().get("certificate")) ? answer.certified() : answer;
    } catch (StackOverflowError _) {
      return answer; // the proof stands, only it is not written down
    }
  }

  private static Answer plain(Request r) {
    try {
      var ofArrays = ArrayRequests.answer(r);
      return ofArrays != null ? ofArrays : switch (r.op()) {
        case "equal" -> equal(r);
        case "derivative" -> derivative(r);
        case "bound" -> bound(r);
        case "convex" -> convex(r);
        case "evaluate" -> evaluate(r);
        case "parse" -> parse(r);
        case "equivalent" -> Equivalence.answer(r, JUDGE);
        case "limit" -> LimitRequests.answer(r, JUDGE);
        default -> Answer.error(r.id(), "there is no operation '" + r.op() + "'; there are equal, equivalent, "
            + "derivative, limit, bound, convex, evaluate, parse");
      };
    } catch (NotationException e) {
      return Answer.error(r.id(), e.getMessage() + (e.hint() == null ? "" : "; " + e.hint()));
    } catch (Missing e) {
      return Answer.error(r.id(), e.getMessage());
    } catch (StackOverflowError e) {
      return Answer.undecided(r.id(), "out of budget: the expression is nested too deeply");
    } catch (OutOfMemoryError e) {
      return Answer.undecided(r.id(), "out of budget: memory");
    } catch (RuntimeException e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      return Answer.undecided(r.id(), "a defect in gradus: " + e);
    }
  }

  /** A field that is not there or not what it should be. */
  private static final class Missing extends RuntimeException {
    Missing(String message) {
      super(message, null, false, false);
    }
  }

  static String text(Request r, String field) {
    var value = r.fields().get(field);
    if (value == null) {
      throw new Missing("the field '" + field + "' is missing");
    }
    return value.toString();
  }

  static Expr expr(Request r, String field) {
    return read(text(r, field)).expr();
  }

  /** Reads plain text, or LaTeX between dollar signs. Throws {@link NotationException}. */
  public static Elaborated read(String text) {
    var t = text.strip();
    var read = t.length() > 1 && t.startsWith("$") && t.endsWith("$")
        ? Elaborator.elaborate(LatexReader.read(t.substring(1, t.length() - 1), Names.NONE), Names.NONE)
        : Elaborator.elaborate(PlainReader.read(t), Names.NONE);
    return Trees.isFree(read.expr(), EULER_GAMMA)
        ? new Elaborated(Trees.substitute(read.expr(), EULER_GAMMA, EULER_VALUE), read.readings(), read.alternatives())
        : read;
  }

  static Assumed assumed(Request r) {
    return switch (r.fields().get("assume")) {
      case null -> Assumed.NOTHING;
      case List<?> list -> Assumed.parse(list.stream().map(Object::toString).toList());
      case Object one -> Assumed.parse(List.of(one.toString()));
    };
  }

  private static Answer equal(Request r) {
    var written = PairSums.closed(List.of(expr(r, "lhs"), expr(r, "rhs")), _ -> false);
    var components = IndexedNames.in(written, assumed(r));
    var left = components.of(written.get(0));
    var right = components.of(written.get(1));
    var assumed = components.of(assumed(r));
    return Slips.explained(relation(RelOp.EQ, left, right, assumed), left, right, assumed).toAnswer(r.id(), null);
  }

  /** The judgement; where the relation is not proved, with usual assumptions under which it would be. */
  private static Judgement relation(RelOp op, Expr l, Expr r, Assumed assumed) {
    var j = JUDGE.relation(op, l, r, assumed);
    if (op == RelOp.EQ && IndexJudge.concerns(l, r)) {
      return settled(j) ? JUDGE.missingAssumption(op, l, r, assumed).map(j::withHoldsIf).orElse(j) : j;
    }
    return j.isProved() || !settled(j) ? j
        : JUDGE.missingAssumption(op, Derivatives.carryOut(l), Derivatives.carryOut(r), assumed).map(j::withHoldsIf).orElse(j);
  }

  /** Refuted, or undecided for want of a proof and not of a budget. */
  private static boolean settled(Judgement j) {
    return j.isRefuted() || j.reason() != null && j.reason().startsWith("no proof");
  }

  private static Answer derivative(Request r) {
    var function = expr(r, "function");
    var given = assumed(r);
    var components = IndexedNames.in(List.of(function), given);
    var by = components.of(expr(r, "var"));
    var assumed = components.of(given);
    if (!(by instanceof Expr.Sym || by instanceof Expr.Indexed)) {
      return Answer.error(r.id(), "'" + by + "' is not a variable");
    }
    int order = order(r);
    if (IndexJudge.concerns(function, by)) {
      return indexDerivative(r, function, by, order, components, assumed);
    }
    String value;
    try {
      value = r.fields().get("claimed") == null
          ? ReadableDerivative.of(function, by, order, KERNEL, given).toString()
          : Derivatives.of(function, by, order).toString();
    } catch (Derivatives.NotDifferentiable e) {
      return Answer.undecided(r.id(), e.getMessage());
    }
    if (r.fields().get("claimed") == null) {
      return new Answer(r.id(), null, value, null, List.of(), List.of(), null, null, null, null, Map.of());
    }
    var claimed = expr(r, "claimed");
    var j = JUDGE.derivative(function, by, order, claimed, given);
    if (settled(j)) {
      j = JUDGE.missingAssumption(function, by, order, Derivatives.carryOut(claimed), given).map(j::withHoldsIf).orElse(j);
    }
    return Slips.explained(j, Exprs.diff(function, by, order), claimed, given).toAnswer(r.id(), value);
  }

  /** The order of the derivative that is asked for. Throws {@link Missing}, as what is wrong is said in the answer. */
  static int order(Request r) {
    int order = r.fields().get("order") instanceof Object o ? Integer.parseInt(o.toString()) : 1;
    if (order < 1 || order > 10) {
      throw new Missing("the order of a derivative is between 1 and 10 here");
    }
    return order;
  }

  private static Answer indexDerivative(Request r, Expr function, Expr by, int order, IndexedNames components, Assumed assumed) {
    var found = IndexJudge.derivative(function, by, order, assumed);
    if (found.value() == null) {
      return Answer.undecided(r.id(), found.reason());
    }
    var value = found.readable().toString();
    return r.fields().get("claimed") == null
        ? new Answer(r.id(), null, value, null, List.of(), List.of(), null, null, null, null, Map.of())
        : relation(RelOp.EQ, Exprs.diff(function, by, order), components.of(expr(r, "claimed")), assumed).toAnswer(r.id(), value);
  }

  private static Answer bound(Request r) {
    var e = expr(r, "expr");
    boolean strict = Boolean.parseBoolean(String.valueOf(r.fields().get("strict")));
    var assumed = assumed(r);
    Judgement result = null;
    if (r.fields().get("lower") != null) {
      result = relation(strict ? RelOp.GT : RelOp.GE, e, expr(r, "lower"), assumed);
    }
    if (r.fields().get("upper") != null && (result == null || result.isProved())) {
      result = relation(strict ? RelOp.LT : RelOp.LE, e, expr(r, "upper"), assumed);
    }
    return result == null ? Answer.error(r.id(), "a bound needs 'lower' or 'upper'") : result.toAnswer(r.id(), null);
  }

  private static Answer convex(Request r) {
    var e = expr(r, "expr");
    var vars = r.fields().get("vars") instanceof List<?> l ? l : List.of(text(r, "vars"));
    var property = new Property(Property.Form.CONVEX, e,
        vars.stream().map(v -> PlainReader.parse(v.toString())).toList(), null);
    return new PropertyJudge(JUDGE, KERNEL).judge(property, assumed(r),
        Trees.freeSymbols(e).stream().map(Expr.Sym::name).collect(Collectors.toSet())).toAnswer(r.id(), null);
  }

  private static Answer evaluate(Request r) {
    var point = new LinkedHashMap<String, Rational>();
    if (r.fields().get("at") instanceof Map<?, ?> at) {
      for (var entry : at.entrySet()) {
        var value = ExactEvaluator.value(read(entry.getValue().toString()).expr(), Map.of());
        if (value.isEmpty()) {
          return Answer.error(r.id(), "the value of " + entry.getKey() + " is not a rational number");
        }
        point.put(entry.getKey().toString(), value.get());
      }
    }
    var e = Derivatives.carryOut(expr(r, "expr"));
    var enclosure = PointEvaluator.enclose(e, point, 30);
    var value = enclosure.exact() != null ? enclosure.exact().toString()
        : enclosure.isKnown() ? enclosure.middle().round(new MathContext(17)).toPlainString() : null;
    return value == null
        ? Answer.undecided(r.id(), enclosure.isDefined() ? "it lies between " + shown(enclosure.lower()) + " and " + shown(enclosure.upper())
            + ", and is not computed there" : enclosure.reason() == null ? "undefined there" : enclosure.reason())
        : new Answer(r.id(), null, value, null, List.of(), List.of(), null, null, null, null, Map.of());
  }

  private static String shown(BigDecimal end) {
    return end.round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  private static Answer parse(Request r) {
    var read = read(text(r, "expr"));
    var reading = read.readings().isEmpty() ? null : String.join("; ", read.readings());
    return new Answer(r.id(), null, read.expr().toString(), null, List.of(), List.of(), null, null, null, reading, Map.of());
  }
}
