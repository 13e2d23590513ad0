package org.gradus.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice of the alteration run. */
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
}
