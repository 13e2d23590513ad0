package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** False claims about single points, captured names and words with two meanings: none gets a certificate, and none by hand. */
class ForgedCertificatesTest {

  private static final Expr.Sym K = Exprs.sym("k");
  private static final Expr.Sym I = Exprs.sym("i");
  private static final Expr.Sym J = Exprs.sym("j");
  private static final Expr.Sym N = Exprs.sym("n");
  private static final Map<String, Object> ZERO = Map.of("rule", "zero", "hints", List.of());

  private static Expr read(String text) {
    return PlainReader.parse(text);
  }

  private static Expr at(String base, Expr... indices) {
    return Exprs.indexed(base, List.of(indices), List.of());
  }

  private static Expr sum(Expr body, Expr.Sym index, Expr upper) {
    return Exprs.sum(body, index, Exprs.ONE, upper);
  }

  private static Claim.Relation equal(Expr l, Expr r, String... assumptions) {
    return new Claim.Relation(RelOp.EQ, l, r, List.of(assumptions).stream().map(ForgedCertificatesTest::read).toList());
  }

  private static Map<String, Object> written(Claim claim, Map<String, Rational> point) {
    return Certificates.write(new Certificates.Subject(claim, point));
  }

  /** The function is x, its derivative 1; at 0 the formula by cases says 0. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"0 | x = 0 | 0", "x | x = 0 or x = 1 | 1", "sqrt(-x^2) | | 0", "0 | x >= 0 and x <= 0 | 0", "0 | x^2 <= 0 | 0",
      "0 | 1-sign(x)^2 != 0 | 0", "ite(x>1,1,sqrt(-x^2)) | | 2", "ite(x>1,1,ite(x<=0,sqrt(x),sqrt(-x))) | | 2", "ite(x>1,1,0) | x^2*(x-1) >= 0 | 2",
      "ite(x=0,0,ite(log(-x^2)>0,5,0)) | | 0"})
  void aClaimAtASinglePointSaysNothingOfWhatIsBesideIt(String claimed, String assumption, int point) {
    var claim = new Claim.Derivative(read("ite(x=0,0,x)"), Exprs.sym("x"), 1, read(claimed), assumption == null ? List.of() : List.of(read(assumption)));
    assertThat(written(claim, Map.of("x", Rational.of(point)))).isNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ite(x>0,x,0) | ite(x>0,1,0) | x >= 0", "abs(x) | sign(x) | x >= -1 and x <= 2", "x*abs(x) | 2*abs(x) | x <= 1",
      "ite(x=0,0,x) | 1 | x >= 0"})
  void whereADomainIsAnIntervalItsPointsHaveNeighbours(String function, String claimed, String assumption) {
    var claim = new Claim.Derivative(read(function), Exprs.sym("x"), 1, read(claimed), List.of(read(assumption)));
    assertThat(written(claim, Map.of("x", Rational.HALF))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"#0", "#integral", "#s1.0", "1+1", "2", "x y", "a=b", "x/y", "]x["})
  void aNameThatReadsAsSomethingElseIsRejected(String name) {
    var x = Exprs.sym(name);
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(equal(Exprs.mul(x, x), Exprs.pow(x, 2)), ZERO, Map.of(name, "2"))))
        .isInstanceOf(Rejected.class).hasMessageContaining("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "theta_1", "w·x[n]", "∂C/∂z", "∇L/∂p", "x[x^2+y^2+3*x*y]", "ŷ", "row@X"})
  void namesOfDocumentsAreNames(String name) {
    var x = Exprs.sym(name);
    assertThat(Checker.check(ByHand.certificate(equal(Exprs.mul(x, x), Exprs.pow(x, 2)), ZERO, Map.of(name, "2")))).isNotNull();
  }

  /** (Σ|k|)² = (Σk)² by cases of the name that the normal form gives to k. */
  @Test
  void aProofDoesNotSpeakOfABoundIndex() {
    var n = Exprs.neg(N);
    var claim = equal(Exprs.pow(Exprs.sum(Exprs.sqrt(Exprs.pow(K, 2)), K, n, N), 2), Exprs.pow(Exprs.sum(K, K, n, N), 2));
    var proof = Map.of("rule", "split", "on", "(>= |#0| 0)", "then", ZERO, "else", ZERO);
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim, proof, Map.of("n", "2")))).isInstanceOf(Rejected.class).hasMessageContaining("name");
  }

  /** The other branch of elu is not looked at for x > 0, so its square root tells nothing of y. */
  @Test
  void anArgumentThatIsNotLookedAtNeedNotBeDefined() {
    assertThat(Defined.of(read("elu(x,sqrt(y))"))).isEmpty();
    assertThat(Presence.occurs(read("elu(x,sqrt(y))"), read("sqrt(y)"))).isFalse();
    assertThat(Presence.occurs(read("relu(sqrt(y))"), read("sqrt(y)"))).isTrue();
  }

  /** For x > 0 both sides are multiples of asin 1, and the formula of the derivative is defined nowhere. */
  @Test
  void equalDerivativesExist() {
    var left = read("x*asin(x/sqrt(x^2))");
    var right = read("asin(x/sqrt(x^2))");
    var absurd = Map.of("rule", "absurd", "by", Map.of("rule", "shape", "of", 0));
    var proof = Map.of("rule", "equal derivatives", "implied", List.of(), "slopes", List.of(absurd), "defined", List.of(Map.of("conditions", List.of())),
        "point", Map.of("x", "1"), "there", ZERO);
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(equal(left, right, "x > 0"), proof, Map.of("x", "1")))).isInstanceOf(Rejected.class);
    assertThat(written(equal(left, right, "x > 0"), Map.of("x", Rational.ONE))).isNull();
    assertThat(written(equal(read("asin(x)+acos(x)"), read("pi/2")), Map.of("x", Rational.ZERO))).isNotNull();
    assertThat(written(equal(read("atan(x)+atan(1/x)"), read("pi/2"), "x > 0"), Map.of("x", Rational.ONE))).isNotNull();
  }

  private static Claim.Sums sums(Expr l, Expr r, Map<String, Shape> shapes, List<Expr> assumptions, Expr.Sym... free) {
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>();
    for (var i : free) {
      indices.put(i, List.of(Exprs.ONE, N));
    }
    return new Claim.Sums(l, r, shapes, Map.of(), indices, assumptions);
  }

  private static void isNotWritten(Claim.Sums claim) {
    assertThat(written(claim, Map.of())).isNull();
  }

  @Test
  void theIndexOfAComponentIsNotThatOfASumInside() {
    var vectors = Map.of("v", Shape.column(N), "x", Shape.column(N));
    var inside = sum(Exprs.mul(at("x", K), Exprs.sym("v")), K, N);
    for (var index : List.of(read("max(k,1)"), Exprs.add(K, Exprs.ONE))) {
      isNotWritten(sums(Exprs.call("component", inside, index), sum(Exprs.mul(at("x", K), at("v", index)), K, N), vectors, List.of(), K));
    }
    var bar = Exprs.at(Exprs.mul(K, Exprs.sym("v")), K, Exprs.ONE);
    isNotWritten(sums(Exprs.call("component", bar, K), at("v", Exprs.ONE), vectors, List.of(), K));
  }

  @Test
  void aTraceThatIsKnownIsNoSumOfARow() {
    var trace = Exprs.rel(RelOp.EQ, sum(at("Y", K, K), K, N), Exprs.ONE);
    isNotWritten(sums(sum(at("Y", J, K), J, N), Exprs.ONE, Map.of("Y", Shape.of(N, N)), List.of(trace), K));
    var part = Exprs.rel(RelOp.EQ, sum(at("Y", I, K), K, I), Exprs.ONE);
    isNotWritten(sums(sum(at("Y", J, K), K, I), Exprs.ONE, Map.of("Y", Shape.of(N, N)), List.of(part), I, J));
  }

  @Test
  void aNumberBesideAMatrixIsNoMultipleOfTheIdentity() {
    var a = Exprs.sym("A");
    isNotWritten(sums(Exprs.call("matmul", Exprs.call("inverse", a), Exprs.add(a, Exprs.ONE)),
        Exprs.add(Exprs.call("identity", N), Exprs.call("inverse", a)), Map.of("A", Shape.of(N, N)), List.of()));
  }

  @Test
  void whatHasTwoNamesIsNotDifferentiatedByOne() {
    var d = Exprs.sym("d");
    var matrix = at("X", I, K);
    var family = at("x", I, K);
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>();
    indices.put(I, List.of(Exprs.ONE, N));
    indices.put(K, List.of(Exprs.ONE, d));
    var slope = Exprs.diff(sum(sum(matrix, K, d), I, N), family, 1);
    var claim = new Claim.Sums(slope, Exprs.ZERO, Map.of("X", Shape.of(N, d), "x", Shape.column(d)), Map.of("x", 1), indices,
        List.of(Exprs.rel(RelOp.EQ, matrix, family)));
    assertThatThrownBy(() -> Sums.sides(claim)).isInstanceOf(Rejected.class).hasMessageContaining("two names");
  }

  private static Claim.Sums offBorders(String l, String r) {
    return new Claim.Sums(read(l), read(r), Map.of("x", Shape.column(N), "w", Shape.column(N), "b", Shape.column(N), "W", Shape.of(N, N)), Map.of(), Map.of(),
        List.of(), true);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"D(sum(relu(x[k]),k,1,n),x) | indicator(x >= 0)", "D(sum(abs(x[k]),k,1,n),x) | sign(x)",
      "D(sum(max(0,1-w[k]*x[k]),k,1,n),w) | hadamard(-x,indicator(hadamard(w,x) < 1))", "sum(relu(x[k])*relu(-x[k]),k,1,n) | 0",
      "D(sum(component(relu(b+matmul(W,x)),k),k,1,n),b) | indicator(b+matmul(W,x) > 0)", "sum(relu(2*x[k])/2,k,1,n) | sum(x[k]*indicator(-x[k] < 0),k,1,n)"})
  void offTheirBordersCasesAreNumbers(String l, String r) {
    assertThat(written(offBorders(l, r), Map.of())).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"D(sum(relu(x[k]),k,1,n),x) | indicator(-x >= 0)", "sum(relu(x[k])^2,k,1,n) | sum(x[k]^2,k,1,n)",
      "sum(abs(x[k]),k,1,n) | sum(x[k],k,1,n)", "D(sum(floor(x[k])*x[k],k,1,n),x) | floor(x)", "sum(relu(x[k]-1),k,1,n) | sum(relu(x[k])-1,k,1,n)",
      "sum(ite(x[k]>0,log(x[k]),0),k,1,n) | sum(indicator(x[k]>0)*log(x[k]),k,1,n)", "sum(ite(0*x[k]>0,1,2),k,1,n) | 2*n",
      "D(sum(ite(f(x[k])>0,1,0),k,1,n),x) | 0*x"})
  void offTheirBordersCasesAreNotMore(String l, String r) {
    assertThat(written(offBorders(l, r), Map.of())).isNull();
  }

  @Test
  @SuppressWarnings("unchecked")
  void bordersAreLeftOutOnlyWhereTheClaimSaysSo() {
    var map = written(offBorders("D(sum(relu(x[k]),k,1,n),x)", "indicator(x >= 0)"), Map.of());
    var claim = new LinkedHashMap<String, Object>((Map<String, Object>) (Map<?, ?>) map.get("claim"));
    claim.put("kind", "sums");
    var forged = new LinkedHashMap<>(map);
    forged.put("claim", claim);
    forged.put("proves", claim.toString());
    assertThatThrownBy(() -> Checker.check(forged)).isInstanceOf(Rejected.class).hasMessageContaining("kinks");
  }

  /** A claim, a condition or a coefficient written otherwise is an altered one, though it means the same. */
  @ParameterizedTest
  @ValueSource(strings = {"2/2", "4/2", "-0", "01", "1/1", "0/3", "(+ x 2/2)", "(* x 2)", "(+ (+ 1 x) y)", "(^ x 1)", "|x|", "(+ 1  x)", "(+ 1 x) "})
  void anExpressionHasOneText(String text) {
    assertThatThrownBy(() -> Sexpr.read(text)).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> Sexpr.rational(text)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1/2", "(+ 1 x)", "(* 2 x)", "(^ x 1/2)", "|a b|"})
  void thatTextIsRead(String text) {
    assertThat(Sexpr.write(Sexpr.read(text))).isEqualTo(text);
  }
}
