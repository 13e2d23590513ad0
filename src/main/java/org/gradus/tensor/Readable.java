package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** A derivative in normal form, written for people: sums joined again, softmax and sigmoid by their names. */
final class Readable {

  private static final long UNITS = 200_000;
  private static final String LETTERS = "jklmnpqrstuvabcdefghi";

  /** Before the number of a sum: its index until it gets a letter. */
  private static final String MARK = "@";

  private final Lowered claim;
  private final Normalizer normalizer;
  private int sums;

  Readable(Lowered claim) {
    this.claim = claim;
    this.normalizer = claim.normalizer(UNITS);
  }

  Derived derived(List<Expr.Sym> indices) {
    var normal = normalizer.of(claim.sides().getFirst());
    var named = plain(joined(named(normal)), indices);
    return new Derived(normal.toExpr(), named(implicit(letters(named))), claim.shape(), indices, null);
  }

  /** The indices of the entry as i and j, where these are nothing else. */
  private static Expr plain(Expr e, List<Expr.Sym> indices) {
    var result = e;
    for (var i : indices) {
      var letter = Exprs.sym(i.name().replace(MARK, ""));
      result = Trees.any(e, x -> x.equals(letter)) ? result : Trees.substitute(result, i, letter);
    }
    return result;
  }

  // --- functions by their names ---------------------------------------------------------------------------------

  private Sop named(Sop s) {
    var result = Sop.ZERO;
    for (var t : s.terms().entrySet()) {
      var softmax = softmax(t.getKey());
      var product = Product.ONE;
      var sigmoids = Sop.ONE;
      for (var e : softmax.exponents().entrySet()) {
        var sigmoid = sigmoid(e.getKey(), e.getValue());
        if (sigmoid == null) {
          product = product.times(inside(e.getKey()), e.getValue());
        } else {
          sigmoids = multiplied(sigmoids, sigmoid);
        }
      }
      result = result.plus(multiplied(sigmoids, Sop.of(product, t.getValue())));
    }
    return result;
  }

  private static Sop multiplied(Sop a, Sop b) {
    var result = Sop.ZERO;
    for (var s : a.terms().entrySet()) {
      for (var t : b.terms().entrySet()) {
        result = result.plus(Sop.of(s.getKey().times(t.getKey()), s.getValue().times(t.getValue())));
      }
    }
    return result;
  }

  private Expr inside(Expr g) {
    if (!(g instanceof Expr.Big b) || b.kind() != Expr.Big.Kind.SUM) {
      return g;
    }
    var own = Exprs.sym(MARK + ++sums); // the normal form of the body may bind the canonical name again
    return Exprs.sum(named(normalizer.of(Trees.substitute(b.body(), b.index(), own))).toExpr(), own, b.lower(), b.upper());
  }

  /** 1/(1 + e^u) is 1 − σ(u). */
  private Sop sigmoid(Expr g, Rational exponent) {
    if (!(g instanceof Expr.Add) || exponent.signum() > 0 || !exponent.isIntegerWithin(4)) {
      return null;
    }
    var d = normalizer.of(g);
    if (d.size() != 2 || !Rational.ONE.equals(d.terms().get(Product.ONE))) {
      return null;
    }
    var lead = d.ordered().getFirst();
    Expr u = Exprs.ZERO;
    for (var e : lead.exponents().entrySet()) {
      if (!(e.getKey() instanceof Expr.Call c) || !c.is("exp")) {
        return null;
      }
      u = Exprs.add(u, Exprs.mul(Exprs.num(e.getValue()), c.arg()));
    }
    if (!d.terms().get(lead).isOne()) {
      return null;
    }
    var one = Sop.ONE.minus(Sop.of(Exprs.call("sigmoid", u)));
    var result = Sop.ONE;
    for (int i = 0; i < -exponent.intValueExact(); i++) {
      result = multiplied(result, one);
    }
    return result;
  }

  /** e^{z_i}/Σ_k e^{z_k} as one factor, as often as it is there. */
  private Product softmax(Product p) {
    for (var sum : p.generators()) {
      if (!(sum instanceof Expr.Big b) || p.exponent(sum).signum() > 0 || !p.exponent(sum).isInteger()
          || !(b.body() instanceof Expr.Call all) || !all.is("exp") || !(all.arg() instanceof Expr.Indexed z)
          || z.sub().size() != 1 || !z.sub().get(0).equals(b.index()) || !z.sup().isEmpty()) {
        continue;
      }
      for (var one : p.generators()) {
        if (one instanceof Expr.Call c && c.is("exp") && c.arg() instanceof Expr.Indexed x && x.base().equals(z.base())
            && x.sub().size() == 1 && p.exponent(one).isInteger() && p.exponent(one).signum() > 0) {
          var name = Exprs.call("component", Exprs.call("softmax", Exprs.sym(z.base())), x.sub().get(0));
          return softmax(p.times(one, Rational.MINUS_ONE).times(sum, Rational.ONE).times(name, Rational.ONE));
        }
      }
    }
    return p;
  }

