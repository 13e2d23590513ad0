package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is suggested is proved where it belongs: in the document, at its place. */
final class PutBackTest {

  private static void allProved(String path, String document, int atLeast) {
    var tried = PutBack.all(path, document.getBytes(StandardCharsets.UTF_8));
    assertThat(tried).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(tried).allSatisfy(t -> assertThat(t.isProved()).as(t.toString()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"01-saturation-of-the-nll", "03-cross-entropy-and-a-worked-network", "05-bias-xor-and-softmax-regression",
      "08-backpropagation", "17-gaussian-likelihood-and-divergence"})
  void every_suggestion_in_a_derivation_is_proved_in_its_place(String name) throws IOException {
    allProved(name + ".md", Files.readString(Path.of("derivations", name + ".md")), 2);
  }

  @Test
  void something_put_in_displaces_nothing() {
    allProved("a.md", """
        <!-- gradus: let x, y, z real -->

        $$x(y+z)=xy+z$$

        $$\\cos(x)^2 = 1 +\\sin(x)^2$$ and $$-(x-y)=
        x-y$$

        $$
        \\begin{aligned}
        (x+y)^2 &= x^2+y^2\\\\
          &= y^2-x^2
        \\end{aligned}
        $$
        """, 5);
  }

  @Test
  void a_macro_stays_what_it_is() {
    allProved("a.tex", """
        \\documentclass{article}
        \\newcommand{\\sg}{\\sigma}
        \\newcommand{\\half}[1]{\\frac{#1}{2}}
        \\begin{document}
        Let $x, y$ be real.
        \\[ \\sg'(x) = \\sg(x)\\sg(x) \\]
        \\[ \\half{x} + \\half{y} = x + \\half{y} \\]
        \\[ (x + y)^2 = \\half{x^2} + 2xy + y^2 \\]
        \\end{document}
        """, 2);
  }

  @Test
  void in_a_notebook_backslashes_are_written_as_its_file_asks() {
    allProved("a.ipynb", """
        {"cells": [{"cell_type": "markdown", "metadata": {}, "source": [
          "Let $x, y$ be real.\\n", "\\n", "$$\\\\sigma'(x) = \\\\sigma(x)\\\\sigma(x)$$\\n", "\\n", "$$x(x+y)=x^2+y$$"]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """, 2);
  }
}
