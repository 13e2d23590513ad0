package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Assumption;
import org.gradus.claim.Claim;
import org.gradus.claim.Setting;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Expectations, variances and covariances by the linearity of the mean: E[aX + b] = aE[X] + b, Var X = E[X²] − E[X]²,
 * Cov(X, Y) = E[XY] − E[X]E[Y]. What is left are means of products of random quantities, each a number of its own.
 */
final class Moments {

  private static final int MAX_POWER = 6;
  private static final int MAX_TERMS = 200;
  /** Capitals that are more often sizes than random quantities. */
  private static final Set<String> SIZES = Set.of("N", "K", "M", "D", "T", "L", "C");

  private final Set<String> random;
  private final Set<String> constants = new LinkedHashSet<>();

  private Moments(Set<String> random) {
    this.random = random;
  }

  /**
   * A step with its moments taken apart.
   *
   * @param random    the quantities that the means are taken over
   * @param constants names inside of means that are taken for constants
   * @param assumed   what the document says of means and variances
   */
  record Found(Claim.Step step, Set<String> random, Set<String> constants, List<String> assumed) {}

  static boolean isMoment(Expr e) {
    return e instanceof Expr.Apply a && a.primes() == 0 && a.name().matches("(?:EE|Var|Cov)(?:@.*)?");
  }

  private static boolean isMean(Expr e) {
    return isMoment(e) && ((Expr.Apply) e).name().startsWith("EE");
  }

  /** Null where there are no moments. Throws {@link IllegalArgumentException} where they are out of reach. */
  static Found of(Claim.Step s) {
    if (s.lhs() == null || s.rhs() == null || !Trees.any(Exprs.add(s.lhs(), s.rhs()), Moments::isMoment)) {
      return null;
    }
    var moments = new Moments(random(List.of(s.lhs(), s.rhs())));
    var lhs = named(moments.lowered(s.lhs()), Set.of());
    var rhs = named(moments.lowered(s.rhs()), Set.of());
    var known = new LinkedHashMap<Expr, Expr>();
    var used = new ArrayList<String>();
    var others = new ArrayList<Assumption>();
    for (var a : s.setting().assumptions()) {
      if (a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && isMoment(r.lhs()) && r.lhs() instanceof Expr.Apply m) {
        var x = m.args().get(0);
        if (isMean(m)) {
          known.put(Exprs.sym(m.toString()), r.rhs());
        } else {
          var over = "EE" + m.name().substring(3);
          known.put(Exprs.sym(Exprs.apply(over, 0, List.of(Exprs.pow(x, 2))).toString()),
              Exprs.add(r.rhs(), Exprs.pow(Exprs.sym(Exprs.apply(over, 0, List.of(x)).toString()), 2)));
        }
        used.add(a.words());
      } else {
        others.add(a);
      }
    }
    for (int round = 0; round < 2; round++) { // a variance speaks of the mean
      lhs = Trees.substitute(lhs, known);
      rhs = Trees.substitute(rhs, known);
    }
    var g = s.setting();
    return new Found(new Claim.Step(s.place(), s.written(), s.kind(), s.op(), lhs, rhs, s.proposition(), List.of(),
        new Setting(others, g.domains(), g.declared(), g.unknown(), g.arrays()).supposing(g.supposed()), s.unreadable(),
        s.decimals(), s.solution(), s.property(), s.expectation(), s.implicit(), s.notes()), moments.random, moments.constants, used);
  }

