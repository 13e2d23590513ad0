package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits by orders of growth: what is written, what nobody's prover wrote, and what must not be accepted. */
class GrowthTest {

  private static Expr read(String text) {
    return text.equals("oo") ? Exprs.INFINITY : text.equals("-oo") ? Exprs.neg(Exprs.INFINITY) : PlainReader.parse(text);
  }

  private static String sexpr(String text) {
    return Sexpr.write(read(text));
  }

  /** A line: the rule, then fields and their values; expressions in plain text after =. */
  private static Map<String, Object> line(String rule, Object... fields) {
    var map = new LinkedHashMap<String, Object>();
    map.put("rule", rule);
    for (int i = 0; i < fields.length; i += 2) {
      var v = fields[i + 1];
      map.put((String) fields[i], v instanceof String s && s.startsWith("=") ? sexpr(s.substring(1)) : v);
    }
    return map;
  }

  private static Map<String, Object> same(String of, String as, String... using) {
    return line("same", "of", "=" + of, "as", "=" + as, "using", List.of(using));
  }

  private static List<String> texts(String... plain) {
    return Arrays.stream(plain).map(GrowthTest::sexpr).toList();
  }

  private static void prove(Claim.Limit claim, List<?> lines) {
    LimitSteps.prove(claim, List.of(), new Node(Map.of("rule", "growth", "logarithms", 2, "lines", lines)));
  }

  private static Claim.Limit claim(String body, String value, String... assumptions) {
    return new Claim.Limit(read(body), Exprs.sym("x"), Exprs.INFINITY, 0, read(value), Arrays.stream(assumptions).map(GrowthTest::read).toList());
  }

  private static void prove(String body, String value, Object... lines) {
    prove(claim(body, value), List.of(lines));
  }

  private static void isRejected(String body, String value, Object... lines) {
    assertThatThrownBy(() -> prove(body, value, lines)).as(body + " -> " + value).isInstanceOf(Rejected.class);
  }

