package org.gradus.verify;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.certificate.Checker;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Induction;
import org.gradus.certificate.Layers;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.SumPoints;
import org.gradus.certificate.Sums;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Sampler;
import org.gradus.proof.BorderCertifier;
import org.gradus.proof.Certifier;
import org.gradus.proof.ImplicationCertifier;
import org.gradus.proof.InflectionCertifier;
import org.gradus.proof.MultipleCertifier;
import org.gradus.proof.ShapeCertifier;
import org.gradus.proof.Work;

/** Writes the certificates of what is proved. */
public final class Certificates {

  private static final List<Rational> VALUES = List.of(Rational.HALF, Rational.TWO, Rational.of(-1, 2), Rational.of(-2), Rational.of(3));
  private static final int DIGITS = 40;
  private static final long UNITS_OF_ENTRIES = 200_000;
  /** A tenth of what a check may take. */
  private static final long UNITS_OF_WRITING = 2_000_000;

  private Certificates() {}

  /** Where certificates are kept. */
  public interface Store {
    /** Keeps the certificate of the claim with that id, and returns the name under which it is found. */
    String keep(String id, Map<String, Object> certificate);
  }

  /**
   * What a certificate can be about.
   *
   * @param point a point of the domain at which both sides are defined
   * @param limits finds the value of a limit, or null
   * @param parts  those of {@link Claim.All}
   */
  public record Subject(Claim claim, Map<String, Rational> point, Function<Expr.Limit, Expr> limits, List<Subject> parts) {
    public Subject {
      parts = List.copyOf(parts);
    }

    public Subject(Claim claim, Map<String, Rational> point, Function<Expr.Limit, Expr> limits) {
      this(claim, point, limits, List.of());
    }

    public Subject(Claim claim, Map<String, Rational> point) {
      this(claim, point, _ -> null);
    }

    /** All of several; null if one of them is. */
    static Subject all(List<Subject> parts) {
      return parts.stream().anyMatch(Objects::isNull) ? null : parts.size() == 1 ? parts.getFirst()
          : new Subject(new Claim.All(parts.stream().map(Subject::claim).toList()), Map.of(), _ -> null, parts);
    }
  }

