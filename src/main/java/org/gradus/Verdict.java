package org.gradus;

import java.util.List;
import java.util.Map;
import org.gradus.report.Text;
import org.gradus.verify.Answer;

/**
 * The verdict on a claim, with its evidence.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="verdict"}
 */
public final class Verdict implements Display {

  private final Answer answer;

  Verdict(Answer answer) {
    if ("ERROR".equals(answer.verdict())) {
      throw new IllegalArgumentException(answer.reason());
    }
    this.answer = answer;
  }

  /** {@code PROVED}, {@code TESTED}, {@code REFUTED} or {@code UNDECIDED}; null where a value was asked for and found. */
  public String verdict() {
    return answer.verdict();
  }

  /** Whether there is a proof. No proof is no refutation: see {@link #isRefuted}. */
  public boolean isProved() {
    return "PROVED".equals(answer.verdict());
  }

  /** Whether there is a point at which it fails. */
  public boolean isRefuted() {
    return "REFUTED".equals(answer.verdict());
  }

  /** Side conditions and facts used, and assumptions under which a claim that fails would hold. */
  public List<String> conditions() {
    return answer.conditions();
  }

  /** Assumptions under which it would be proved. */
  public List<String> holdsIf() {
    return answer.holdsIf();
  }

  /** The point at which it fails, names and values; empty where there is none. */
  public Map<String, String> point() {
    return answer.counterexample() == null ? Map.of() : answer.counterexample().point();
  }

  /** Why nothing was decided; null where something was. */
  public String reason() {
    return answer.reason();
  }

  /** What was asked for, in plain text. Throws {@link ArithmeticException} with the reason where there is none. */
  String value() {
    if (answer.value() == null) {
      throw new ArithmeticException(answer.reason() == null ? "there is no value" : answer.reason());
    }
    return answer.value();
  }

  @Override
  public String html() {
    return "<p>" + Html.escape(toString()) + "</p>";
  }

  @Override
  public String toString() {
    var out = new StringBuilder(String.valueOf(answer.verdict()));
    var at = answer.counterexample();
    if (at != null) {
      out.append(at.point().isEmpty() ? ":" : " at " + Text.point(at.point()) + ":").append(" left side ").append(at.lhs())
          .append(", right side ").append(at.rhs());
    }
    if (!answer.conditions().isEmpty()) {
      out.append(" where ").append(String.join(", ", answer.conditions()));
    }
    if (answer.reason() != null) {
      out.append(": ").append(answer.reason());
    }
    if (!answer.holdsIf().isEmpty()) {
      out.append("; holds if ").append(String.join(", ", answer.holdsIf()));
    }
    return out.toString();
  }
}
