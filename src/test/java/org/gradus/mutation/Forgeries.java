package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Layers;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.SumPoints;
import org.gradus.certificate.Sums;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.mutation.Referee.Ruling;
import org.gradus.verify.Assumed;

/** Certificates whose claim is altered, everywhere alike, and what a referee says of the altered claim. */
final class Forgeries {

  /** A certificate that claims something else than its proof was made for. */
  record Forged(Map<String, Object> certificate, Claim claim) {}

  private static final int DIGITS = 60;
  private static final int POINTS = 6;

  private final Random random;

  Forgeries(Random random) {
    this.random = random;
  }

  /** A copy with an altered claim; null if none was found. */
  Forged of(Map<String, Object> certificate, Claim claim) {
    for (int tries = 0; tries < 20; tries++) {
      var other = altered(claim);
      if (other == null || other.equals(claim)) {
        continue;
      }
      try {
        @SuppressWarnings("unchecked")
        var copy = (Map<String, Object>) Alterations.copy(certificate);
        say(copy, other);
        return new Forged(copy, other);
      } catch (Rejected _) {
        // this one cannot be written
      }
    }
    return null;
  }

  /** That the certificate is one of the claim, everywhere in it. */
  @SuppressWarnings("unchecked")
  private static void say(Map<String, Object> certificate, Claim claim) {
    certificate.put("claim", claim.toMap());
    certificate.put("proves", claim.statement());
    if (claim instanceof Claim.All all) {
      var parts = (List<Map<String, Object>>) ((Map<String, Object>) certificate.get("proof")).get("parts");
      for (int i = 0; i < parts.size(); i++) {
        say(parts.get(i), all.parts().get(i));
      }
    }
  }

  private Claim altered(Claim claim) {
    boolean first = random.nextBoolean();
    if (!claim.assumptions().isEmpty() && random.nextInt(4) == 0) {
      var fewer = new ArrayList<>(claim.assumptions());
      int i = random.nextInt(fewer.size());
      var a = changed(fewer.get(i), variables(fewer));
      if (random.nextBoolean() || a == null) {
        fewer.remove(i);
      } else {
        fewer.set(i, a);
      }
      return claim.given(fewer);
    }
    return switch (claim) {
      case Claim.Relation r -> new Claim.Relation(r.op(), first ? changed(r.lhs(), r) : r.lhs(), first ? r.rhs() : changed(r.rhs(), r), r.assumptions());
      case Claim.Derivative d -> new Claim.Derivative(first ? changed(d.function(), d) : d.function(), d.by(), d.order(),
          first ? d.claimed() : changed(d.claimed(), d), d.assumptions());
      case Claim.Value v -> new Claim.Value(first ? changed(v.lhs(), v) : v.lhs(), first ? v.rhs() : changed(v.rhs(), v), v.tolerance(), v.rounded());
      case Claim.Sums s -> new Claim.Sums(first ? changed(s.lhs(), s) : s.lhs(), first ? s.rhs() : changed(s.rhs(), s), s.shapes(), s.members(), s.indices(),
          s.assumptions(), s.offBorders());
      case Claim.Bound b -> new Claim.Bound(b.op(), (Claim.Sums) altered(b.of()));
      case Claim.ArrayLimit l when first -> new Claim.ArrayLimit((Claim.Sums) altered(l.of()), l.by(), l.to(), l.side());
      case Claim.ArrayLimit l -> random.nextBoolean() ? new Claim.ArrayLimit(l.of(), l.by(), changed(l.to(), l), random.nextInt(-1, 2))
          : new Claim.ArrayLimit(l.of(), l.by(), Exprs.neg(l.to()), 0);
      case Claim.ArrayEquations e when first -> new Claim.ArrayEquations((Claim.Sums) altered(e.before()), e.lhs(), e.rhs());
      case Claim.ArrayEquations e -> random.nextBoolean() ? new Claim.ArrayEquations(e.before(), changed(e.lhs(), e), e.rhs())
          : new Claim.ArrayEquations(e.before(), e.lhs(), changed(e.rhs(), e));
      case Claim.Network w -> new Claim.Network(first ? changed(w.lhs(), w) : w.lhs(), first ? w.rhs() : changed(w.rhs(), w), w.hidden(),
          w.output(), w.cost(), w.oneHot());
      case Claim.Limit l -> new Claim.Limit(first ? changed(l.body(), l) : l.body(), l.by(), l.to(), l.side(), first ? l.value() : changed(l.value(), l),
          l.assumptions());
      case Claim.NoLimit l -> first ? new Claim.NoLimit(changed(l.body(), l), l.by(), l.to(), l.side(), l.assumptions())
          : new Claim.NoLimit(l.body(), l.by(), changed(l.to(), l), random.nextInt(-1, 2), l.assumptions());
      case Claim.Limits l -> new Claim.Limits(first ? changed(l.lhs(), l) : l.lhs(), first ? l.rhs() : changed(l.rhs(), l), l.assumptions());
      case Claim.Shape s -> new Claim.Shape(s.form(), changed(s.function(), s), s.by(), s.assumptions());
      case Claim.Inflection i -> first ? new Claim.Inflection(changed(i.function(), i), i.by(), i.at(), i.assumptions())
          : new Claim.Inflection(i.function(), i.by(), changed(i.at(), i), i.assumptions());
      case Claim.All a -> {
        var parts = new ArrayList<>(a.parts());
        int i = random.nextInt(parts.size());
        parts.set(i, altered(parts.get(i)));
        yield new Claim.All(parts);
      }
      case Claim.Chain c -> new Claim.Chain(first ? changed(c.lhs(), c) : c.lhs(), first ? c.rhs() : changed(c.rhs(), c), c.left(), c.right());
      case Claim.Implication i -> new Claim.Implication(first ? changed(i.before(), i) : i.before(), first ? i.after() : changed(i.after(), i), i.assumptions());
      case Claim.Equations e -> new Claim.Equations(first ? changed(e.before(), e) : e.before(), first ? e.after() : changed(e.after(), e), e.assumptions());
    };
  }

