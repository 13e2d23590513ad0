package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerPartsTest {

  private final Kernel kernel = new Kernel(null);

  private static Expr read(String text) {
    return PlainReader.parse(text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "floor(x)+floor(x+1/3)+floor(x+2/3) | floor(3*x)",
      "floor(x/2)+floor((x+1)/2) | floor(x)",
      "ceil(x) | floor(x)+ite(floor(x)=x,0,1)",
      "floor(floor(x)/2) | floor(x/2)",
      "floor(exp(x)/2)+floor((exp(x)+1)/2) | floor(exp(x))",
      "mod(x,2)-mod(x,1) | floor(x)-2*floor(x/2)",
      "ite(mod(x,1)<1,3,4) | 3"})
  void identitiesOfFloorsAreProvedByTheCasesOfTheFractionalPart(String l, String r) {
    assertThat(kernel.equal(read(l), read(r), List.of())).matches(Proof::proved);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "floor(x) | ceil(x)-1", "floor(2*x) | 2*floor(x)", "ite(mod(x,1)>999/1000,1,0) | 0", "floor(exp(x)) | ceil(exp(x))-1",
      "ite(x>0,floor(log(x)),5) | ite(x>0,floor(log(x)),6)", "ite(floor(x)=7,1,0) | 0"})
  void whatFailsAtAJumpOrBetweenIsNotProvedAndLeftOpenAsThin(String l, String r) {
    assertThat(kernel.equal(read(l), read(r), List.of())).matches(p -> !p.proved() && p.thin());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"floor(x) | <= | x", "mod(x,1) | < | 1", "floor(2*x) | >= | 2*floor(x)", "ceil(x) | < | x+1"})
  void boundsOfFloorsAreProved(String l, String op, String r) {
    var relation = switch (op) {
      case "<" -> RelOp.LT;
      case "<=" -> RelOp.LE;
      default -> RelOp.GE;
    };
    assertThat(kernel.relation(relation, read(l), read(r), List.of())).matches(Proof::proved);
  }

  @Property(tries = 60)
  void whatIsProvedOfFloorsHoldsAtEveryFraction(@ForAll @Size(3) List<@IntRange(min = -3, max = 3) Integer> a,
      @ForAll @Size(3) List<@IntRange(min = -2, max = 2) Integer> b, @ForAll @IntRange(min = 1, max = 4) int parts) {
    // Hermite: Σ_{k<m} ⌊u + k/m⌋ = ⌊m·u⌋; altered by terms that vanish only for some coefficients
    var sum = new StringBuilder();
    for (int k = 0; k < parts; k++) {
      sum.append("+floor(x+").append(k).append("/").append(parts).append(")");
    }
    for (int i = 0; i < 3; i++) {
      sum.append("+(").append(a.get(i) % 2).append(")*floor(").append(b.get(i)).append("*x/2+").append(a.get(i)).append("/2)");
    }
    var proved = kernel.equal(read(sum.substring(1)), read("floor(" + parts + "*x)"), List.of()).proved();
    boolean holds = true;
    for (int n = -120; n <= 120; n++) {
      long left = 0;
      for (int k = 0; k < parts; k++) {
        left += Math.floorDiv(n * parts + k * 12, 12 * parts);
      }
      for (int i = 0; i < 3; i++) {
        left += (a.get(i) % 2) * Math.floorDiv(b.get(i) * n + a.get(i) * 12, 24);
      }
      holds &= left == Math.floorDiv(parts * n, 12);
    }
    assertThat(proved).isEqualTo(holds);
  }
}
