package org.gradus.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import edu.jas.arith.BigRational;
import edu.jas.ufd.FactorFactory;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle.Factor;
import org.junit.jupiter.api.Test;

class JasFactorsTest {

  private static final Expr X = Exprs.sym("x");
  private static final Expr Y = Exprs.sym("y");
  private final JasFactors jas = new JasFactors();

  @Test
  void factorsTheDifferenceOfSquares() {
    var factors = jas.factor(Exprs.sub(Exprs.pow(X, 2), Exprs.pow(Y, 2))).orElseThrow();
    assertThat(factors.stream().filter(f -> !(f.base() instanceof Expr.Num))).hasSize(2);
    assertThat(factors).allMatch(f -> f.power() == 1);
  }

  @Test
  void takesOtherFunctionsAsGenerators() {
    var e = Exprs.exp(X);
    var square = Exprs.add(Exprs.pow(e, 2), Exprs.mul(Exprs.TWO, e), Exprs.ONE);
    var factors = jas.factor(square).orElseThrow();
    assertThat(factors).containsExactly(new Factor(Exprs.add(Exprs.ONE, e), 2));
  }

  @Test
  void keepsRationalFactors() {
    assertThat(product(jas.factor(Exprs.add(Exprs.mul(Exprs.HALF, X), Exprs.num(Rational.of(1, 3)))).orElseThrow()))
        .isNotNull();
    assertThat(jas.factor(Exprs.num(6)).orElseThrow()).containsExactly(new Factor(Exprs.num(6), 1));
    assertThat(jas.factor(Exprs.ZERO).orElseThrow()).containsExactly(new Factor(Exprs.ZERO, 1));
  }

  @Test
  void givesUpOnWhatIsTooLarge() {
    var sum = new ArrayList<Expr>();
    for (int i = 0; i < 40; i++) {
      sum.add(Exprs.sym("x" + i));
    }
    assertThat(jas.factor(Exprs.pow(Exprs.add(sum), 5))).isEmpty();
  }

  @Property(tries = 60)
  void theProductOfTheFactorsIsThePolynomial(@ForAll("polynomials") Expr a, @ForAll("polynomials") Expr b) {
    var p = Exprs.mul(a, b, a);
    var ring = JasPolynomials.over(p, X, Y);
    assertThat(ring.read(product(jas.factor(p).orElseThrow())).equals(ring.read(p))).isTrue();
  }

  @Test
  void twoTermsAreTakenApartAsOneVariableIs() {
    var z = Exprs.sym("z");
    var p = Exprs.sub(Exprs.mul(Exprs.num(4), Exprs.pow(z, 8)), Exprs.mul(Exprs.num(9), Exprs.pow(X, 2), Exprs.pow(Y, 2)));
    assertThat(jas.factor(p).orElseThrow().stream().filter(f -> !(f.base() instanceof Expr.Num))).hasSize(2).allMatch(f -> f.power() == 1);
    var cubes = Exprs.add(Exprs.pow(X, 3), Exprs.mul(Exprs.num(8), Exprs.pow(z, 3), Exprs.pow(Y, 3)));
    var found = jas.factor(cubes).orElseThrow();
    assertThat(found.stream().filter(f -> !(f.base() instanceof Expr.Num))).hasSize(2);
    var ring = JasPolynomials.over(p, X, Y, z);
    assertThat(ring.read(product(found)).equals(ring.read(cubes))).isTrue();
  }

  @Property(tries = 60)
  void aPolynomialThatIsLinearInAVariableHasTheFactorsThatTheLibraryFinds(
      @ForAll("polynomials") Expr a, @ForAll("polynomials") Expr b, @ForAll("polynomials") Expr c) {
    var p = Exprs.mul(c, Exprs.add(a, Exprs.mul(b, Exprs.sym("z"))));
    var ring = JasPolynomials.over(p, X, Y);
    if (!ring.read(p).isConstant()) {
      var found = jas.factor(p).orElseThrow();
      assertThat(ring.read(product(found)).equals(ring.read(p))).isTrue();
      assertThat(found.stream().filter(f -> !(f.base() instanceof Expr.Num)).mapToInt(Factor::power).sum()).as("%s", found)
          .isEqualTo(FactorFactory.getImplementation(BigRational.ONE).factors(ring.read(p)).entrySet().stream()
              .filter(e -> !e.getKey().isConstant()).mapToInt(e -> e.getValue().intValue()).sum());
    }
  }

  @Property(tries = 60)
  void theCommonDivisorDividesBoth(
      @ForAll("polynomials") Expr a, @ForAll("polynomials") Expr b, @ForAll("polynomials") Expr c) {
    var gcd = jas.gcd(Exprs.mul(a, c), Exprs.mul(b, c)).orElseThrow();
    var ring = JasPolynomials.over(a, b, c, X, Y);
    var g = ring.read(gcd);
    assertThat(g.isZERO() || ring.read(c).isZERO() || g.remainder(ring.read(c)).isZERO()).isTrue();
    assertThat(g.isZERO() || ring.read(Exprs.mul(a, c)).remainder(g).isZERO()).isTrue();
    assertThat(g.isZERO() || ring.read(Exprs.mul(b, c)).remainder(g).isZERO()).isTrue();
  }

  @Provide
  Arbitrary<Expr> polynomials() {
    var term = Combinators.combine(Arbitraries.integers().between(-4, 4), Arbitraries.integers().between(0, 2),
        Arbitraries.integers().between(0, 2))
        .as((c, i, j) -> Exprs.mul(Exprs.num(Rational.of(c, 2)), Exprs.pow(X, i), Exprs.pow(Y, j)));
    return term.list().ofMinSize(1).ofMaxSize(3).map(Exprs::add);
  }

  private static Expr product(List<Factor> factors) {
    return Exprs.mul(factors.stream().map(f -> Exprs.pow(f.base(), f.power())).toList());
  }

  @Test
  void everyMemberOfABasisIsTheCombinationThatItIsSaidToBe() {
    var x = Exprs.sym("x");
    var y = Exprs.sym("y");
    var given = List.of(
        Exprs.sub(Exprs.mul(Exprs.pow(x, 2), y), Exprs.num(4)),
        Exprs.sub(Exprs.mul(x, Exprs.pow(y, 2)), Exprs.TWO));
    var basis = new JasFactors().basis(given).orElseThrow();
    assertThat(basis).isNotEmpty();
    var kernel = new Kernel(null);
    for (var c : basis) {
      var sum = Exprs.add(Exprs.mul(c.multipliers().get(0), given.get(0)),
          Exprs.mul(c.multipliers().get(1), given.get(1)));
      assertThat(kernel.equal(sum, c.polynomial(), List.of()).proved()).isTrue();
    }
  }
}
