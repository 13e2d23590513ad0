package org.gradus.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.gradus.notation.NotationException;

/**
 * A right answer with vectors and matrices. What its names mean is found out as in a document: the question and an answer
 * become one step of a small one, with the declarations before it.
 */
public final class ArrayReference {

  private static final String NAME = "answer.md";
  private static final VerifyOptions QUICK = new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT);

  /** What could end the formula, make a relation or a second row of it, or speak to gradus. */
  private static final Pattern FOREIGN = Pattern.compile(
      "[$%&=<>≤≥≠≈#\\n\\r]|\\\\\\\\|\\\\(?:le|ge|leq|geq|lt|gt|ne|neq|approx|equiv|sim|to|in|tag|label|begin|end|def|(?:re)?newcommand|let|text|mbox|input|include)(?![a-zA-Z])");

  /** The range of a sum, whose = is no relation. */
  private static final Pattern RANGE = Pattern.compile("\\\\(?:sum|prod)\\s*(?:\\\\limits\\s*)?(?:\\^(?:\\w|\\{[\\w+\\- ]{1,20}\\})\\s*)?_\\s*\\{\\s*[a-zA-Z]\\s*=\\s*[\\w+\\- ]{1,20}\\}");

  /** A derivative that is not carried out. */
  private static final Pattern OPEN = Pattern.compile("(?:^|\\W)(?:D|limit|integral)\\(|Limit|lim\\(");

  private final String question;
  private final List<String> declared;

  private ArrayReference(String question, List<String> declared) {
    this.question = question;
    this.declared = List.copyOf(declared);
  }

  /** A formula that is right by itself: LaTeX without its dollar signs. */
  public static ArrayReference formula(String latex, List<String> declared) {
    return new ArrayReference(latex, declared);
  }

  /** The gradient of a function by a vector or a matrix. */
  public static ArrayReference gradient(String function, String by, List<String> declared) {
    return new ArrayReference("\\nabla_{" + by + "} \\left(" + function + "\\right)", declared);
  }

  /**
   * What is said of an answer.
   *
   * @param read   the answer as read, in plain text
   * @param isOpen whether a derivative, limit or integral is left in it
   */
  public record Said(Judgement judgement, String read, boolean isOpen) {}

  /**
   * Judges an answer, without a word on why.
   *
   * @throws NotationException in words, where it is not one formula
   */
  public Said judge(String latex) {
    var foreign = FOREIGN.matcher(RANGE.matcher(latex).replaceAll(""));
    if (foreign.find()) {
      throw new NotationException("one formula is asked for, without '" + foreign.group().strip() + "'", foreign.start(), null);
    }
    try {
      var read = ClaimExtractor.read(Documents.read(NAME, document(latex)));
      if (!read.problems().isEmpty()) {
        throw new NotationException(read.problems().getFirst().message(), 0, null);
      }
      if (read.claims().size() != 1 || !(read.claims().getFirst() instanceof Claim.Step step)) {
        throw new NotationException("it does not read as one formula", 0, null);
      }
      if (step.rhs() == null) {
        throw new NotationException(step.unreadable() == null ? "it does not read as one formula" : step.unreadable(), 0, null);
      }
      return new Said(ClaimVerifier.judging(read.layout()).verify(step).judgement(), step.rhs().toString(), OPEN.matcher(step.rhs().toString()).find());
    } catch (DocumentException e) {
      throw new NotationException(e.getMessage(), 0, null);
    }
  }

  /**
   * The likely slip behind a refuted answer; none where all that can be said is what it is off by. The search can take
   * seconds.
   */
  public Optional<Diagnosis> slip(String latex) {
    var claims = DocumentVerifier.verify(NAME, document(latex), QUICK).claims();
    return claims.size() == 1 ? Optional.ofNullable(claims.getFirst().diagnosis()).filter(d -> d.slip() == null || !Reference.TELLING.contains(d.slip()))
        : Optional.empty();
  }

  private byte[] document(String latex) {
    return ("<!-- gradus: " + Reference.directives(declared) + " -->\n\n$$" + question + " = \\left(" + latex + "\\right)$$\n").getBytes(StandardCharsets.UTF_8);
  }
}