  private static Set<Expr.Sym> variables(List<Expr> all) {
    var found = new LinkedHashSet<Expr.Sym>();
    all.forEach(e -> found.addAll(Trees.freeSymbols(e)));
    return found;
  }

  private Expr changed(Expr e, Claim claim) {
    var found = new LinkedHashSet<>(variables(claim.assumptions()));
    found.addAll(Trees.freeSymbols(e));
    var changed = changed(e, found);
    return changed == null ? e : changed;
  }

  private Expr changed(Expr e, Set<Expr.Sym> variables) {
    if (e instanceof Expr.Rel r) {
      var l = changed(r.lhs(), variables);
      return l == null ? null : Exprs.rel(r.op(), l, r.rhs());
    }
    var all = Mutator.of(e, variables);
    return all.isEmpty() ? null : all.get(random.nextInt(all.size())).expr();
  }

  // ---- is it true all the same? ----

  /** Whether a claim fails at some point. */
  static Ruling ruling(Claim claim, Map<String, Object> certificate, long seed) {
    try {
      return switch (claim) {
        case Claim.Relation r -> new Referee(new Step("", r.op(), r.lhs(), r.rhs(), null, 0, new Assumed(r.assumptions(), Set.of())), seed).rule(r.rhs());
        case Claim.Derivative d when d.by() instanceof Expr.Sym x ->
            new Referee(new Step("", RelOp.EQ, d.function(), d.claimed(), x, d.order(), new Assumed(d.assumptions(), Set.of())), seed)
                .rule(d.claimed());
        case Claim.Value v -> value(v, certificate);
        case Claim.Bound b -> sums(b.of(), seed, b.op());
        case Claim.Sums s -> sums(s, seed, RelOp.EQ);
        case Claim.Network w -> sums(Layers.lower(w, Layers.families(w)), seed, RelOp.EQ);
        case Claim.Limit l -> ClaimReferee.limit(l, seed);
        case Claim.ArrayLimit l -> ClaimReferee.limit(new Claim.Limit(SumPoints.asNumber(atOne(l.of().lhs(), l.of()), l.of().shapes()), l.by(), l.to(), l.side(),
            SumPoints.asNumber(atOne(l.of().rhs(), l.of()), l.of().shapes()), List.of()), seed);
        case Claim.NoLimit l -> ClaimReferee.none(l, seed);
        case Claim.Implication i -> ClaimReferee.implication(i.before(), i.after(), i.assumptions(), seed);
        case Claim.Equations e -> both(ClaimReferee.implication(e.before(), e.after(), e.assumptions(), seed),
            ClaimReferee.implication(e.after(), e.before(), e.assumptions(), seed));
        case Claim.Shape s -> ClaimReferee.shape(s, seed);
        case Claim.Inflection i -> ClaimReferee.inflection(i, seed);
        case Claim.All a -> a.parts().stream().map(p -> ruling(p, certificate, seed)).reduce(Ruling.HOLDS, Forgeries::both);
        case Claim.Derivative _, Claim.Limits _, Claim.Chain _, Claim.ArrayEquations _ -> Ruling.NO_POINT;
      };
    } catch (Decimals.Undefined | ArithmeticException | IllegalArgumentException | Rejected _) {
      return Ruling.NO_POINT;
    }
  }

