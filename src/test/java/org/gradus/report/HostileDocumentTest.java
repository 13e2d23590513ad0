package org.gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Curves;
import org.gradus.verify.Drawing;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;
import org.junit.jupiter.api.Test;

/** Whatever the words of a document are, in every field of the report: they are shown, and do nothing. */
final class HostileDocumentTest {

  static final String HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onclick=\"alert(3)"
      + "' onfocus='alert(4) javascript:alert(5) \u001b[31mred\u001b]0;title\u0007\u009b2J \u202egnp.exe\u2066 \u2028"
      + "\r\n::error file=a::b\n  ::set-env name=PATH::x\n%0A::warning::y]]>--><!-- {{7*7}} ${jndi} \ud800 \uffff \0 [x](javascript:1)";

  private static final List<String> VERDICTS = List.of("PROVED", "TESTED", "REFUTED", "UNDECIDED", "");

  /** A value of the type in which every text is hostile; what the verifier alone chooses is left to {@code chosen}. */
  private static Object fill(Type type, String name, Map<String, Object> chosen) {
    if (chosen.containsKey(name)) {
      return chosen.get(name);
    }
    if (type instanceof ParameterizedType p) {
      return p.getRawType() == Map.class ? Map.of(HOSTILE, HOSTILE)
          : List.of(fill(p.getActualTypeArguments()[0], "", chosen));
    }
    var c = (Class<?>) type;
    if (c == String.class) {
      return HOSTILE;
    } else if (c == boolean.class) {
      return false;
    } else if (c == double.class) {
      return 1.0;
    } else if (c == int.class) {
      return 1;
    } else if (c.isEnum()) {
      return c.getEnumConstants()[0];
    } else if (c == double[].class) {
      return new double[] {1, 2, 3};
    } else if (c == Drawing.class) {
      var curves = (Curves) fill(Curves.class, "", chosen);
      return (Drawing) () -> curves;
    } else if (!c.isRecord()) {
      throw new AssertionError("how is a " + c + " filled?");
    }
    try {
      var parts = c.getRecordComponents();
      var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var values = Arrays.stream(parts).map(p -> fill(p.getGenericType(), p.getName(), chosen)).toArray();
      var constructor = c.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static FileReport report() {
    var claims = new ArrayList<ClaimReport>();
    for (var verdict : VERDICTS) {
      for (boolean expected : List.of(true, false)) {
        var chosen = new HashMap<String, Object>();
        chosen.put("verdict", verdict.isEmpty() ? null : verdict);
        chosen.put("expected", expected ? "REFUTED" : null);
        claims.add((ClaimReport) fill(ClaimReport.class, "", chosen));
      }
    }
    return new FileReport(HOSTILE, claims, List.of(new Problem(1, 1, HOSTILE)));
  }

  private static String render(ReportFormat format, boolean colour) throws IOException {
    return Samples.render(format, new ReportFormat.Options(colour, true, true), report(), HOSTILE);
  }

  private static void assertNothingActs(String text) {
    assertThat(text.codePoints().filter(c -> c != '\n' && (Character.getType(c) == Character.CONTROL
        || Character.getType(c) == Character.SURROGATE || c == 0x202e || c == 0x2066 || c == 0x2028))).isEmpty();
  }

  @Test
  void theTerminalGetsNoControls() throws IOException {
    assertNothingActs(render(ReportFormat.text, false));
    assertNothingActs(render(ReportFormat.text, true).replaceAll("\u001b\\[(?:0|1|2|1;31|3[123])m", ""));
  }

  @Test
  void theTerminalGetsNoWorkflowCommands() throws IOException {
    assertThat(render(ReportFormat.text, false).lines()).noneMatch(line -> line.strip().startsWith("::"));
  }

  @Test
  void annotationsAreOnlyOurs() throws IOException {
    var out = render(ReportFormat.github, false);
    assertNothingActs(out);
    var command = Pattern.compile("::(error|warning|notice) file=[^:,]*(,(line|endLine|col|endColumn)=\\d+)*,title=[^:,]*::[^\n\r]*");
    var lines = out.lines().toList();
    assertThat(lines.subList(0, lines.size() - 1)).allSatisfy(line -> assertThat(line).matches(command))
        .hasSize((int) report().claims().stream().filter(c -> Wording.isFault(c) || Wording.isOpen(c)).count() + 1);
    assertThat(lines.getLast()).startsWith("gradus: ");
  }

  @Test
  void jsonKeepsEveryCharacter() throws IOException {
    var tree = new ObjectMapper().readTree(render(ReportFormat.json, false));
    assertThat(tree.at("/files/0/claims/0/latex").asText()).isEqualTo(HOSTILE);
    assertThat(tree.at("/files/0/problems/0/message").asText()).isEqualTo(HOSTILE);
    assertNothingActs(render(ReportFormat.json, false).replace("\ud800", ""));
  }

  @Test
  void sarifStaysValidAndMakesNoLinks() throws IOException {
    var out = render(ReportFormat.sarif, false);
    assertNothingActs(out);
    assertThat(new ObjectMapper().readTree(out).at("/runs/0/results/0/message/text").asText()).isNotEmpty().doesNotContain("](");
  }

  @Test
  void xmlStaysWellFormedAndValid() throws IOException {
    var out = render(ReportFormat.junit, false);
    assertThat(Schemas.junitErrors(out)).isEmpty();
    assertNothingActs(out);
  }
}