  // --- sums joined --------------------------------------------------------------------------------------------------

  /** Terms with one sum over the same range and the same factor before it as one sum. */
  private Expr joined(Sop s) {
    var rest = new ArrayList<Expr>();
    var groups = new TreeMap<String, Map<Expr, Sop>>();
    for (var p : s.ordered()) {
      var c = s.terms().get(p);
      var sums = p.generators().stream().filter(g -> g instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM
          && !(b.body() instanceof Expr.Big) && p.exponent(g).isOne()).map(g -> (Expr.Big) g).toList();
      if (sums.size() != 1) {
        rest.add(Exprs.mul(Exprs.num(c), p.toExpr()));
        continue;
      }
      var sum = sums.getFirst();
      var before = p.without(sum);
      var body = normalizerOf(sum.body(), sum.index()).scale(c);
      groups.computeIfAbsent(sum.lower() + ".." + sum.upper() + before, _ -> new LinkedHashMap<>())
          .merge(Exprs.sum(before.toExpr(), Exprs.sym("@"), sum.lower(), sum.upper()), body, Sop::plus);
    }
    for (var group : groups.values()) {
      for (var e : group.entrySet()) {
        var head = (Expr.Big) e.getKey();
        rest.add(Exprs.mul(head.body(), Exprs.sum(factored(e.getValue()), Exprs.sym("@"), head.lower(), head.upper())));
      }
    }
    return Exprs.add(rest);
  }

  /** The body with its index under one name; what has been given a name stays as it is. */
  private static Sop normalizerOf(Expr body, Expr.Sym index) {
    var renamed = Trees.substitute(body, index, Exprs.sym("@"));
    var result = Sop.ZERO;
    for (var t : renamed instanceof Expr.Add a ? a.args() : List.of(renamed)) {
      var c = Rational.ONE;
      var product = Product.ONE;
      for (var f : t instanceof Expr.Mul m ? m.args() : List.of(t)) {
        if (f instanceof Expr.Num n) {
          c = c.times(n.value());
        } else if (f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n) {
          product = product.times(p.base(), n.value());
        } else {
          product = product.times(f, Rational.ONE);
        }
      }
      result = result.plus(Sop.of(product, c));
    }
    return result;
  }

  private static Expr factored(Sop s) {
    if (s.size() < 2) {
      return s.toExpr();
    }
    Map<Expr, Rational> common = null;
    for (var p : s.terms().keySet()) {
      if (common == null) {
        common = new HashMap<>(p.exponents());
      }
      common.replaceAll((g, e) -> p.exponent(g).compareTo(e) < 0 ? p.exponent(g) : e);
      common.values().removeIf(e -> e.signum() <= 0);
    }
    var factor = Product.of(common);
    var rest = Sop.ZERO;
    for (var t : s.terms().entrySet()) {
      rest = rest.plus(Sop.of(t.getKey().times(factor.pow(Rational.MINUS_ONE)), t.getValue()));
    }
    return Exprs.mul(factor.toExpr(), rest.toExpr());
  }

  // --- names ---------------------------------------------------------------------------------------------------------

  /** Bound indices by letters that are free nowhere. */
  private Expr letters(Expr e) {
    var taken = new HashSet<String>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Sym s) {
        taken.add(s.name());
      }
      return false;
    });
    var left = new ArrayList<String>();
    LETTERS.chars().mapToObj(c -> String.valueOf((char) c)).filter(l -> !taken.contains(l)).forEach(left::add);
    return letters(e, left);
  }

  private Expr letters(Expr e, List<String> left) {
    if (e instanceof Expr.Big b && (Naming.isCanonical(b.index()) || b.index().name().startsWith(MARK)) && !left.isEmpty()) {
      var name = Exprs.sym(left.getFirst());
      var body = letters(Trees.substitute(b.body(), b.index(), name), left.subList(1, left.size()));
      return b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, name, b.lower(), b.upper()) : Exprs.product(body, name, b.lower(), b.upper());
    }
    return Trees.map(e, c -> letters(c, left));
  }

  /** Ranges that nobody wrote are not written. */
  private Expr implicit(Expr e) {
    if (e instanceof Expr.Big b && b.upper() instanceof Expr.Sym s && s.name().startsWith("size_")) {
      return b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(implicit(b.body()), b.index(), null, null)
          : Exprs.product(implicit(b.body()), b.index(), null, null);
    }
    return Trees.map(e, this::implicit);
  }

  /** {@code softmax(z)_i} as it is written by hand. */
  private static Expr named(Expr e) {
    return e instanceof Expr.Call c && c.is("component") && c.args().size() == 2 && c.args().get(1) instanceof Expr.Sym i
        ? Exprs.sym(c.arg() + "_" + i.name()) : Trees.map(e, Readable::named);
  }
}
