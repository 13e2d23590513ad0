package org.gradus.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.verify.Answer;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Counterexample;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.FileReport;

/** The report for programs, format 1: one claim a line, written as it comes. */
public final class JsonReport implements Report {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;
  private final boolean timings;

  /**
   * Begins a report.
   *
   * @param out     where it goes; flushed but not closed at the end
   * @param timings whether the times are written
   * @throws IOException if {@code out} fails
   */
  public JsonReport(Writer out, boolean timings) throws IOException {
    this.timings = timings;
    json = FACTORY.createGenerator(new QuietWriter(out)).setPrettyPrinter(new LinePrinter());
    json.writeStartObject();
    json.writeStringField("gradus", "1");
    json.writeArrayFieldStart("files");
  }

  @Override
  public void file(FileReport report, String source) throws IOException {
    var summary = Summary.of(report);
    json.writeStartObject();
    json.writeStringField("file", report.file());
    json.writeObjectFieldStart("summary");
    json.writeNumberField("proved", summary.proved());
    json.writeNumberField("tested", summary.tested());
    json.writeNumberField("refuted", summary.refuted());
    json.writeNumberField("undecided", summary.undecided());
    json.writeNumberField("unclaimed", summary.unclaimed());
    json.writeEndObject();
    json.writeArrayFieldStart("claims");
    for (var claim : report.claims()) {
      claim(claim);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("problems");
    for (var problem : report.problems()) {
      json.writeStartObject();
      json.writeNumberField("line", problem.line());
      json.writeNumberField("column", problem.column());
      json.writeStringField("message", problem.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void claim(ClaimReport claim) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", claim.id());
    json.writeNumberField("line", claim.line());
    json.writeNumberField("column", claim.column());
    json.writeNumberField("endLine", claim.endLine());
    json.writeNumberField("endColumn", claim.endColumn());
    json.writeStringField("kind", claim.kind());
    json.writeStringField("latex", claim.latex());
    json.writeStringField("lhsLatex", claim.lhsLatex());
    json.writeStringField("relation", claim.relation());
    json.writeStringField("rhsLatex", claim.rhsLatex());
    json.writeStringField("lhs", claim.lhs());
    json.writeStringField("rhs", claim.rhs());
    if (claim.text() != null) {
      json.writeStringField("text", claim.text());
    }
    json.writeStringField("verdict", claim.verdict());
    json.writeStringField("method", claim.method());
    strings(json, "conditions", claim.conditions());
    strings(json, "holdsIf", claim.holdsIf());
    strings(json, "witnesses", claim.witnesses());
    counterexample(json, claim.counterexample());
    diagnosis(claim.diagnosis());
    json.writeStringField("reason", claim.reason());
    json.writeStringField("expected", claim.expected());
    if (claim.expected() != null) {
      json.writeBooleanField("met", claim.met());
    }
    strings(json, "notes", claim.notes());
    json.writeStringField("certificate", claim.certificate());
    if (timings) {
      json.writeNumberField("millis", tenths(claim.millis()));
    }
    json.writeEndObject();
  }

  private void diagnosis(Diagnosis diagnosis) throws IOException {
    if (diagnosis == null) {
      json.writeNullField("diagnosis");
      return;
    }
    json.writeObjectFieldStart("diagnosis");
    json.writeStringField("kind", diagnosis.kind());
    json.writeStringField("message", diagnosis.message());
    json.writeStringField("suggestion", diagnosis.suggestion());
    json.writeStringField("slip", diagnosis.slip());
    json.writeStringField("explanation", diagnosis.explanation());
    edit(diagnosis.edit());
    json.writeEndObject();
  }

  private void edit(Diagnosis.Edit edit) throws IOException {
    if (edit == null) {
      json.writeNullField("edit");
      return;
    }
    json.writeObjectFieldStart("edit");
    json.writeStringField("part", edit.part().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("start", edit.start());
    json.writeNumberField("end", edit.end());
    json.writeStringField("replacement", edit.replacement());
    if (edit.region() != null) {
      json.writeNumberField("line", edit.region().line());
      json.writeNumberField("column", edit.region().column());
      json.writeNumberField("endLine", edit.region().endLine());
      json.writeNumberField("endColumn", edit.region().endColumn());
    }
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  /**
   * One answer as a line of JSON, the line's end included.
   *
   * @param answer what is answered
   * @param millis time it took; negative if it is not to be written
   * @throws IOException never in practice
   */
  public static String line(Answer answer, double millis) throws IOException {
    var out = new StringWriter();
    try (var json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", answer.id());
      json.writeStringField("verdict", answer.verdict());
      json.writeStringField("value", answer.value());
      json.writeStringField("method", answer.method());
      strings(json, "conditions", answer.conditions());
      strings(json, "holdsIf", answer.holdsIf());
      counterexample(json, answer.counterexample());
      json.writeStringField("reason", answer.reason());
      if (answer.relation() != null) {
        json.writeStringField("relation", answer.relation());
      }
      if (answer.reading() != null) {
        json.writeStringField("reading", answer.reading());
      }
      if (!answer.witnesses().isEmpty()) {
        strings(json, "witnesses", answer.witnesses());
      }
      if (answer.certificate() != null) {
        json.writeFieldName("certificate");
        value(json, answer.certificate());
      }
      if (millis >= 0) {
        json.writeNumberField("millis", tenths(millis));
      }
      json.writeEndObject();
    }
    return out.append('\n').toString();
  }

  /** Maps, lists, texts and whole numbers. */
  private static void value(JsonGenerator json, Object of) throws IOException {
    switch (of) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (var e : map.entrySet()) {
          json.writeFieldName(e.getKey().toString());
          value(json, e.getValue());
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (var x : list) {
          value(json, x);
        }
        json.writeEndArray();
      }
      case Integer n -> json.writeNumber(n);
      default -> json.writeString(of.toString());
    }
  }

  private static void counterexample(JsonGenerator json, Counterexample at) throws IOException {
    if (at == null) {
      json.writeNullField("counterexample");
      return;
    }
    json.writeObjectFieldStart("counterexample");
    strings(json, "point", at.point());
    json.writeStringField("lhs", at.lhs());
    json.writeStringField("rhs", at.rhs());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (var value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String name, Map<String, String> values) throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static double tenths(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  /** Compact, but with a line for each file and each claim. */
  private static final class LinePrinter extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void beforeArrayValues(JsonGenerator out) throws IOException {
      breakLine(out);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(',');
      breakLine(out);
    }

    private static void breakLine(JsonGenerator out) throws IOException {
      var owner = out.getOutputContext().getParent().getCurrentName();
      if ("claims".equals(owner) || "files".equals(owner) || "problems".equals(owner)) {
        out.writeRaw('\n');
      }
    }
  }
}