  /** With all sizes 1. */
  private static Expr atOne(Expr e, Claim.Sums s) {
    var one = new HashMap<Expr, Expr>();
    s.shapes().values().forEach(x -> Trees.freeSymbols(Exprs.add(x.rows(), x.columns())).forEach(n -> one.put(n, Exprs.ONE)));
    return Trees.substitute(e, one);
  }

  private static Ruling both(Ruling a, Ruling b) {
    return a == Ruling.FAILS || b == Ruling.FAILS ? Ruling.FAILS : a == Ruling.HOLDS ? b : a;
  }

  /** At the point the sides are near enough, or they change places on the way to another one. */
  private static Ruling value(Claim.Value v, Map<String, Object> certificate) {
    var gap = gap(v, certificate.get("point"));
    if (certificate.get("proof") instanceof Map<?, ?> p && p.get("other") != null) {
      return gap.signum() * gap(v, p.get("other")).signum() < 0 ? Ruling.HOLDS : Ruling.FAILS;
    }
    return gap.abs().compareTo(Decimals.of(v.tolerance(), DIGITS).add(new BigDecimal("1e-30"))) > 0 ? Ruling.FAILS : Ruling.HOLDS;
  }

  private static BigDecimal gap(Claim.Value v, Object point) {
    var p = new HashMap<String, BigDecimal>();
    ((Map<?, ?>) point).forEach((name, x) -> p.put((String) name, Decimals.of(ArrayReferee.rational((String) x), DIGITS)));
    return Decimals.value(v.lhs(), p, DIGITS).subtract(Decimals.value(v.rhs(), p, DIGITS));
  }

  /** At sizes 2, with pseudo-random components; only without equations between them. */
  private static Ruling sums(Claim.Sums s, long seed, RelOp op) {
    if (!s.assumptions().isEmpty()) {
      return Ruling.NO_POINT;
    }
    var random = new Random(seed);
    if (Trees.any(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()), x -> x instanceof Expr.Call c && c.is("inverse"))) {
      var step = new Step("", RelOp.EQ, SumPoints.asNumber(atOne(s.lhs(), s), s.shapes()),
          SumPoints.asNumber(atOne(s.rhs(), s), s.shapes()), null, 0, Assumed.NOTHING);
      return new Referee(step, seed).rule(step.rhs()) == Ruling.FAILS ? Ruling.FAILS : Ruling.NO_POINT;
    }
    var sides = Sums.sides(s);
    for (int i = 0; i < POINTS; i++) {
      var sizes = new LinkedHashMap<String, Rational>();
      SumPoints.sizes(s, sides).forEach(n -> sizes.put(n.name(), Rational.TWO));
      s.indices().keySet().forEach(n -> sizes.put(n.name(), Rational.of(1 + random.nextInt(2))));
      var written = SumPoints.written(s, sides, sizes);
      var names = new HashMap<Expr, Expr>();
      var p = new HashMap<String, BigDecimal>();
      for (var e : written) {
        Trees.any(e, x -> {
          if (x instanceof Expr.Indexed) {
            names.computeIfAbsent(x, _ -> Exprs.sym("c" + names.size()));
          }
          return false;
        });
      }
      sizes.forEach((name, x) -> p.put(name, Decimals.of(x, DIGITS)));
      var plain = written.stream().map(e -> Trees.substitute(e, names)).toList();
      plain.forEach(e -> Trees.freeSymbols(e).forEach(n -> p.computeIfAbsent(n.name(),
          _ -> new BigDecimal(0.1 + random.nextDouble()).setScale(9, RoundingMode.HALF_EVEN))));
      var gap = Decimals.value(plain.get(0), p, DIGITS).subtract(Decimals.value(plain.get(1), p, DIGITS));
      int sign = gap.abs().compareTo(new BigDecimal("1e-30")) > 0 ? gap.signum() : 0;
      if (!op.holdsForSign(sign)) {
        return Ruling.FAILS;
      }
    }
    return Ruling.HOLDS;
  }
}
