package org.gradus.proof;

import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Function;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Takes strictly monotone functions off the two sides of a relation: where f is strictly increasing on an interval, and A and B
 * lie in it, f(A) < f(B) says the same as A < B, f(A) = f(B) the same as A = B, and f(A) < c the same as A < f⁻¹(c) for c
 * among the values of f. What is given back says the same as the relation wherever both sides of the relation are defined.
 */
final class Unwrapping {

  private static final int MAX_LAYERS = 8;

  /** Strictly increasing on their whole domain, which is an interval. */
  private static final Set<String> INCREASING = Set.of("exp", "log", "log2", "log10", "log1p", "expm1", "exp2", "exp10", "sigmoid",
      "logsigmoid", "logit", "softplus", "tanh", "sinh", "asinh", "atanh", "atan", "asin", "erf", "erfinv", "Phi", "probit", "cbrt",
      "softsign");
  private static final Set<String> DECREASING = Set.of("acos", "erfc");

  /** Which function stands on the other side when one is taken off: it is not taken off again. */
  private static final Map<String, String> INVERSE = Map.of("exp", "log", "log", "exp", "sigmoid", "log", "logit", "sigmoid", "tanh", "atanh",
      "softplus", "log", "asinh", "sinh");

  private final Facts facts;
  private final Set<String> kept = new HashSet<>();

  /** @param facts what is known where the relation is looked at, that its sides are defined included */
  Unwrapping(Facts facts) {
    this.facts = facts;
  }

  /** A term of a sum. */
  private record Term(Rational factor, Expr rest) {}

  /** The relation with all that can be taken off; the relation itself if nothing can. */
  Expr of(Expr.Rel r) {
    kept.clear();
    return layers(r);
  }

  private Expr layers(Expr.Rel r) {
    Expr now = r;
    for (int i = 0; i < MAX_LAYERS && now instanceof Expr.Rel rel && rel.op() != RelOp.APPROX; i++) {
      var next = once(rel);
      if (next == null) {
        return now;
      }
      now = next;
    }
    return now instanceof Expr.Logic l ? connective(l) : now;
  }

  private Expr connective(Expr.Logic l) {
    var parts = l.args().stream().map(p -> p instanceof Expr.Rel r ? layers(r) : p).toList();
    return l.op() == Expr.Logic.Op.AND ? Exprs.and(parts) : l.op() == Expr.Logic.Op.OR ? Exprs.or(parts) : l;
  }

  private Expr once(Expr.Rel r) {
    var parts = split(r);
    if (parts != null) {
      return parts;
    }
    var terms = terms(sub(r.lhs(), r.rhs()));
    if (terms.size() == 2 && terms.get(0).factor().plus(terms.get(1).factor()).isZero()) {
      boolean up = terms.get(0).factor().signum() > 0;
      var pair = pair(up ? r.op() : r.op().flip(), terms.get(0).rest(), terms.get(1).rest());
      if (pair != null) {
        return pair;
      }
    }
    for (var t : terms) {
      var others = new ArrayList<Expr>();
      terms.stream().filter(o -> o != t).forEach(o -> others.add(mul(num(o.factor()), o.rest())));
      var c = mul(num(t.factor().reciprocal().negate()), others.isEmpty() ? ZERO : add(others));
      if (!Trees.freeSymbols(t.rest()).isEmpty() && !(t.rest() instanceof Expr.Call f && kept.contains(f.function().name()))
          && Trees.freeSymbols(t.rest()).stream().noneMatch(Trees.freeSymbols(c)::contains)) {
        var single = single(t.factor().signum() > 0 ? r.op() : r.op().flip(), t.rest(), c);
        if (single != null) {
          if (t.rest() instanceof Expr.Call f && INVERSE.containsKey(f.function().name())) {
            kept.add(INVERSE.get(f.function().name()));
          }
          return single;
        }
      }
    }
    return null;
  }

  /** |A| < B says −B < A < B; a maximum is below what both are below. */
  private static Expr split(Expr.Rel r) {
    if (r.lhs() instanceof Expr.Call c && !(r.rhs() instanceof Expr.Call other && other.is(c.function().name()))) {
      return split(r.op(), c, r.rhs());
    }
    return r.rhs() instanceof Expr.Call c && !(r.lhs() instanceof Expr.Call other && other.is(c.function().name()))
        ? split(r.op().flip(), c, r.lhs()) : null;
  }

  private static Expr split(RelOp op, Expr.Call c, Expr bound) {
    boolean below = op == RelOp.LT || op == RelOp.LE;
    boolean above = op == RelOp.GT || op == RelOp.GE;
    if (!below && !above) {
      return null;
    }
    List<Expr> pieces = switch (c.function().name()) {
      case "abs" -> List.of(c.arg(), neg(c.arg()));
      case "max", "min" -> c.args();
      default -> List.of();
    };
    if (pieces.isEmpty()) {
      return null;
    }
    var all = pieces.stream().map(p -> rel(op, p, bound)).toList();
    return c.is("min") == below ? Exprs.or(all) : Exprs.and(all);
  }

