package org.gradus.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.gradus.junit.GradusAssertions.assertDerivation;
import static org.gradus.junit.GradusAssertions.assertGradient;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong gradient or step fails, and the message says what is wrong. */
final class AssertionsTest {

  @TempDir
  Path folder;

  @Test
  void aWrongGradientIsNamedWithItsPointAndSlip() {
    assertThat(catchThrowable(() -> assertGradient("w^2 x", p -> new double[] {-2 * p[0] * p[1], -p[0] * p[0]}).on("w in (1,2)", "x in (0,1)")))
        .isInstanceOf(AssertionError.class).hasMessageMatching("the gradient is wrong at w = 1\\.\\d+, x = 0\\.\\d+: by w it is [\\d.]+, not -[\\d.]+; the sign is wrong");
    assertThat(catchThrowable(() -> assertGradient(p -> p[0] * p[0] * p[1], p -> new double[] {p[0] * p[1], p[0] * p[0] / 2}).on("w in (1,2)", "x in (0,1)")))
        .isInstanceOf(AssertionError.class).hasMessageContaining("off by the factor 0.5").hasMessageContaining("40 of 40 components differ at 20 points");
    assertThat(catchThrowable(() -> assertGradient("w x", _ -> new double[] {1}).on("w real", "x real"))).hasMessageContaining("1 components, expected 2");
    assertThat(catchThrowable(() -> assertGradient(p -> p[0], _ -> null).on("w real"))).hasMessageContaining("no components");
  }

  @Test
  void aRightGradientPassesOnEveryDomain() {
    assertGradient(p -> Math.log(p[0]) * p[1], p -> new double[] {p[1] / p[0], Math.log(p[0])}).on("p in (0,1)", "y in {0,1}");
    assertGradient(p -> Math.max(0, p[0]), p -> new double[] {p[0] > 0 ? 1 : 0}).on("z real");
    assertGradient("relu(a) - relu(b)", p -> new double[] {p[0] >= 0 ? 1 : 0, p[1] > 0 ? -1 : 0}).on("a real", "b real", "a < b");
    assertThatThrownBy(() -> assertGradient("a", p -> p).on("a > 1", "a < 0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertGradient("a +", p -> p).on("a real")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertGradient("a", p -> p).on("a in ?")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDerivationFailsWithTheDiagnosis() throws Exception {
    var wrong = Files.writeString(folder.resolve("wrong.md"), "$$ \\frac{d}{dz} \\tanh z = 1 + \\tanh^2 z $$\n\n$$ 1 + 1 = 2 $$\n");
    assertThat(catchThrowable(() -> assertDerivation(wrong))).isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 of 2 steps do not hold").hasMessageContaining("wrong.md:1:4: REFUTED: this is not the derivative [sign]")
        .hasMessageContaining("Write ");
    assertThat(catchThrowable(() -> assertDerivation(folder))).hasMessageContaining("wrong.md:1:4");
    var open = Files.writeString(folder.resolve("open.md"), "$$ q(x) = r(x) $$\n\n$$ q(x) = r(x) + 1 $$\n");
    assertThat(catchThrowable(() -> assertDerivation(open))).isInstanceOf(AssertionError.class);
    var nothing = Files.writeString(folder.resolve("nothing.md"), "$$ x $$\n");
    assertThat(catchThrowable(() -> assertDerivation(nothing))).isInstanceOf(AssertionError.class).hasMessageContaining("claims nothing");
    assertThatThrownBy(() -> assertDerivation("none.md")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no such document");
    var right = Files.writeString(folder.resolve("right.md"), "$$ \\frac{d}{dz} \\tanh z = 1 - \\tanh^2 z $$\n");
    assertDerivation(right, Accept.PROVED);
    var unread = Files.writeString(folder.resolve("unread.md"), "$$ 1 + 1 = 2 $$\n\n<!-- gradus: lte x real -->\n");
    assertThat(catchThrowable(() -> assertDerivation(unread))).isInstanceOf(AssertionError.class).hasMessageContaining("unread.md:3");
  }
}