  /** The certificate, accepted by the checker; null if none was found. It is JSON: maps, lists, texts, whole numbers. */
  public static Map<String, Object> write(Subject s) {
    Checker.begin(UNITS_OF_WRITING);
    try {
      if (s.claim() instanceof Claim.Value v) {
        return ValueCertificates.write(s, v);
      }
      if (s.claim() instanceof Claim.Limit l) {
        return LimitCertificates.limit(s, l);
      }
      if (s.claim() instanceof Claim.NoLimit l) {
        return LimitCertificates.none(s, l);
      }
      if (s.claim() instanceof Claim.Limits l) {
        return LimitCertificates.limits(s, l);
      }
      if (s.claim() instanceof Claim.Equations e) {
        return equations(s, e);
      }
      if (s.claim() instanceof Claim.Shape c) {
        return shape(s, c);
      }
      if (s.claim() instanceof Claim.Inflection i) {
        return inflection(s, i);
      }
      if (s.claim() instanceof Claim.Chain c) {
        return checked(s, c, List.of(), List.of(), List.of(), node("rule", "chain rule"));
      }
      if (s.claim() instanceof Claim.All) {
        return each(s.parts());
      }
      if (s.claim() instanceof Claim.Implication i) {
        var proof = new ImplicationCertifier(Requests.ORACLE).write(i);
        return proof == null ? null : checked(s, i, List.of(), List.of(), List.of(), proof);
      }
      if (s.claim() instanceof Claim.Bound b) {
        return BoundCertificates.write(b);
      }
      if (s.claim() instanceof Claim.ArrayLimit l) {
        return ArrayLimitCertificates.write(l);
      }
      if (s.claim() instanceof Claim.ArrayEquations e) {
        return ArrayEquationCertificates.write(e);
      }
      if (s.claim() instanceof Claim.Network w) {
        return network(w);
      }
      if (s.claim() instanceof Claim.Sums sums) {
        return sums(sums);
      }
      var proved = proved(s.claim());
      if (proved == null && s.claim() instanceof Claim.Relation r && r.op() != RelOp.EQ) {
        // A proof that begins at the border of the domain begins at a point of it: what holds for x ≥ 0 holds for x > 0.
        var closed = r.assumptions().stream().map(Certificates::closed).distinct().toList();
        proved = closed.equals(r.assumptions()) ? null : proved(r.given(closed));
      }
      if (proved == null) {
        throw new Rejected("no proof in the checker's rules");
      }
      var least = proved;
      for (var a : s.claim().assumptions()) {
        var fewer = new ArrayList<>(least.claim().assumptions());
        fewer.remove(a);
        var without = proved(least.claim().given(fewer));
        least = without == null ? least : without;
      }
      try {
        return checked(s, least);
      } catch (Rejected e) {
        if (least == proved) {
          throw e;
        }
        return checked(s, proved); // what was left out is needed on a border
      }
    } catch (Rejected | Work.Exhausted | ArithmeticException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        System.err.println("no certificate: " + e.getMessage() + " for " + s.claim());
      }
      return null;
    }
  }

  private static Map<String, Object> checked(Subject s, Proved proved) {
    var where = new Certifier(Requests.ORACLE, Work.DEFAULT_UNITS).where(proved.claim().goal());
    return checked(s, proved.claim(), where.conditions().stream().map(Sexpr::write).toList(), where.implied(), proved.borders(), proved.proof());
  }

  private static Map<String, Object> each(List<Subject> parts) {
    var certificates = new ArrayList<Object>();
    var claims = new ArrayList<Claim>();
    for (var part : parts) {
      var one = write(part);
      if (one == null) {
        return null;
      }
      certificates.add(one);
      claims.add(Checker.check(one).claim());
    }
    var all = new Claim.All(claims);
    return checked(new Subject(all, Map.of()), all, List.of(), List.of(), List.of(), node("rule", "each part", "parts", certificates));
  }

  /** As multiples of each other, else one after the other. */
  private static Map<String, Object> equations(Subject s, Claim.Equations e) {
    var multiple = new MultipleCertifier(Requests.ORACLE).write(e);
    if (multiple != null) {
      try {
        return checked(s, e, List.of(), List.of(), List.of(), multiple);
      } catch (Rejected _) {
        // alternatives that are not defined everywhere
      }
    }
    var proof = new ImplicationCertifier(Requests.ORACLE).write(e);
    return proof == null ? null : checked(s, e, List.of(), List.of(), List.of(), proof);
  }

  private static Map<String, Object> shape(Subject s, Claim.Shape c) {
    var certifier = new ShapeCertifier(Requests.ORACLE);
    if (!c.form().equals("not convex")) {
      var proof = certifier.write(c);
      if (proof == null) {
        throw new Rejected("no proof of the shape");
      }
      return checked(s, c, List.of(), List.of(), List.of(), proof);
    }
    var points = new ArrayList<Map<String, Rational>>();
    for (int k = -8; k <= 8; k++) {
      var p = new LinkedHashMap<>(s.point());
      p.put(c.by().name(), Rational.of(k, 2));
      points.add(p);
    }
    var chord = certifier.chord(c, points);
    return chord == null ? null : checked(new Subject(c, chord.middle()), c, List.of(), List.of(), List.of(), chord.proof());
  }

  private static Map<String, Object> inflection(Subject s, Claim.Inflection i) {
    var local = (Claim.Inflection) i.given(i.assumptions().stream().filter(a -> !Trees.freeSymbols(a).contains(i.by())).toList());
    var proof = new InflectionCertifier(Requests.ORACLE).write(local);
    if (proof == null) {
      throw new Rejected("no proof of the inflection");
    }
    return checked(s, local, List.of(), List.of(), List.of(), proof);
  }

  /** Under no assumptions if that is enough, and by the normal form if that is enough. */
  private static Map<String, Object> sums(Claim.Sums claim) {
    Rejected why = null;
    for (var given : SumCertificates.choices(claim).stream().map(a -> (Claim.Sums) claim.given(a)).toList()) {
      try {
        var point = SumPoints.isOfNumbers(given) ? SumCertificates.numbers(given) : SumCertificates.point(given);
        for (var proof : List.<Supplier<Map<String, Object>>>of(() -> node("rule", "normal form of sums"), () -> node("rule", "matrix algebra", "by", "words"),
            () -> entries(given), () -> induction(given))) {
          try {
            return fewest(checked(new Subject(given, point), given, List.of(), List.of(), List.of(), proof.get()), given, point);
          } catch (Rejected e) {
            why = why == null ? e : why;
          }
        }
      } catch (Rejected e) {
        why = why == null ? e : why;
      }
    }
    throw why;
  }

  /** Without the assumptions that the proof has no need of. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> fewest(Map<String, Object> found, Claim.Sums claim, Map<String, Rational> point) {
    var least = found;
    var given = new ArrayList<>(claim.assumptions());
    for (var a : claim.assumptions().size() > 1 ? claim.assumptions() : List.<Expr>of()) {
      given.remove(a);
      try {
        least = checked(new Subject(claim, point), claim.given(List.copyOf(given)), List.of(), List.of(), List.of(), (Map<String, Object>) found.get("proof"));
      } catch (Rejected _) {
        given.add(a);
      }
    }
    return least;
  }

  private static Map<String, Object> entries(Claim.Sums claim) {
    var next = new Certifier(Requests.ORACLE, UNITS_OF_ENTRIES).prove(Sums.goal(claim));
    if (next == null) {
      throw new Rejected("no proof of the entries");
    }
    return node("rule", "entries", "next", next);
  }

  private static Map<String, Object> induction(Claim.Sums claim) {
    for (var n : SumPoints.sizes(claim, Sums.sides(claim))) {
      try {
        var induction = new Induction(claim, n);
        var start = new Certifier(Requests.ORACLE, UNITS_OF_ENTRIES).prove(induction.start());
        var step = start == null ? null : new Certifier(Requests.ORACLE, UNITS_OF_ENTRIES).prove(induction.step());
        if (step != null) {
          return node("rule", "induction", "over", Sexpr.write(n), "start", start, "step", step);
        }
      } catch (Rejected _) {
        // not over this size
      }
    }
    throw new Rejected("no proof by induction");
  }

  /** With as little written out as is enough. */
  private static Map<String, Object> network(Claim.Network w) {
    Rejected why = null;
    for (var choice : NetworkClaims.choices(w)) {
      try {
        var written = choice;
        var best = network(w, written);
        for (var q : choice) {
          var fewer = written.stream().filter(x -> !x.equals(q)).toList();
          try {
            best = network(w, fewer);
            written = fewer;
          } catch (Rejected _) {
            // this one is needed
          }
        }
        return best;
      } catch (Rejected e) {
        why = why == null ? e : why;
      }
    }
    throw why;
  }

  private static Map<String, Object> network(Claim.Network w, List<String> written) {
    return checked(new Subject(w, SumCertificates.point(Layers.lower(w, Set.copyOf(written)))), w, List.of(), List.of(), List.of(),
        node("rule", "layer by layer", "written", written));
  }

  private static Expr closed(Expr assumption) {
    return assumption instanceof Expr.Rel r && (r.op() == RelOp.GT || r.op() == RelOp.LT) && (r.lhs() instanceof Expr.Sym || r.rhs() instanceof Expr.Sym)
        ? Exprs.rel(r.op() == RelOp.GT ? RelOp.GE : RelOp.LE, r.lhs(), r.rhs()) : assumption;
  }

  private record Proved(Claim claim, Map<String, Object> proof, List<Object> borders) {}

  private static Proved proved(Claim claim) {
    var proof = new Certifier(Requests.ORACLE, Work.DEFAULT_UNITS).prove(claim.goal());
    if (proof == null && claim instanceof Claim.Relation r && r.op() != RelOp.EQ) {
      var tidy = TidySlopes.of(r);
      proof = tidy.isEmpty() ? null : new Certifier(Requests.ORACLE, Work.DEFAULT_UNITS).rewritten(claim.goal(), tidy);
    }
    var borders = proof == null ? null : new BorderCertifier(Requests.ORACLE).write(claim);
    return proof == null || borders == null ? null : new Proved(claim, proof, borders);
  }

  /** With values of the variables that only what is differentiated has. */
  private static Map<String, Rational> complete(Map<String, Rational> given, Claim claim) {
    var point = new LinkedHashMap<>(given);
    if (claim instanceof Claim.Derivative d && !claim.differentiated().stream().allMatch(f -> PointEvaluator.enclose(f, point, DIGITS).isDefined())) {
      var sides = new ArrayList<>(claim.differentiated());
      sides.addAll(List.of(d.goal().lhs(), d.goal().rhs()));
      Sampler.definedPoint(sides, Judge.domain(sides, new Assumed(d.assumptions(), Set.of()))).ifPresent(p -> point.putAll(p.values()));
    }
    for (var f : claim instanceof Claim.Relation || claim instanceof Claim.Derivative ? claim.differentiated() : List.<Expr>of()) {
      for (var name : Trees.freeSymbols(f)) {
        if (!point.containsKey(name.name())) {
          point.put(name.name(), VALUES.stream().filter(x -> {
            point.put(name.name(), x);
            return PointEvaluator.enclose(f, point, DIGITS).isDefined();
          }).findFirst().orElse(Rational.ONE));
        }
      }
    }
    return point;
  }

  /** The certificate, once the checker has accepted it. */
  static Map<String, Object> checked(Subject s, Claim claim, List<String> conditions, List<Object> implied,
      List<Object> borders, Map<String, Object> proof) {
    var map = new LinkedHashMap<String, Object>();
    map.put("format", Checker.FORMAT);
    map.put("claim", claim.toMap());
    map.put("conditions", conditions);
    map.put("implied", implied);
    var point = new LinkedHashMap<String, Object>();
    complete(s.point(), claim).forEach((name, x) -> point.put(name, x.toString()));
    map.put("point", point);
    map.put("borders", borders);
    map.put("proves", claim.statement());
    map.put("proof", proof);
    Checker.check(map);
    return map;
  }
}
