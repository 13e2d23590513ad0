package org.gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.Golden;
import org.gradus.verify.Answer;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Counterexample;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final String SOURCE = """
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

    private static ClaimReport claim(
            String place, String kind, String relation, String rhs, String verdict, String method) {
        return new Builder(place, kind, relation, rhs, verdict, method).build();
    }

    /** A claim report piece by piece; {@code place} is {@code line:column-endLine:endColumn}. */
    private static final class Builder {
        private final int[] at;
        private final String kind;
        private final String relation;
        private final String rhs;
        private final String verdict;
        private final String method;
        private List<String> conditions = List.of();
        private List<String> holdsIf = List.of();
        private Counterexample counterexample;
        private Diagnosis diagnosis;
        private String reason;
        private String expected;
        private List<String> notes = List.of();

        Builder(String place, String kind, String relation, String rhs, String verdict, String method) {
            this.at = java.util.Arrays.stream(place.split("[:-]")).mapToInt(Integer::parseInt).toArray();
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

    private static FileReport report() {
        var wrong = new Builder("10:7-10:38", "equality", "=", "-(1-2y)\\,\\sigma((1-2y)z)", "REFUTED", "interval");
        var point = new LinkedHashMap<String, String>();
        point.put("z", "1/2");
        point.put("y", "1");
        wrong.counterexample = new Counterexample(point, "-0.3775", "0.3775");
        wrong.diagnosis = new Diagnosis(
                "sign", "the sign is lost: the left side is the negative of the right side",
                "(1-2y)\\,\\sigma((1-2y)z)");
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

    @Test
    void text() {
        var out = new StringWriter();
        var text = new TextReport(out, false, false);
        text.file(report(), SOURCE);
        text.end(2, Summary.of(report()).plus(Summary.of(report())));
        Golden.check("report.txt", out.toString());
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void everyFormulaOnDemandAndInColour() {
        var out = new StringWriter();
        new TextReport(out, true, true).file(report(), SOURCE);
        Golden.check("report-all-colour.txt", out.toString());
    }

    @Test
    void longLinesAreFolded() {
        var rhs = "x + ".repeat(60) + "1";
        var source = "$$ y = " + rhs + " $$\n";
        var wrong = new Builder("1:4-1:" + (7 + rhs.length()), "equality", "=", rhs, "REFUTED", "interval");
        var out = new StringWriter();
        new TextReport(out, false, false).file(new FileReport("long.md", List.of(wrong.build()), List.of()), source);
        Golden.check("report-long.txt", out.toString());
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void placesOutsideTheTextDoNoHarm() {
        var out = new StringWriter();
        var stray = claim("7:90-9:1", "equality", "=", "1", "REFUTED", "interval");
        new TextReport(out, false, false).file(
                new FileReport("x.md", List.of(stray), List.of(new Problem(99, 99, "what?"))), "one line");
        assertThat(out.toString()).contains("REFUTED", "what?");
    }

    @Test
    void json() throws IOException {
        var out = new StringWriter();
        try (var json = new JsonReport(out, false)) {
            json.file(report());
            json.file(new FileReport("empty.md", List.of(), List.of()));
        }
        Golden.check("report.json", out.toString());
        var tree = new ObjectMapper().readTree(out.toString());
        assertThat(tree.at("/gradus").asText()).isEqualTo("1");
        assertThat(tree.at("/files/0/summary").toString())
                .isEqualTo("{\"proved\":3,\"tested\":0,\"refuted\":2,\"undecided\":1,\"unclaimed\":1}");
        assertThat(tree.at("/files/0/claims/3/counterexample/point/z").asText()).isEqualTo("1/2");
        assertThat(tree.at("/files/0/claims/0").has("millis")).isFalse();
    }

    @Test
    void timesAreTenthsOfMilliseconds() throws IOException {
        var out = new StringWriter();
        try (var json = new JsonReport(out, true)) {
            json.file(report());
        }
        assertThat(new ObjectMapper().readTree(out.toString()).at("/files/0/claims/0/millis").asDouble())
                .isEqualTo(1.3);
    }

    @Test
    void answerLine() throws IOException {
        assertThat(JsonReport.line(Answer.error("7", "what?"), 0.42)).isEqualTo(
                """
                {"id":"7","verdict":"ERROR","value":null,"method":null,"conditions":[],"holdsIf":[],\
                "counterexample":null,"reason":"what?","millis":0.4}
                """);
    }
}
