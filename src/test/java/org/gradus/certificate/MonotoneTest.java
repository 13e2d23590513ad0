package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.verify.Certificates;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of inequalities by exponentials, squares and slopes, and of the chain rule. */
class MonotoneTest {

  private static Map<String, Object> written(String line) {
    var p = line.split(" \\| ");
    var assumptions = p.length < 2 ? List.<Expr>of() : List.of(Requests.read(p[1]).expr());
    var r = (Expr.Rel) Requests.read(p[0]).expr();
    var point = new HashMap<String, Rational>();
    Trees.freeSymbols(r).forEach(s -> point.put(s.name(), Rational.HALF));
    return Certificates.write(new Certificates.Subject(new Claim.Relation(r.op(), r.lhs(), r.rhs(), assumptions), point));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log(1+exp(x)) > max(0,x)", "log(1+exp(x)) <= log(2)+max(0,x)", "sqrt(a*b) <= (a+b)/2 | a >= 0 and b >= 0", "exp(x) >= 1+x",
      "log(x) <= x-1", "abs(D(ite(z < 0,z/10,z),z)) <= 1", "0 <= abs(D(relu(z),z))"})
  void inequalities(String line) {
    var c = written(line);
    assertThat(c).as(line).isNotNull();
    var claim = (Claim.Relation) Checker.check(c).claim();
    var contrary = new Claim.Relation(claim.op().negate(), claim.lhs(), claim.rhs(), claim.assumptions());
    var other = new LinkedHashMap<>(c);
    other.put("claim", contrary.toMap());
    other.put("proves", contrary.statement());
    assertThatThrownBy(() -> Checker.check(other)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log(1+exp(x)) < max(0,x)+1/2", "exp(x) >= 1+2*x", "sqrt(x) <= x", "log(x) >= x-1", "log(x) <= x-2", "exp(x) > 1+x", "1/x <= 1",
      "abs(D(ite(z < 0,2*z,z),z)) <= 1"})
  void whatDoesNotHoldHasNone(String line) {
    assertThat(written(line)).as(line).isNull();
  }

  /** 1/x falls on both sides of 0 and is not below its value at 1 everywhere. */
  @Test
  void aSlopeTellsNothingAcrossAGap() {
    var claim = new Claim.Relation(RelOp.GE, Requests.read("1/x+x").expr(), Exprs.TWO, List.of());
    var c = new LinkedHashMap<>(written("exp(x) >= 1+x"));
    c.put("claim", claim.toMap());
    c.put("proves", claim.statement());
    c.put("point", Map.of("x", "1/2"));
    assertThatThrownBy(() -> Checker.check(c)).isInstanceOf(Rejected.class);
  }

  private static final Expr C = Exprs.sym("C");

  private static Expr of(String name, String... subs) {
    return Exprs.indexed(name, List.of(subs).stream().<Expr>map(Exprs::sym).toList(), List.of());
  }

  private static Map<String, Object> chain(Expr lhs, Expr rhs, List<Expr> left, List<Expr> right) {
    return Certificates.write(new Certificates.Subject(new Claim.Chain(lhs, rhs, left, right), Map.of()));
  }

  @Test
  void theChainRuleSaysThroughWhatAQuantityDepends() {
    var slope = of("∂C/∂b", "j");
    var links = Exprs.mul(of("∂C/∂z", "k"), of("∂z/∂b", "k", "j"));
    var ends = List.<Expr>of(C, of("b", "j"));
    var path = List.<Expr>of(C, of("z", "k"), of("b", "j"));
    var c = chain(slope, Exprs.sum(links, Exprs.sym("k"), null, null), ends, path);
    assertThat(((Claim.Chain) Checker.check(c).claim()).through()).containsExactly("C depends on b[j] only through z[k], all k");
    assertThat(chain(slope, links, ends, path)).isNotNull();
    assertThat(chain(slope, Exprs.sum(links, Exprs.sym("j"), null, null), ends, path)).isNull();
    assertThat(chain(slope, Exprs.sum(links, Exprs.sym("k"), Exprs.TWO, Exprs.num(3)), ends, path)).isNull();
    assertThat(chain(slope, Exprs.mul(of("∂C/∂z", "k"), of("∂z/∂b", "j", "k")), ends, path)).isNull();
    assertThat(chain(of("∂C/∂b", "i"), links, List.of(C, of("b", "i")), path)).isNull();
  }
}
