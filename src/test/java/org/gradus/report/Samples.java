package org.gradus.report;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Counterexample;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/** One document and what was found in it, for the tests of all renderers. */
final class Samples {

  private Samples() {}

  static final String SOURCE = """
      # Logistic loss

      $$ J(z) = -\\log \\sigma((2y-1)z) = \\zeta((1-2y)z) $$

      The derivative is

      $$
      \\begin{aligned}
      J'(z) &= \\zeta'((1-2y)z)\\,(1-2y) \\\\
            &= -(1-2y)\\,\\sigma((1-2y)z) \\\\
            &= \\sigma(z) - y
      \\end{aligned}
      $$

      <!-- gradus: expect refuted sign -->
      $$ \\tanh'(z) = 1 + \\tanh^2(z) $$

      $$ \\delta = \\hat y - y = \\frac{a}{ $$
      """;

  static ClaimReport claim(
      String place, String kind, String relation, String rhs, String verdict, String method) {
    return new Builder(place, kind, relation, rhs, verdict, method).build();
  }

  /** A claim report piece by piece; {@code place} is {@code line:column-endLine:endColumn}. */
  static final class Builder {
    final int[] at;
    final String kind;
    final String relation;
    final String rhs;
    final String verdict;
    final String method;
    List<String> conditions = List.of();
    List<String> holdsIf = List.of();
    Counterexample counterexample;
    Diagnosis diagnosis;
    String reason;
    String expected;
    List<String> notes = List.of();

    Builder(String place, String kind, String relation, String rhs, String verdict, String method) {
      this.at = Arrays.stream(place.split("[:-]")).mapToInt(Integer::parseInt).toArray();
      this.kind = kind;
      this.relation = relation;
      this.rhs = rhs;
      this.verdict = verdict;
      this.method = method;
    }

    ClaimReport build() {
      return new ClaimReport("hw.md:" + at[0] + ":" + at[1], at[0], at[1], at[2], at[3], kind,
          relation == null ? rhs : "lhs " + relation + " " + rhs, relation == null ? null : "lhs", relation,
          relation == null ? null : rhs, null, null, null, verdict, method, conditions, holdsIf,
          Map.of(), counterexample, diagnosis, reason, expected, expected != null, notes, 1.26);
    }
  }

  static FileReport report() {
    var wrong = new Builder("10:7-10:38", "equality", "=", "-(1-2y)\\,\\sigma((1-2y)z)", "REFUTED", "interval");
    var point = new LinkedHashMap<String, String>();
    point.put("z", "1/2");
    point.put("y", "1");
    wrong.counterexample = new Counterexample(point, "-0.3775", "0.3775");
    wrong.diagnosis = new Diagnosis(
        "sign", "the sign is lost: the left side is the negative of the right side",
        "(1-2y)\\,\\sigma((1-2y)z)", "sign-lost", "A factor -1 has got lost on the way.",
        new Diagnosis.Edit(Diagnosis.Part.RHS, 0, 1, "", new Diagnosis.Region(10, 10, 10, 11)));
    var told = new Builder("16:4-16:34", "derivative", "=", "1 + \\tanh^2(z)", "REFUTED", "interval");
    told.expected = "REFUTED";
    told.counterexample = new Counterexample(Map.of("z", "1"), "0.41997", "1.58003");
    var unsure = new Builder("11:7-11:20", "equality", "=", "\\sigma(z) - y", "UNDECIDED", null);
    unsure.reason = "the step is true for labels only, and nothing says that y is one";
    unsure.holdsIf = List.of("y in {0,1}");
    var proved = new Builder("9:1-9:33", "derivative", "=", "\\zeta'((1-2y)z)\\,(1-2y)", "PROVED", "normal form");
    proved.conditions = List.of("y = 1 (line 3)");
    proved.notes = List.of("read as the derivative by z");
    return new FileReport("hw.md", List.of(
        claim("3:4-3:33", "definition", "=", "-\\log \\sigma((2y-1)z)", "PROVED", "definition"),
        claim("3:34-3:53", "equality", "=", "\\zeta((1-2y)z)", "PROVED", "normal form"),
        proved.build(), wrong.build(), unsure.build(), told.build(),
        claim("18:4-18:33", "none", null, "\\delta", null, null)),
        List.of(new Problem(18, 36, "expected } before the end of the formula")));
  }

  static String render(ReportFormat format, FileReport report, String source) throws IOException {
    return render(format, new ReportFormat.Options(false, false, false), report, source);
  }

  static String render(ReportFormat format, ReportFormat.Options options, FileReport report, String source)
      throws IOException {
    var out = new StringWriter();
    try (var renderer = format.open(out, options)) {
      renderer.file(report, source);
    }
    return out.toString();
  }
}
