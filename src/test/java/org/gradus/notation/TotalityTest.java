package org.gradus.notation;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is read becomes a term or an error, never anything else. */
class TotalityTest {

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of("x", "y", "\\sigma", "(", ")", "[", "]", "{", "}", "\\{", "\\}", "|", "\\left(", "\\right)", "\\left.", "\\right|",
            "_", "^", "'", "+", "-", "*", "/", "=", "<", "\\le", "\\Rightarrow", "\\frac", "\\frac{d}{dx}", "\\sqrt", "\\sum", "_{i=1}^n",
            "\\lim_{z\\to 0}", "\\int", "d", "dx", "\\hat", "\\text{if }", "\\text{den}", "\\quad", "&", "\\\\", "\\begin{cases}",
            "\\end{cases}", "\\begin{bmatrix}", "\\end{bmatrix}", "\\begin{aligned}", "\\end{aligned}", "1", "2.5", ",", ";", ":", ".", "!",
            "\\nabla", "\\partial", "\\log", "\\max", "e", "T", "\\top", "\\dots", "\\because", "\\underbrace", "\\mathrm", "\\mathbb",
            "\\boxed", "\\text", " ", "\\ ", "%", "−", "²", "ŷ", "∂", "词", "\\tag{3}", "\\over", "[[", "f(", "P(y|x)", "or", "__", "sum(", "\\")
        .list().ofMaxSize(14).map(l -> String.join("", l));
  }

  @Property(tries = 20_000)
  void latex(@ForAll("pieces") String text) {
    try {
      LatexReader.parse(text);
    } catch (NotationException e) {
      // the reader's words
    }
  }

  @Property(tries = 10_000)
  void displays(@ForAll("pieces") String text) {
    for (var statement : LatexReader.readDisplay(text, Names.NONE)) {
      if (statement.members().size() != statement.relations().size() + 1) {
        throw new AssertionError(text);
      }
    }
  }

  @Property(tries = 10_000)
  void plain(@ForAll("pieces") String text) {
    try {
      PlainReader.parse(text);
    } catch (NotationException e) {
      // the reader's words
    }
  }
}
