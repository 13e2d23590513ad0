package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrthonormalityTest {

  @Test
  void theMatricesAtHandHaveOrthonormalRowsAndColumnsAndDiffer() {
    for (int n = 1; n <= 10; n++) {
      for (int which = 0; which < 7; which++) {
        var m = Orthonormality.orthogonal(n, which);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            long rows = 0;
            long columns = 0;
            for (int k = 0; k < n; k++) {
              rows += (long) m[1 + i * n + k] * m[1 + j * n + k];
              columns += (long) m[1 + k * n + i] * m[1 + k * n + j];
            }
            long one = i == j ? (long) m[0] * m[0] : 0;
            assertThat(rows).as(n + " " + which).isEqualTo(one);
            assertThat(columns).as(n + " " + which).isEqualTo(one);
          }
        }
        for (int other = 0; n > 1 && other < which; other++) {
          assertThat(m).isNotEqualTo(Orthonormality.orthogonal(n, other));
        }
      }
    }
  }
}
