package org.gradus.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.gb.GroebnerBaseSeq;
import edu.jas.kern.ComputerThreads;
import edu.jas.poly.GenPolynomial;
import edu.jas.ufd.GreatestCommonDivisorSubres;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.proof.Oracle;

/**
 * Factors and greatest common divisors by JAS (H. Kredel, the Java Algebra System), without Symja's evaluator: the
 * first answer takes a fraction of the time Symja needs to start. Only sequential algorithms are used, so that no
 * thread is left behind.
 */
public final class JasFactors implements Oracle {

  /** Larger polynomials are left alone: their factorization may take exponential time. */
  static final int MAX_TERMS = 400;

  static final int MAX_VARIABLES = 12;
  static final int MAX_DEGREE = 60;
  /** The degree of the polynomial in one variable that Kronecker's substitution makes of one in several. */
  static final int MAX_KRONECKER_DEGREE = 100;

  /** Systems with more terms in an equation, variables, or solutions (Bézout's bound) are left alone. */
  static final int MAX_BASIS_TERMS = 12;
  static final int MAX_BASIS_VARIABLES = 4;
  static final int MAX_SOLUTIONS = 32;

  /** So many answers are kept. */
  private static final int MAX_KNOWN = 500;

  /** Prepared at the first question: a kernel that never asks does not load the library. */
  private static final class Prepared {
    static final boolean DONE = prepare();

    private static boolean prepare() {
      ComputerThreads.NO_THREADS = true;
      return Quiet.ensure();
    }
  }

  /** Answers to questions that were asked before: one proof asks for the factors of the same few polynomials again and again. */
  private final Map<Expr, List<Factor>> known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Expr, List<Factor>> eldest) {
      return size() > MAX_KNOWN;
    }
  });

  @Override
  public Optional<List<Factor>> factor(Expr polynomial) {
    var before = known.get(polynomial);
    if (before != null) {
      return Optional.of(before);
    }
    var answer = factors(polynomial);
    answer.ifPresent(a -> known.put(polynomial, a)); // none may only mean that the time was up
    return answer;
  }

  private static Optional<List<Factor>> factors(Expr polynomial) {
    return attempt(() -> {
      var ring = JasPolynomials.over(polynomial);
      var p = ring.read(polynomial);
      if (p.isZERO() || p.isConstant()) {
        return List.of(new Factor(ring.write(p), 1));
      }
      guard(p);
      var factors = new ArrayList<Factor>();
      var unit = rational(p.leadingBaseCoefficient());
      for (var entry : Specialised.factors(p).entrySet()) {
        var base = entry.getKey();
        var power = Math.toIntExact(entry.getValue());
        if (!base.isConstant()) {
          factors.add(new Factor(ring.write(base), power));
          unit = unit.dividedBy(rational(base.leadingBaseCoefficient()).pow(power));
        }
      }
      // JAS is not exact about constant factors; the leading coefficients are.
      if (!unit.isOne()) {
        factors.addFirst(new Factor(Exprs.num(unit), 1));
      }
      return List.copyOf(factors);
    });
  }

  /** Buchberger's algorithm with the transformation to the basis (Becker and Weispfenning, Gröbner Bases, §5.6). */
  @Override
  public Optional<List<Combination>> basis(List<Expr> polynomials) {
    return attempt(() -> {
      var ring = JasPolynomials.over(polynomials.toArray(Expr[]::new));
      var given = polynomials.stream().map(ring::read).toList();
      long solutions = 1;
      for (var p : given) {
        solutions *= Math.max(1, p.degree());
        if (p.length() > MAX_BASIS_TERMS || p.ring.nvar > MAX_BASIS_VARIABLES || solutions > MAX_SOLUTIONS) {
          throw new NotPolynomial("too large a system");
        }
      }
      var found = new GroebnerBaseSeq<BigRational>().extGB(given);
      var all = new ArrayList<Combination>();
      for (int i = 0; i < found.G.size(); i++) {
        all.add(new Combination(ring.write(found.G.get(i)), found.G2F.get(i).stream()
            .map(m -> m == null ? Exprs.ZERO : ring.write(m)).toList()));
      }
      return List.copyOf(all);
    });
  }

  @Override
  public Optional<Expr> gcd(Expr a, Expr b) {
    return attempt(() -> {
      var ring = JasPolynomials.over(a, b);
      var p = ring.read(a);
      var q = ring.read(b);
      guard(p);
      guard(q);
      return ring.write(new GreatestCommonDivisorSubres<BigRational>().gcd(p, q));
    });
  }

  private static Rational rational(BigRational r) {
    return Rational.of(r.numerator(), r.denominator());
  }

  private static void guard(GenPolynomial<?> p) {
    if (p.length() > MAX_TERMS || p.ring.nvar > MAX_VARIABLES || p.degree() > MAX_DEGREE) {
      throw new NotPolynomial("too large to factor");
    }
    long single = 1;
    for (int i = 0; i < p.ring.nvar; i++) {
      single *= p.degree(i) + 1;
    }
    if (p.ring.nvar > 1 && single > MAX_KRONECKER_DEGREE) {
      throw new NotPolynomial("too large to factor");
    }
  }

  /** Whatever goes wrong inside the library, the kernel is only told that there is no answer. */
  private static <T> Optional<T> attempt(Supplier<T> computation) {
    try {
      return Prepared.DONE ? Optional.of(computation.get()) : Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** An expression that is not a polynomial within the limits. */
  static final class NotPolynomial extends RuntimeException {
    NotPolynomial(String message) {
      super(message, null, false, false);
    }
  }
}
