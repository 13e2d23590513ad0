package org.gradus.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.gradus.claim.ClaimExtractor;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;

/** Verifies a whole document: every formula becomes a claim with a verdict, or is listed as claiming nothing. */
public final class DocumentVerifier {

  private DocumentVerifier() {}

  /**
   * The report on a document. Never throws for bad input: what cannot be read is a {@link Problem}.
   *
   * @param displayPath the name in reports; its ending tells Markdown, LaTeX and notebooks apart
   */
  public static FileReport verify(String displayPath, byte[] content, VerifyOptions options) {
    return verify(displayPath, content, options, Helpers.NONE);
  }

  /** The same report, with the help of other threads. */
  public static FileReport verify(String displayPath, byte[] content, VerifyOptions options, Helpers helpers) {
    var problems = new ArrayList<Problem>();
    var reports = new ArrayList<ClaimReport>();
    if (new String(content, StandardCharsets.UTF_8).isBlank()) {
      return new FileReport(displayPath, reports, problems);
    }
    try {
      var document = Documents.read(displayPath, content);
      document.problems().forEach(p -> problems.add(new Problem(p.position().line(), p.position().column(), p.message())));
      var extraction = ClaimExtractor.read(document);
      extraction.problems().stream().map(p -> new Problem(p.position().line(), p.position().column(), p.message()))
          .filter(p -> !problems.contains(p)).forEach(problems::add);
      var engine = new EngineWitness(extraction, options.quick(), problems);
      var numbers = new NumbersHere(document, extraction);
      var opinions = SharedWork.map(extraction.claims(), () -> {
        var alone = new Alone(new ClaimVerifier(options, extraction.layout()), engine, options);
        return c -> Opinion.of(c, alone, numbers);
      }, helpers);
      var among = new Among(displayPath, extraction.claims(), options.certificates());
      var again = new Alone(new ClaimVerifier(options, extraction.layout()), engine, options);
      for (var opinion : opinions) {
        reports.add(numbers.orElse(opinion.claim(), among.report(opinion.claim(), opinion.verdict(), reports),
            c -> among.report(c, c == opinion.asNumbers() ? opinion.ofNumbers() : again.verdict(c), reports)));
      }
      return new FileReport(displayPath, Aftermath.of(extraction.claims(), reports), problems);
    } catch (DocumentException e) {
      problems.add(new Problem(e.line(), e.column(), e.getMessage()));
    }
    return new FileReport(displayPath, reports, problems);
  }
}
