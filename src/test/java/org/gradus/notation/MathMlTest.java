package org.gradus.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

final class MathMlTest {

  @Provide
  Arbitrary<String> latex() {
    var pieces = Arbitraries.of("x", "2.5", "+", "-", "=", "(", ")", "{", "}", "[", "]", "^", "_", "'", "&", "\\\\", "\\", " ", "%", "\n",
        "\\frac", "\\sqrt", "\\left(", "\\right)", "\\left.", "\\right|", "\\begin{aligned}", "\\end{aligned}", "\\begin{cases}",
        "\\end{cases}", "\\sum", "\\lim", "\\log", "\\text{a $b$ <i>}", "\\operatorname*", "\\hat", "\\mathbf", "\\bf", "\\not", "\\tag{1}",
        "\\unknown", "<", ">", "\"", "\\substack", "\\limits", "\\underbrace", "|", "σ", "🙂", "\\,", "\\big", "~", "\\begin", "\\end", "\\hspace");
    return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
  }

  @Property(tries = 400)
  void whateverIsWrittenTheMarkupIsWellFormed(@ForAll("latex") String latex, @ForAll @IntRange(min = 0, max = 40) int a,
      @ForAll @IntRange(min = 0, max = 40) int b) throws Exception {
    int start = Math.min(Math.min(a, b), latex.length());
    int end = Math.min(Math.max(a, b), latex.length());
    var marks = List.of(new MathMl.Mark(start, end, "step", "1"), new MathMl.Mark(start, (start + end) / 2, "edit", null));
    parse(MathMl.of(latex, true, marks));
  }

  private static org.w3c.dom.Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  @Property(tries = 200)
  void everyMarkIsTaggedOnceAtMostAndEveryOneInsideAPlainRow(@ForAll @IntRange(min = 0, max = 6) int start,
      @ForAll @IntRange(min = 1, max = 4) int length) {
    var html = MathMl.of("a+b=c-d+e", true, List.of(new MathMl.Mark(start, Math.min(9, start + length), "step", "TAG")));
    assertThat(html.split("TAG", -1)).hasSize(2);
    assertThat(html).containsOnlyOnce("<mrow class=\"step\">");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "\\frac{a}{b};<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>",
      "\\frac12;<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>",
      "x_i^2;<msubsup><mi>x</mi><mrow><mi>i</mi></mrow><mrow><mn>2</mn></mrow></msubsup>",
      "\\sqrt[3]{x};<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>",
      "\\mathbb{R};<mrow><mi>ℝ</mi></mrow>",
      "\\boldsymbol{\\theta};<mrow><mi>𝜽</mi></mrow>",
      "\\mathbf{x};<mrow><mi>𝐱</mi></mrow>",
      "\\mathcal{L};<mrow><mi>ℒ</mi></mrow>",
      "\\Gamma;<mi mathvariant=\"normal\">Γ</mi>",
      "\\mathrm{softmax};<mi>softmax</mi>",
  })
  void looks(String latex, String mathMl) {
    assertThat(MathMl.of(latex, false)).isEqualTo("<math>" + mathMl + "</math>");
  }

  @ParameterizedTest
  @CsvSource({"-x, prefix", "a-x, infix", "=-x, prefix", "(-x), prefix", "a^{-x}, prefix", "\\sin x-y, infix", "\\frac{a}{b}-y, infix"})
  void aMinusIsOfOneSideOrOfTwo(String latex, String form) {
    assertThat(MathMl.of(latex, false)).containsPattern("<mo form=\"" + form + "\"[^>]*>−</mo>");
  }

  @ParameterizedTest
  @CsvSource({"<script>, script", "\\text{<script>}, script", "\\unknown<b>, <b>", "\\tag{<i>}, <i>", "\\operatorname{<b>}, <b>",
      "\\mathrm{<b>}, <b>", "\\begin{<b>}\\end{<b>}, <b>", "\\left<script>, <script", "\\href{javascript:x}{y}, <a"})
  void nothingInAFormulaBecomesMarkup(String latex, String markup) {
    assertThat(MathMl.of(latex, false)).doesNotContain(markup.startsWith("<") ? markup : "<" + markup);
  }
}
