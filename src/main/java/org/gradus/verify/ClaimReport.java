package org.gradus.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of a document with its verdict. A formula that claims nothing is one with the verdict
 * null.
 *
 * <p>The span encloses the step: from the start of the left side where it is written anew, else
 * from the relation sign, to the end of the right side. Lines and columns are 1-based and count in
 * the physical file; {@code endColumn} is the column after the last character.
 *
 * @param id             {@code file:line:column}
 * @param line           first line of the step
 * @param column         first column
 * @param endLine        last line
 * @param endColumn      column after the last character, in {@code endLine}
 * @param kind           {@code definition}, {@code equality}, {@code derivative}, {@code limit},
 *                       {@code bound}, {@code convexity}, {@code solution}, {@code numeric},
 *                       {@code condition}, {@code assumption} or {@code none}
 * @param latex          the step as written
 * @param lhsLatex       the left side as written; for a continued chain the previous member
 * @param relation       the relation as written
 * @param rhsLatex       the right side as written
 * @param lhs            the left side in plain text, as read
 * @param rhs            the right side in plain text, as read
 * @param text           the words, where the claim was made in prose; else null
 * @param verdict        {@code PROVED}, {@code TESTED}, {@code REFUTED}, {@code UNDECIDED} or null
 * @param method         how the verdict was reached, or null
 * @param conditions     side conditions, assumptions and values used
 * @param holdsIf        assumptions under which the claim would be proved
 * @param witnesses      what each witness said
 * @param counterexample a point where the step fails, or null
 * @param diagnosis      why a refuted step is wrong, or null
 * @param reason         why nothing was decided or nothing is claimed, or null
 * @param expected       the verdict that an {@code expect} directive names, or null
 * @param met            the step turned out as expected, so it counts as passed
 * @param notes          remarks for the reader, such as how a notation was read
 * @param millis         time spent on this step
 * @param certificate    the file with the proof, or null
 */
public record ClaimReport(
    String id,
    int line,
    int column,
    int endLine,
    int endColumn,
    String kind,
    String latex,
    String lhsLatex,
    String relation,
    String rhsLatex,
    String lhs,
    String rhs,
    String text,
    String verdict,
    String method,
    List<String> conditions,
    List<String> holdsIf,
    Map<String, String> witnesses,
    Counterexample counterexample,
    Diagnosis diagnosis,
    String reason,
    String expected,
    boolean met,
    List<String> notes,
    double millis,
    String certificate) {

  /** A report without a certificate. */
  public ClaimReport(
      String id, int line, int column, int endLine, int endColumn, String kind, String latex, String lhsLatex,
      String relation, String rhsLatex, String lhs, String rhs, String text, String verdict, String method,
      List<String> conditions, List<String> holdsIf, Map<String, String> witnesses,
      Counterexample counterexample, Diagnosis diagnosis, String reason, String expected, boolean met,
      List<String> notes, double millis) {
    this(id, line, column, endLine, endColumn, kind, latex, lhsLatex, relation, rhsLatex, lhs, rhs, text, verdict,
        method, conditions, holdsIf, witnesses, counterexample, diagnosis, reason, expected, met, notes,
        millis, null);
  }

  /** The same with the file of its certificate. */
  ClaimReport withCertificate(String file) {
    return new ClaimReport(id, line, column, endLine, endColumn, kind, latex, lhsLatex, relation, rhsLatex, lhs,
        rhs, text, verdict, method, conditions, holdsIf, witnesses, counterexample, diagnosis, reason,
        expected, met, notes, millis, file);
  }

  public ClaimReport {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    holdsIf = holdsIf == null ? List.of() : List.copyOf(holdsIf);
    notes = notes == null ? List.of() : List.copyOf(notes);
    witnesses = witnesses == null
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(witnesses));
  }

  /** The same with another diagnosis and other notes. */
  ClaimReport with(Diagnosis other, List<String> remarks) {
    return new ClaimReport(id, line, column, endLine, endColumn, kind, latex, lhsLatex, relation, rhsLatex, lhs, rhs,
        text, verdict, method, conditions, holdsIf, witnesses, counterexample, other, reason, expected, met,
        remarks, millis);
  }
}
