package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InclusionRunTest {

  @Test
  void everyOperationHoldsTheExactValuesAtThePointsInside() {
    assertThat(InclusionRun.violations(4_000, 20)).isEmpty();
  }
}