  private static final Map<String, Object> EXP = line("scale", "of", "=exp(x)");

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "exp(x)*(exp(1/x-2*exp(-x))-exp(1/x)) | oo | -2", "x^2*(exp(1/x)-exp(1/(x+1))) | oo | 1", "(3^x+5^x)^(1/x) | oo | 5", "log(x)^100/x | oo | 0",
      "exp(exp(x-exp(-x)))/exp(exp(x)) | oo | exp(-1)", "exp(x)/(1+1/x)^(x^2) | oo | exp(1/2)", "x-log(a+exp(x)) | oo | 0", "exp(log(x)^(2/3))/x | oo | 0",
      "exp(exp(exp(x)/(1-1/x)))-exp(exp(exp(x)/(1-1/x-log(x)^(-log(x))))) | oo | -oo", "(tan(tan(x))-sin(sin(x)))/(tan(x)-sin(x)) | 0 | 2",
      "x^2+2*x*sin(x)+sin(x)^2 | -oo | oo", "gamma(x+1/2)/(sqrt(x)*gamma(x)) | oo | 1", "x^2*(digamma(x)-log(x)+1/(2*x)) | oo | -1/12",
      "x*(1-erf(x))*exp(x^2)*sqrt(pi) | oo | 1", "besselj(1,x) | oo | 0", "besselk(0,x) | oo | 0", "floor(x)/x | oo | 1",
      "(x+1)^a/((x+1)^(a+1)-x^(a+1)) | oo | 1/(1+a)", "(abs(x+a)-abs(x-a))/2 | oo | a", "((a+x)/x)^(2*x) | oo | exp(2*a)"})
  void areWrittenDown(String body, String to, String value) {
    var a = Requests.answer(new Request("1", "limit", Map.of("expr", body, "var", "x", "to", to, "claimed", value, "assume", List.of("a > 0"), "certificate", true)));
    assertThat(a.certificate()).isNotNull();
    assertThat(((Claim.Limit) Checker.check(a.certificate()).claim()).body()).isEqualTo(read(body));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "exp(x)*(exp(1/x-2*exp(-x))-exp(1/x)) | 2", "x^2*(exp(1/x)-exp(1/(x+1))) | 2", "(3^x+5^x)^(1/x) | 3", "log(x)^100/x | oo", "x-log(a+exp(x)) | a", "(x+1)^a-x^a | 0",
      "exp(x)/(1+1/x)^(x^2) | 1", "sin(x) | 0", "x*sin(x) | oo", "log(-exp(x)) | oo", "(-2)^x | 0", "(sin(x))^x | 0", "x^(1/2)*(-1-1/x)^(1/2) | oo",
      "gamma(x+1/2)/(sqrt(x)*gamma(x)) | 1/2", "gamma(-x) | 0", "floor(x)-x | 0", "exp(b*x) | oo", "x^b | oo", "1/(sin(x)+1) | 1", "log(1/x-1/x) | -oo"})
  void whatIsFalseHasNone(String body, String value) {
    assertThat(Certificates.write(new Certificates.Subject(claim(body, value, "a > 0"), Map.of()))).isNull();
  }

  @Test
  void theFasterFunctionDecides() {
    prove("log(x)/x", "0");
    prove("log(log(x))^9-log(x)", "-oo");
    prove("sin(x)/x", "0");
    prove("(x+sin(x))/(2*x)", "1/2");
    prove("x^100*exp(-x)+3", "3", EXP);
    isRejected("log(x)/x", "1");
    isRejected("log(x)/x", "oo");
    isRejected("x/log(x)", "0");
    isRejected("x/log(x)", "-oo");
    isRejected("(x+1)-x", "0");
    isRejected("(x+1)-x", "oo");
    isRejected("x^100*exp(-x)", "oo", EXP);
    isRejected("x^100*exp(-x)", "0");
    isRejected("log(log(log(x)))", "oo");
    isRejected("sin(x)", "0");
    isRejected("2+sin(x)", "2");
    isRejected("1/sin(x)", "oo");
    isRejected("x*sin(x)", "oo");
    isRejected("x*(2+sin(x))", "oo");
  }

  @Test
  void aScaleHoldsWhatGrowsEachFasterThanTheOneBefore() {
    prove("exp(exp(x))/exp(x^2)", "oo", EXP, line("scale", "of", "=exp(x^2)"), line("scale", "of", "=exp(exp(x))"));
    for (var of : List.of("exp(-x)", "exp(sin(x))", "exp(log(x))", "exp(2*log(x))", "exp(1/x)", "exp(0)", "exp(1)", "x^2", "exp(x-x)", "exp(b*x)", "exp(x*sin(x))")) {
      isRejected("x", "oo", line("scale", "of", "=" + of));
    }
    isRejected("x", "oo", EXP, line("scale", "of", "=exp(2*x)"));
    isRejected("x", "oo", EXP, line("scale", "of", "=exp(x+log(x))"));
  }

  @Test
  void whatIsUndefinedHasNoLimit() {
    for (var body : List.of("log(-x)/x", "0*log(-x)", "log(-x)-log(-x)", "sqrt(1-x)/x", "1/x+log(-1)", "x+sqrt(-2)", "1/(x-x)", "log(1-x)", "(0*x)^x", "asin(x)/x", "0*gamma(-x)")) {
      for (var value : List.of("0", "oo", "1")) {
        isRejected(body, value);
      }
    }
    isRejected("1/(x-x)", "oo", same("x-x", "0"));
    isRejected("log(-x)-log(-x)", "0", same("log(-x)-log(-x)", "0"));
    isRejected("log(-x)/x", "0", same("log(-x)", "log(x)"));
    isRejected("log(-x)/x", "0", line("factors", "of", "=log(-x)", "factors", texts("-1", "x"), "using", List.of()));
    isRejected("sqrt(x^2)/x", "-1", line("factors", "of", "=sqrt(x^2)", "factors", texts("-x", "-x"), "using", List.of()));
    isRejected("(-2)^x", "0", line("power", "of", "=(-2)^x"));
    isRejected("(-x)^x", "0", line("power", "of", "=(-x)^x"));
    isRejected("(x-x)^x", "0", same("x-x", "0"), line("power", "of", "=(x-x)^x"));
    isRejected("sin(x)^x", "0", line("power", "of", "=sin(x)^x"));
  }

  @Test
  void linesSayWhatIsEqual() {
    prove("x*log(1+1/x)", "1", expansion("log(1+1/x)", "1", 1, "1/x", "germ0"), line("same", "of", "=x*log(1+1/x)", "as", "(apply germ0 0 x)", "using", List.of("0")));
    isRejected("x*log(1+1/x)", "2", expansion("log(1+1/x)", "1", 1, "1/x", "germ0"), line("same", "of", "=x*log(1+1/x)", "as", "(apply germ0 0 x)", "using", List.of("0")));
    isRejected("x*log(1+1/x)", "1", same("x*log(1+1/x)", "1"));
    isRejected("x*log(1+1/x)", "1", expansion("log(1+1/x)", "1", 1, "1/x", "germ0"), line("same", "of", "=x*log(1+1/x)", "as", "(apply germ0 0 x)", "using", List.of("1")));
    isRejected("x", "0", same("x", "1/x"));
    isRejected("x", "0", same("x", "x-x"));
    isRejected("exp(x)", "oo", line("exponents", "of", "=exp(x)", "parts", texts("x", "x"), "using", List.of()));
    isRejected("exp(x)", "0", EXP, line("exponents", "of", "=exp(x)", "parts", texts("-x", "x"), "using", List.of()));
    isRejected("exp(x)", "oo", line("exponents", "of", "=exp(x)", "parts", texts("x"), "using", List.of()));
    isRejected("x", "0", line("same", "of", "=x", "as", "=1/x", "using", List.of("0")));
    isRejected("x", "0", line("same", "of", "=x", "as", "=1/x", "using", List.of("-1")));
  }

  private static Map<String, Object> expansion(String of, String at, int terms, String small, String germ) {
    return line("expansion", "of", "=" + of, "at", "=" + at, "terms", terms, "small", "=" + small, "germ", germ, "using", List.of());
  }

  @Test
  void expansionsAreWhereFunctionsAreSmooth() {
    prove("1/x", "0", expansion("sin(1/x)", "0", 3, "1/x", "germ0"));
    for (var e : List.of(expansion("log(1+1/x)", "2", 1, "1/x-1", "germ0"), expansion("log(1/x)", "0", 1, "1/x", "germ0"), expansion("(1/x)^(1/2)", "0", 1, "1/x", "germ0"),
        expansion("(1/x)^(-1)", "0", 1, "1/x", "germ0"), expansion("asin(1-1/x)", "1", 1, "-1/x", "germ0"), expansion("sin(x)", "0", 1, "x", "germ0"),
        expansion("exp(1/x)", "0", 0, "1/x", "germ0"), expansion("exp(1/x)", "0", 1, "2/x", "germ0"), expansion("exp(1/x)", "1/x", 1, "0", "germ0"),
        expansion("sin(sin(x))", "0", 1, "sin(x)", "germ0"), expansion("gamma(1/x)", "0", 1, "1/x", "germ0"), expansion("abs(1/x)", "0", 1, "1/x", "germ0"),
        expansion("floor(1/x)", "0", 1, "1/x", "germ0"), expansion("exp(1/x)", "0", 1, "1/x", "x"), expansion("exp(1/x)", "0", 1, "1/x", "sin"))) {
      isRejected("1/x", "0", e);
    }
    isRejected("1/x", "0", expansion("exp(1/x)", "0", 1, "1/x", "germ0"), expansion("sin(1/x)", "0", 1, "1/x", "germ0"));
  }

  @Test
  void aNameIsNewAndOfTheProof() {
    isRejected("germ0(x)", "0", line("name", "of", "=1/x", "germ", "germ0"));
    isRejected("1/x+0*germ0(x)", "0", line("name", "of", "=1/x", "germ", "germ0"));
    assertThatThrownBy(() -> prove(claim("x", "oo"), List.of(line("same", "of", "=x", "as", "(+ x (* 0 (apply germ0 0 x)))", "using", List.of())))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> prove(claim("x", "oo"), List.of(line("same", "of", "=x", "as", "(+ x (* 0 (apply germ0 0 1)))", "using", List.of())))).isInstanceOf(Rejected.class);
    isRejected("1/x", "0", line("name", "of", "=1/x", "germ", "germ0"), line("name", "of", "=x", "germ", "germ0"));
  }

  @Test
  void casesFloorsAndArcsAreDecidedFromSomePointOn() {
    var case1 = "ite(x > 5, 1/x, x)";
    prove(case1, "0", line("case", "of", "=" + case1));
    isRejected(case1, "oo", line("case", "of", "=" + case1));
    for (var open : List.of("ite(sin(x) > 0, 1, 2)", "ite(log(-x) > 0, 1, 1)", "ite(x > 5, log(-x), 1)", "ite(x - x > 0, 1, 2)", "ite(b > 0, 1, 2)")) {
      isRejected(open, "1", line("case", "of", "=" + open));
      isRejected(open, "2", line("case", "of", "=" + open));
    }
    prove("floor(1-1/x)", "0", same("1-(1-1/x)", "1/x"), line("floor", "of", "=floor(1-1/x)", "is", "0"));
    isRejected("floor(1-1/x)", "1", line("floor", "of", "=floor(1-1/x)", "is", "1"));
    isRejected("floor(1+1/x)", "0", line("floor", "of", "=floor(1+1/x)", "is", "0"));
    isRejected("floor(sin(x))", "0", line("floor", "of", "=floor(sin(x))", "is", "0"));
    isRejected("floor(x)", "2", line("floor", "of", "=floor(x)", "is", "2"));
    prove("atan(x)", "pi/2", line("arc", "of", "=atan(x)"));
    prove("atan(-x)", "-pi/2");
    isRejected("atan(x)", "-pi/2", line("arc", "of", "=atan(x)"));
    isRejected("atan(sin(x))", "pi/2", line("arc", "of", "=atan(sin(x))"));
    isRejected("asin(x)/x", "0", line("arc", "of", "=asin(x)"));
    for (var of : List.of("gamma(-x)", "gamma(2+1/x)", "loggamma(sin(x))", "erf(1/x)", "digamma(-x)", "besseli(0,-x)", "besseli(b,x)", "airyai(x)", "besselj(0,1/x)")) {
      isRejected("1/x", "0", line("asymptotics", "of", "=" + of, "terms", 2, "germ", "germ0"));
    }
  }

  @Test
  void parametersNeedTheirSigns() {
    prove(claim("a*x", "oo", "a > 0"), List.of());
    prove(claim("x^a", "oo", "a > 0"), List.of());
    prove(claim("exp(a*x)/exp(b*x)", "oo", "a > b"), List.of(EXP));
    for (var assumption : List.of("a >= 0", "a < 0", "a != 0", "b > 0")) {
      for (var body : List.of("a*x", "x^a", "x/a")) {
        assertThatThrownBy(() -> prove(claim(body, "oo", assumption), List.of())).as(body + " where " + assumption).isInstanceOf(Rejected.class);
      }
    }
    assertThatThrownBy(() -> prove(claim("exp(a*x)/exp(b*x)", "oo", "a >= b"), List.of(EXP))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> prove(claim("a*x", "oo"), List.of(line("sign", "of", "a", "is", ">", "by", Map.of("rule", "sign", "by", Map.of("rule", "shape"))))))
        .isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> prove(claim("x", "oo"), List.of(line("sign", "of", "=x-1", "is", ">", "by", Map.of("rule", "sign", "by", Map.of("rule", "shape"))))))
        .isInstanceOf(Rejected.class);
    prove(claim("x*(a^2+1)", "oo"), List.of(line("sign", "of", "=a^2+1", "is", ">", "by", Map.of("rule", "sign", "by", Map.of("rule", "shape")))));
  }

  @Test
  void itIsAboutInfinityAndFreeVariables() {
    var zero = new Claim.Limit(read("log(x)"), Exprs.sym("x"), Exprs.ZERO, 1, read("oo"), List.of());
    assertThatThrownBy(() -> prove(zero, List.of())).isInstanceOf(Rejected.class);
    var below = new Claim.Limit(read("x"), Exprs.sym("x"), Exprs.neg(Exprs.INFINITY), 0, read("oo"), List.of());
    assertThatThrownBy(() -> prove(below, List.of())).isInstanceOf(Rejected.class);
    isRejected("x", "oo", line("same", "of", "(#sum x x 1 3)", "as", "6", "using", List.of()));
    isRejected("x", "oo", line("same", "of", "(#limit (^ x -1) x #oo 0)", "as", "0", "using", List.of()));
    isRejected("x", "oo", line("order", "line", "0"));
    isRejected("x", "oo", line("nothing"));
  }

  /** x^i·(log x)^j·e^(kx) tends as the first of k, i, j that is not 0 says, whatever bounded factor or slower term is put beside it. */
  @Property(tries = 200)
  void theFirstExponentThatIsNotZeroDecides(@ForAll @IntRange(min = -3, max = 3) int i, @ForAll @IntRange(min = -3, max = 3) int j,
      @ForAll @IntRange(min = -2, max = 2) int k) {
    int s = k != 0 ? k : i != 0 ? i : j;
    var body = "3*x^(" + i + ")*log(x)^(" + j + ")*exp(" + k + "*x)";
    var right = s > 0 ? "oo" : s < 0 ? "0" : "3";
    for (var value : List.of("oo", "0", "3", "-oo")) {
      var lines = new ArrayList<Object>(List.of(EXP));
      if (value.equals(right)) {
        prove(claim(body, value), lines);
      } else {
        assertThatThrownBy(() -> prove(claim(body, value), lines)).isInstanceOf(Rejected.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x^2000", "(1+1/x)^2000", "exp(x)^2000"})
  void largeExponentsAreNotWrittenOut(String body) {
    assertThat(Certificates.write(new Certificates.Subject(claim(body + "-" + body, "0"), Map.of()))).isNotNull();
  }
}