  /** Means that no index runs through are numbers like any other. */
  private static Expr named(Expr e, Set<Expr> bound) {
    if (e instanceof Expr.Diff d && Trees.any(d.body(), x -> isMean(x) && Trees.any(x, y -> y.equals(d.by())))) {
      throw new IllegalArgumentException("a derivative under the expectation is not taken");
    }
    if (e instanceof Expr.Big b) {
      var inner = new LinkedHashSet<>(bound);
      inner.add(b.index());
      var body = named(b.body(), inner);
      return b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, b.index(), b.lower(), b.upper()) : Exprs.product(body, b.index(), b.lower(), b.upper());
    }
    return isMean(e) && Trees.freeSymbols(e).stream().noneMatch(bound::contains) ? Exprs.sym(e.toString()) : Trees.map(e, x -> named(x, bound));
  }

  /** What a mean is taken of by itself, what stands below its sign, and capitals. */
  private static Set<String> random(List<Expr> sides) {
    var found = new LinkedHashSet<String>();
    for (var side : sides) {
      Trees.any(side, x -> {
        if (isMoment(x) && x instanceof Expr.Apply a) {
          var over = a.name().split("@");
          if (over.length > 1) {
            found.add(over[1]);
          }
          for (var of : a.args()) {
            var name = name(of);
            if (name != null) {
              found.add(name);
            }
            Trees.any(of, y -> {
              if (name(y) instanceof String n && n.matches("[A-Z](?:_.*)?") && !SIZES.contains(n.substring(0, 1))) {
                found.add(n);
              }
              return false;
            });
          }
        }
        return false;
      });
    }
    return found;
  }

  private static String name(Expr e) {
    return e instanceof Expr.Sym s ? s.name() : e instanceof Expr.Indexed x ? x.base() : null;
  }

  private Expr lowered(Expr e) {
    if (!isMoment(e)) {
      return Trees.map(e, this::lowered);
    }
    var a = (Expr.Apply) e;
    var args = a.args().stream().map(this::lowered).toList();
    if (isMean(e)) {
      return mean(args.get(0), a.name());
    }
    var over = "EE" + a.name().substring(3);
    var first = args.get(0);
    var second = args.getLast();
    return Exprs.sub(mean(Exprs.mul(first, second), over), Exprs.mul(mean(first, over), mean(second, over)));
  }

  private boolean isRandom(Expr e) {
    return !isMean(e) && (name(e) instanceof String n && random.contains(n) || Trees.children(e).stream().anyMatch(this::isRandom));
  }

  private Expr mean(Expr of, String mean) {
    var terms = new ArrayList<Expr>();
    for (var t : terms(of)) {
      if (t instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
        terms.add(Exprs.sum(mean(b.body(), mean), b.index(), b.lower(), b.upper()));
        continue;
      }
      var fixed = new ArrayList<Expr>();
      var chance = new ArrayList<Expr>();
      for (var f : t instanceof Expr.Mul m ? m.args() : List.of(t)) {
        (isRandom(f) ? chance : fixed).add(f);
      }
      fixed.forEach(f -> Trees.freeSymbols(f).forEach(s -> constants.add(s.name())));
      if (chance.size() == 1 && chance.getFirst() instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
        terms.add(Exprs.mul(Exprs.mul(fixed), Exprs.sum(mean(b.body(), mean), b.index(), b.lower(), b.upper())));
      } else {
        terms.add(chance.isEmpty() ? Exprs.mul(fixed) : Exprs.mul(Exprs.mul(fixed), Exprs.apply(mean, 0, List.of(product(chance)))));
      }
    }
    return Exprs.add(terms);
  }

  /** The product with equal factors as powers: X·X is X². */
  private static Expr product(List<Expr> factors) {
    var powers = new LinkedHashMap<Expr, Rational>();
    for (var f : factors) {
      if (f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n) {
        powers.merge(p.base(), n.value(), Rational::plus);
      } else {
        powers.merge(f, Rational.ONE, Rational::plus);
      }
    }
    return Exprs.mul(powers.entrySet().stream().map(e -> Exprs.pow(e.getKey(), Exprs.num(e.getValue()))).toList());
  }

  /** The terms of what is multiplied out as far as chance enters. */
  private List<Expr> terms(Expr e) {
    if (!isRandom(e)) {
      return List.of(e);
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().flatMap(t -> terms(t).stream()).toList();
      case Expr.Mul m -> {
        List<Expr> all = List.of(Exprs.ONE);
        for (var f : m.args()) {
          all = times(all, terms(f));
        }
        yield all;
      }
      case Expr.Pow p when p.base() instanceof Expr.Add && p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER)
          && n.value().signum() > 0 -> {
        List<Expr> all = List.of(Exprs.ONE);
        for (int i = 0; i < n.value().intValueExact(); i++) {
          all = times(all, terms(p.base()));
        }
        yield all;
      }
      default -> List.of(e);
    };
  }

  private static List<Expr> times(List<Expr> a, List<Expr> b) {
    if (a.size() * b.size() > MAX_TERMS) {
      throw new IllegalArgumentException("out of budget: an expectation of more than " + MAX_TERMS + " terms");
    }
    var all = new ArrayList<Expr>();
    a.forEach(x -> b.forEach(y -> all.add(Exprs.mul(x, y))));
    return all;
  }
}
