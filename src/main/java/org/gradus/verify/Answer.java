package org.gradus.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a {@link Request}.
 *
 * @param id             that of the request
 * @param verdict        {@code PROVED}, {@code TESTED}, {@code REFUTED}, {@code UNDECIDED},
 *                       {@code ERROR}, or null where only a value was asked for
 * @param value          plain text of what was computed or read, or null
 * @param method         how the verdict was reached, or null
 * @param conditions     side conditions and assumptions used
 * @param holdsIf        assumptions under which the claim would be proved
 * @param counterexample a point where the claim fails, or null
 * @param reason         why nothing was decided or the request was not understood, or null
 * @param relation       for {@code equivalent}: {@code equivalent}, {@code gains}, {@code loses} or
 *                       {@code different}; else null
 * @param reading        how ambiguities of the notation were settled, or null
 * @param witnesses      what each witness said
 * @param certificate    the proof as JSON, where it was asked for and there is one; else null
 * @param certifiable    what a certificate can be written for, or null
 */
public record Answer(
    String id,
    String verdict,
    String value,
    String method,
    List<String> conditions,
    List<String> holdsIf,
    Counterexample counterexample,
    String reason,
    String relation,
    String reading,
    Map<String, String> witnesses,
    Map<String, Object> certificate,
    Certificates.Subject certifiable) {

  /** An answer without a certificate. */
  public Answer(String id, String verdict, String value, String method, List<String> conditions, List<String> holdsIf, Counterexample counterexample,
      String reason, String relation, String reading, Map<String, String> witnesses) {
    this(id, verdict, value, method, conditions, holdsIf, counterexample, reason, relation, reading, witnesses, null, null);
  }

  public Answer {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    holdsIf = holdsIf == null ? List.of() : List.copyOf(holdsIf);
    witnesses = witnesses == null
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(witnesses));
  }

  /** The same; where it is a proof, with a certificate about the subject if one is asked for. */
  Answer about(Certificates.Subject subject) {
    return new Answer(id, verdict, value, method, conditions, holdsIf, counterexample, reason, relation, reading, witnesses, certificate, subject);
  }

  /** With its certificate, if it is proved and has one. */
  Answer certified() {
    return !"PROVED".equals(verdict) || certifiable == null ? this : new Answer(id, verdict, value, method, conditions, holdsIf, counterexample, reason,
        relation, reading, witnesses, Certificates.write(certifiable), certifiable);
  }

  /** The answer to a request that cannot be understood. */
  public static Answer error(String id, String reason) {
    return unanswered(id, "ERROR", reason);
  }

  /** The answer where nothing was decided. */
  public static Answer undecided(String id, String reason) {
    return unanswered(id, "UNDECIDED", reason);
  }

  private static Answer unanswered(String id, String verdict, String reason) {
    return new Answer(id, verdict, null, null, List.of(), List.of(), null, reason, null, null, Map.of());
  }
}
