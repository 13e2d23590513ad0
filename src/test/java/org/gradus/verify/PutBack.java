package org.gradus.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.claim.Kind;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;

/** Puts what is suggested for a refuted step into the document, at its place, and judges the step in the document that results. */
final class PutBack {

  private PutBack() {}

  /** How a step does with its suggestion; {@code verdict} is a sentence where it could not be put back. */
  record Tried(String step, String suggestion, String verdict) {
    boolean isProved() {
      return verdict.equals("PROVED");
    }
  }

  /** Every suggestion of the document. */
  static List<Tried> all(String path, byte[] content) {
    var options = new VerifyOptions(true, Duration.ofMinutes(10));
    var reports = DocumentVerifier.verify(path, content, options).claims();
    var tried = new ArrayList<Tried>();
    for (int i = 0; i < reports.size(); i++) {
      var r = reports.get(i);
      if ("REFUTED".equals(r.verdict()) && r.diagnosis() != null && r.diagnosis().suggestion() != null) {
        tried.add(new Tried(r.id() + " " + r.latex(), r.diagnosis().suggestion(), verdict(path, content, i, reports.size(), r.diagnosis().edit())));
      }
    }
    return tried;
  }

  private static String verdict(String path, byte[] content, int i, int count, Diagnosis.Edit edit) {
    if (edit == null) {
      return "it has no place";
    }
    try {
      var document = Documents.read(path, mended(path, new String(content, StandardCharsets.UTF_8), edit).getBytes(StandardCharsets.UTF_8));
      var extraction = ClaimExtractor.read(document);
      if (extraction.claims().size() != count) {
        return "the document has other steps with it";
      }
      if (!(extraction.claims().get(i) instanceof Claim.Step s)) {
        // what a name was said to be before, said again, claims nothing new
        return extraction.claims().get(i) instanceof Claim.Unclaimed u && u.kind() == Kind.DEFINITION ? "PROVED" : "it is no step any more";
      }
      var options = new VerifyOptions(true, Duration.ofMinutes(10));
      var engine = new EngineWitness(extraction, true, new ArrayList<>());
      return engine.witnessed(s, new ClaimVerifier(options, extraction.layout()).verify(s)).judgement().verdict();
    } catch (DocumentException e) {
      return e.getMessage();
    }
  }

  private static String mended(String path, String text, Diagnosis.Edit edit) {
    var r = edit.region();
    var replacement = path.endsWith(".ipynb") ? edit.replacement().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        : edit.replacement();
    int from = offset(text, r.line(), r.column());
    int to = offset(text, r.endLine(), r.endColumn());
    return text.substring(0, from) + replacement + text.substring(to);
  }

  private static int offset(String text, int line, int column) {
    int at = 0;
    for (int l = 1; l < line; l++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + column - 1;
  }

  /** For trying other documents than those of the tests: the paths of files; prints what is not proved. */
  public static void main(String[] paths) throws IOException {
    int good = 0;
    for (var path : paths) {
      for (var t : all(path, Files.readAllBytes(Path.of(path)))) {
        if (t.isProved()) {
          good++;
        } else {
          System.out.println(t.step() + "\n  => " + t.suggestion() + "\n  " + t.verdict());
        }
      }
    }
    System.out.println(good + " proved");
  }
}
