package org.gradus.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Diagnosis.Edit;
import org.gradus.verify.FileReport;

/**
 * SARIF 2.1.0 (OASIS Standard, 2020): a result for each step that does not hold (error), for each problem (warning) and
 * for each step that is not decided (note). Steps that hold, or that an {@code expect} directive announced, are none.
 */
final class SarifReport implements Report {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private enum Level { error, warning, note }

  private final Writer out;
  private final JsonGenerator json;
  /** Which kinds of results there are, by their names: a view lists only these. */
  private final TreeMap<String, Rule> rules = new TreeMap<>();

  private record Rule(Level level, String summary) {}

  SarifReport(Writer out) throws IOException {
    this.out = out;
    json = FACTORY.createGenerator(out).setPrettyPrinter(new DefaultPrettyPrinter());
    json.writeStartObject();
    json.writeStringField("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
  }

  @Override
  public void file(FileReport raw, String source) throws IOException {
    var report = Visible.report(raw);
    var seen = new HashMap<String, Integer>();
    for (var claim : report.claims()) {
      if (Wording.isFault(claim) || Wording.isOpen(claim)) {
        result(report.file(), claim, seen);
      }
    }
    for (var problem : report.problems()) {
      begin("problem", new Rule(Level.warning, "A formula or a directive cannot be read"), problem.message());
      location(report.file(), problem.line(), problem.column(), 0, 0);
      fingerprint("problem" + problem.message(), seen);
      json.writeEndObject();
    }
  }

  private void result(String file, ClaimReport claim, Map<String, Integer> seen) throws IOException {
    var text = new StringBuilder(Wording.capital(Wording.headline(claim))).append('.');
    Wording.sentences(claim).forEach(sentence -> text.append(' ').append(sentence));
    begin(name(claim), rule(claim), text.toString());
    location(file, claim.line(), claim.column(), claim.endLine(), claim.endColumn());
    fingerprint(Wording.verdict(claim) + claim.latex(), seen);
    if (claim.diagnosis() != null && claim.diagnosis().edit() != null && claim.diagnosis().edit().region() != null) {
      fix(file, claim.diagnosis().edit());
    }
    json.writeObjectFieldStart("properties");
    json.writeStringField("verdict", Wording.verdict(claim));
    json.writeStringField("kind", claim.kind());
    json.writeStringField("step", Wording.written(claim));
    if (claim.counterexample() != null) {
      json.writeStringField("at", Wording.point(claim));
      json.writeStringField("leftSide", claim.counterexample().lhs());
      json.writeStringField("rightSide", claim.counterexample().rhs());
    }
    if (claim.diagnosis() != null && claim.diagnosis().suggestion() != null) {
      json.writeStringField("suggestion", claim.diagnosis().suggestion());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void fix(String file, Edit edit) throws IOException {
    json.writeArrayFieldStart("fixes");
    json.writeStartObject();
    json.writeArrayFieldStart("artifactChanges");
    json.writeStartObject();
    artifact(file);
    json.writeArrayFieldStart("replacements");
    json.writeStartObject();
    var at = edit.region();
    region("deletedRegion", at.line(), at.column(), at.endLine(), at.endColumn());
    json.writeObjectFieldStart("insertedContent");
    json.writeStringField("text", file.endsWith(".ipynb") ? inJson(edit.replacement()) : edit.replacement());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  /** As it stands in the file of a notebook, whose cells are strings of JSON. */
  private static String inJson(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static String name(ClaimReport claim) {
    if (Wording.surprises(claim)) {
      return "unexpected";
    }
    return Wording.isOpen(claim) ? "undecided"
        : "refuted-" + (claim.diagnosis() == null ? claim.kind() : claim.diagnosis().kind());
  }

  private static Rule rule(ClaimReport claim) {
    if (Wording.surprises(claim)) {
      return new Rule(Level.error, "A step turned out otherwise than an expect directive says");
    }
    if (Wording.isOpen(claim)) {
      return new Rule(Level.note, "A step could be neither proved nor refuted");
    }
    return new Rule(Level.error, claim.diagnosis() == null ? "A step does not hold (" + claim.kind() + ")"
        : "A step does not hold; the slip is one of " + claim.diagnosis().kind());
  }

  private void begin(String name, Rule rule, String message) throws IOException {
    rules.put(name, rule);
    json.writeStartObject();
    json.writeStringField("ruleId", name);
    json.writeStringField("level", rule.level().name());
    json.writeObjectFieldStart("message");
    json.writeStringField("text", withoutLinks(message));
    json.writeEndObject();
  }

  /** In a message {@code [text](target)} is a link (SARIF 3.11.6); the words of a document make none. */
  private static String withoutLinks(String text) {
    return text.replace("](", "] (");
  }

  private void location(String file, int line, int column, int endLine, int endColumn) throws IOException {
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    artifact(file);
    region("region", line, column, endLine, endColumn);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void artifact(String file) throws IOException {
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(file));
    json.writeEndObject();
  }

  private void region(String name, int line, int column, int endLine, int endColumn) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("startLine", line);
    json.writeNumberField("startColumn", column);
    if (endLine > 0) {
      json.writeNumberField("endLine", endLine);
      json.writeNumberField("endColumn", endColumn);
    }
    json.writeEndObject();
  }

  /** A path as a relative reference, or as a file URI where it is absolute. */
  private static String uri(String path) throws IOException {
    try {
      boolean drive = path.matches("[A-Za-z]:/.*");
      if (path.startsWith("/") || drive) {
        return new URI("file", "", (drive ? "/" : "") + path, null).toASCIIString();
      }
      // ./ keeps a colon in the first name from being taken for a scheme
      var relative = new URI(null, null, "./" + path.replaceFirst("^(\\./)+", ""), null).toASCIIString();
      return relative.substring(2).matches("[^/]*:.*") ? relative : relative.substring(2);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** The same for a step that has only moved, so that a view knows it again. */
  private void fingerprint(String what, Map<String, Integer> seen) throws IOException {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      var text = HexFormat.of().formatHex(hash, 0, 16);
      json.writeObjectFieldStart("partialFingerprints");
      json.writeStringField("gradusStep/v1", text + ":" + seen.merge(text, 1, Integer::sum));
      json.writeEndObject();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "gradus");
    var version = SarifReport.class.getPackage().getImplementationVersion();
    if (version != null) {
      json.writeStringField("version", version);
    }
    json.writeArrayFieldStart("rules");
    for (var entry : rules.entrySet()) {
      json.writeStartObject();
      json.writeStringField("id", entry.getKey());
      json.writeObjectFieldStart("shortDescription");
      json.writeStringField("text", entry.getValue().summary());
      json.writeEndObject();
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", entry.getValue().level().name());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
    out.flush();
  }
}
