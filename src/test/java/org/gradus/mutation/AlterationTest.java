package org.gradus.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A slice of the alteration run. */
@Execution(ExecutionMode.CONCURRENT)
class AlterationTest {

  @Test
  void whatTheCheckerStillAcceptsProvesTheSameClaimOrATrueOne() {
    var certificates = AlterationRun.certificates(List.of(Path.of("derivations/02-sigmoid-softplus-and-two-losses.md"),
        Path.of("derivations/06-softmax-and-cross-entropy-by-components.md"), Path.of("derivations/10-backpropagation-through-any-network.md"),
        Path.of("derivations/13-normal-equations-and-xor.md")));
    var tally = AlterationRun.run(certificates, new AlterationRun.Plan(1_500, 5));
    assertThat(tally.certificates).isGreaterThan(60);
    assertThat(tally.kinds).hasSize(7);
    assertThat(tally.kinds.get("claim, said alike everywhere")[0]).isGreaterThan(100);
    assertThat(tally.wrong).isEmpty();
  }

  @Test
  void ordersOfGrowthAreNotAlteredUnnoticed() {
    var certificates = new LinkedHashMap<String, Map<String, Object>>();
    for (var limit : List.of("exp(x)*(exp(1/x-2*exp(-x))-exp(1/x)) -> -2", "(3^x+5^x)^(1/x) -> 5", "x-log(a+exp(x)) -> 0", "exp(x)/(1+1/x)^(x^2) -> exp(1/2)",
        "gamma(x+1/2)/(sqrt(x)*gamma(x)) -> 1", "0.1*0.5^floor(x/10) -> 0", "x*(pi/2-atan(x)) -> 1", "exp(a*x)/(exp(a*x)+exp(b*x)) -> 1", "(abs(x+a)-abs(x-a))/2 -> a")) {
      var sides = limit.split(" -> ");
      var answer = Requests.answer(new Request(limit, "limit", Map.of("expr", sides[0], "var", "x", "to", "oo", "claimed", sides[1], "assume", List.of("a > 0", "a > b"),
          "certificate", true)));
      certificates.put(limit, answer.certificate());
    }
    assertThat(certificates.values()).doesNotContainNull();
    var tally = AlterationRun.run(certificates, new AlterationRun.Plan(1_500, 7));
    assertThat(tally.kinds.get("claim, said alike everywhere")[0]).isGreaterThan(100);
    assertThat(tally.wrong).isEmpty();
  }

  @Test
  void rulesOfSingleFunctionsAreNotAlteredUnnoticed() {
    var certificates = new LinkedHashMap<String, Map<String, Object>>();
    for (var line : List.of("loggamma(x+1) = log(x)+loggamma(x)", "polygamma(1,x+1) = polygamma(1,x)-1/x^2", "besselj(2,x) = 2*besselj(1,x)/x-besselj(0,x)",
        "exp(-lambertw(x)) = lambertw(x)/x", "2*atan(x) = acos((1-x^2)/(1+x^2))", "sqrt((1+cos(x))/2) = cos(x/2)",
        "sqrt(16-2*sqrt(29)+2*sqrt(55-10*sqrt(29))) = sqrt(5)+sqrt(11-2*sqrt(29))")) {
      var sides = line.split(" = ");
      var answer = Requests.answer(new Request(line, "equal", Map.of("lhs", sides[0], "rhs", sides[1], "assume", List.of("x > 0", "x < 3"), "certificate", true)));
      certificates.put(line, answer.certificate());
    }
    assertThat(certificates.values()).doesNotContainNull();
    var tally = AlterationRun.run(certificates, new AlterationRun.Plan(1_200, 11));
    assertThat(tally.kinds.get("claim, said alike everywhere")[0]).isGreaterThan(100);
    assertThat(tally.wrong).isEmpty();
  }

  @Test
  void compositionOfConvexFunctionsAndHalvesOfBoundsAreNotAlteredUnnoticed() throws IOException {
    var file = Files.createTempFile("convex", ".md");
    Files.writeString(file, """
        Let $w, x_i \\in \\mathbb{R}^d$, let $y_i$ be numbers and $a > 0$.

        $$\\ell(w) = \\frac1n\\sum_{i=1}^n \\log(1+e^{-y_i w^T x_i})$$

        $\\ell$ is convex in $w$.

        $$f(u, v) = e^{u+v} + a\\max(u, v)$$

        $f$ is convex in $u$.

        $$\\left|\\frac{d}{dz}\\left(z\\frac{e^z-e^{-z}}{e^z+e^{-z}}\\right)\\right| \\le 1.2$$
        """);
    var certificates = AlterationRun.certificates(List.of(file));
    Files.delete(file);
    assertThat(certificates).hasSize(3);
    assertThat(AlterationRun.run(certificates, new AlterationRun.Plan(900, 13)).wrong).isEmpty();
  }
}