  private static List<Term> terms(Expr e) {
    var list = new ArrayList<Term>();
    for (var t : e instanceof Expr.Add a ? a.args() : List.of(e)) {
      if (t instanceof Expr.Num n) {
        list.add(new Term(n.value(), ONE));
      } else if (t instanceof Expr.Mul m && m.args().get(0) instanceof Expr.Num n) {
        list.add(new Term(n.value(), Exprs.mul(m.args().subList(1, m.args().size()))));
      } else {
        list.add(new Term(Rational.ONE, t));
      }
    }
    list.removeIf(t -> t.factor().isZero());
    return list;
  }

  /** f(A) op f(B). */
  private Expr pair(RelOp op, Expr a, Expr b) {
    if (a instanceof Expr.Call f && b instanceof Expr.Call g && f.function() == g.function() && f.args().size() == 1) {
      if (f.is("abs")) {
        return rel(op, pow(f.arg(), 2), pow(g.arg(), 2));
      }
      return INCREASING.contains(f.function().name()) ? rel(op, f.arg(), g.arg())
          : DECREASING.contains(f.function().name()) ? rel(op.flip(), f.arg(), g.arg()) : null;
    }
    if (a instanceof Expr.Pow p && b instanceof Expr.Pow q) {
      if (p.exponent().equals(q.exponent()) && p.exponent() instanceof Expr.Num n && !n.value().isZero()) {
        int slope = slope(n.value(), p.base(), q.base());
        return slope == 0 ? null : rel(slope > 0 ? op : op.flip(), p.base(), q.base());
      }
      if (p.base().equals(q.base()) && facts.sign(p.base()) == Sign.POSITIVE) {
        var s = facts.sign(sub(p.base(), ONE));
        return s == Sign.POSITIVE ? rel(op, p.exponent(), q.exponent())
            : s == Sign.NEGATIVE ? rel(op.flip(), p.exponent(), q.exponent()) : null;
      }
    }
    return null;
  }

  /** Whether t^n is strictly increasing (1) or decreasing (−1) on an interval in which both bases lie; 0 if that is not known. */
  private int slope(Rational n, Expr a, Expr b) {
    if (!n.isInteger()) {
      return n.signum(); // the bases are not negative, as the powers are defined
    }
    boolean odd = n.num().testBit(0);
    if (odd && n.signum() > 0) {
      return 1;
    }
    var s = facts.sign(a);
    var t = facts.sign(b);
    boolean up = n.signum() > 0 ? s.nonnegative() && t.nonnegative() : s == Sign.POSITIVE && t == Sign.POSITIVE;
    boolean down = n.signum() > 0 ? s.nonpositive() && t.nonpositive() : s == Sign.NEGATIVE && t == Sign.NEGATIVE;
    return up ? n.signum() : !down ? 0 : odd ? n.signum() : -n.signum();
  }

  /** f(A) op c. */
  private Expr single(RelOp op, Expr a, Expr c) {
    if (a instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() > 0 && !n.value().isInteger()) {
      return facts.sign(c).nonnegative() ? rel(op, p.base(), pow(c, num(n.value().reciprocal()))) : null;
    }
    if (!(a instanceof Expr.Call f) || f.args().size() != 1) {
      return null;
    }
    return switch (f.function().name()) {
      case "exp" -> facts.sign(c) == Sign.POSITIVE ? rel(op, f.arg(), log(c)) : null;
      case "log" -> rel(op, f.arg(), exp(c));
      case "sigmoid" -> within(c, ZERO, ONE) ? rel(op, f.arg(), log(div(c, sub(ONE, c)))) : null;
      case "logit" -> rel(op, f.arg(), call("sigmoid", c));
      case "tanh" -> within(c, Exprs.MINUS_ONE, ONE) ? rel(op, f.arg(), call("atanh", c)) : null;
      case "softplus" -> facts.sign(c) == Sign.POSITIVE ? rel(op, f.arg(), log(sub(exp(c), ONE))) : null;
      case "cbrt" -> rel(op, f.arg(), pow(c, 3));
      case "asinh" -> rel(op, f.arg(), call("sinh", c));
      default -> c.equals(ZERO) && INCREASING.contains(f.function().name()) && f.function().parity() == Function.Parity.ODD
          ? rel(op, f.arg(), ZERO) : null;
    };
  }

  private boolean within(Expr c, Expr low, Expr high) {
    return facts.sign(sub(c, low)) == Sign.POSITIVE && facts.sign(sub(high, c)) == Sign.POSITIVE;
  }
}
