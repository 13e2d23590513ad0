package org.gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gradus.analysis.Analyzer;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.JasFactors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionPlotTest {

  private static final JasFactors ORACLE = new JasFactors();

  private static FunctionPlot plot(String f) {
    return new FunctionPlot(new Analyzer(PlainReader.parse(f), Exprs.sym("z"), List.of(), new Kernel(ORACLE), ORACLE));
  }

  private static List<String> legend(String f) {
    return plot(f).chart().getSeriesMap().values().stream().filter(s -> s.isShowInLegend()).map(s -> s.getName()).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(z) | concave, saturated, f, f ', f '', asymptote, inflections, largest slope",
      "z*tanh(z) | concave, f, f ', f '', asymptote, turns, inflections, largest slope",
      "exp(z) | saturated, f, f ', f '', asymptote",
      "z^2 | f, f ', f '', turns",
      "relu(z) | saturated, f, f ', f '', asymptote"})
  void the_legend_names_what_is_drawn_and_nothing_else(String f, String names) {
    assertThat(legend(f)).containsExactly(names.strip().split(", "));
  }

  @Test
  void the_drawing_is_well_formed() throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var root = factory.newDocumentBuilder().parse(new ByteArrayInputStream(plot("gelu(z)").svg())).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
  }

  @Test
  void without_colours_the_curves_differ_in_ink() throws Exception {
    var image = ImageIO.read(new ByteArrayInputStream(plot("sigmoid(z)").png()));
    int dark = 0;
    int grey = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int light = ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3;
        dark += light < 60 ? 1 : 0;
        grey += light > 220 && light < 240 ? 1 : 0;
      }
    }
    assertThat(dark).isGreaterThan(1000);
    assertThat(grey).isGreaterThan(20_000); // the ground where it is concave
  }

  @Test
  void the_same_function_has_the_same_picture() throws Exception {
    assertThat(new String(plot("tanh(z)").svg(), StandardCharsets.UTF_8)).isEqualTo(new String(plot("tanh(z)").svg(), StandardCharsets.UTF_8));
  }
}
