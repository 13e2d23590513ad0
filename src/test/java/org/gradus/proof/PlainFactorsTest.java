package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.symbolic.JasFactors;

class PlainFactorsTest {

  private static final List<Expr.Sym> NAMES = List.of(Exprs.sym("g0"), Exprs.sym("g1"), Exprs.sym("g2"));
  private static final List<Generator> GENERATORS = NAMES.stream().map(PlainFactorsTest::generator).toList();

  private static Generator generator(Expr.Sym s) {
    return new Generator(Generator.Kind.VARIABLE, s.name(), s, false);
  }

  /** The polynomial of these terms, each a coefficient and three exponents in base 3, as the kernel and the oracle see it. */
  private record Both(Poly poly, Expr expr) {

    static Both of(List<Integer> codes) {
      var work = new Work(1_000_000);
      var poly = Poly.ZERO;
      Expr expr = Exprs.ZERO;
      for (int code : codes) {
        var c = Rational.of(code / 27 - 3 == 0 ? 1 : code / 27 - 3);
        var m = Monomial.ONE;
        Expr e = Exprs.num(c);
        for (int i = 0, rest = code % 27; i < 3; i++, rest /= 3) {
          m = m.times(Monomial.of(GENERATORS.get(i), Rational.of(rest % 3)));
          e = Exprs.mul(e, Exprs.pow(NAMES.get(i), Exprs.num(Rational.of(rest % 3))));
        }
        poly = poly.plus(Poly.term(Complex.of(c), m, work), work);
        expr = Exprs.add(expr, e);
      }
      return new Both(poly, expr);
    }
  }

  @Property(tries = 400)
  void whatIsPlainlyPrimeHasOneFactorForTheOracle(@ForAll @Size(min = 2, max = 5) List<@IntRange(min = 0, max = 188) Integer> codes) {
    var p = Both.of(codes);
    var scale = new TreeMap<Generator, Rational>();
    p.poly.terms().keySet().forEach(m -> m.exponents().keySet().forEach(g -> scale.put(g, Rational.ONE)));
    if (p.poly.size() > 1 && p.poly.content().isOne() && PlainFactors.isPrime(p.poly, scale)) {
      var found = new JasFactors().factor(p.expr).orElseThrow().stream().filter(f -> !(f.base() instanceof Expr.Num)).toList();
      assertThat(found).hasSize(1);
      assertThat(found.getFirst().power()).isEqualTo(1);
    }
  }

  @Property(tries = 300)
  void aQuadraticPolynomialHasTheFactorsThatTheOracleFinds(@ForAll @IntRange(min = 1, max = 4) int a, @ForAll @IntRange(min = -9, max = 9) int b,
      @ForAll @IntRange(min = -9, max = 9) int c, @ForAll boolean square) {
    var work = new Work(1_000_000);
    int k = square ? 2 : 1; // in g², too
    var g = GENERATORS.getFirst();
    var poly = Poly.constant(Rational.of(c)).plus(Poly.term(Complex.of(Rational.of(b)), Monomial.of(g, Rational.of(k, 2)), work), work)
        .plus(Poly.term(Complex.of(Rational.of(a)), Monomial.of(g, Rational.of(k)), work), work);
    var x = NAMES.getFirst();
    var expr = Exprs.add(Exprs.add(Exprs.mul(Exprs.num(a), Exprs.mul(x, x)), Exprs.mul(Exprs.num(b), x)), Exprs.num(c));
    var ours = PlainFactors.ofQuadratic(poly, g, Rational.of(2, k));
    var theirs = new JasFactors().factor(expr).orElseThrow().stream().filter(f -> !(f.base() instanceof Expr.Num)).toList();
    assertThat(ours.map(List::size).orElse(1)).isEqualTo(theirs.size());
    assertThat(ours.map(o -> o.stream().mapToInt(Oracle.Factor::power).sum()).orElse(theirs.getFirst().power() == 2 ? 0 : 2)).isEqualTo(2);
    ours.ifPresent(o -> {
      Expr product = Exprs.num(a);
      for (var f : o) {
        product = Exprs.mul(product, Exprs.pow(f.base(), Exprs.num(Rational.of(f.power()))));
      }
      assertThat(new Kernel(null).equal(product, expr, List.of()).proved()).isTrue();
    });
  }

  @Example
  void aCubicPolynomialIsLeftToTheOracle() {
    var work = new Work(1000);
    var g = GENERATORS.getFirst();
    var cubic = Poly.ONE.plus(Poly.term(Complex.ONE, Monomial.of(g, Rational.of(3)), work), work);
    assertThat(PlainFactors.ofQuadratic(cubic, g, Rational.ONE)).isNull();
  }
}
