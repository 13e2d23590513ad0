package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of one claim.
 *
 * @param verdict PROVED, TESTED, REFUTED or UNDECIDED
 * @param reason why it is UNDECIDED, else null
 * @param certifiable what a certificate can be written for, or null
 */
public record Judgement(String verdict, String method, List<String> conditions, List<String> holdsIf,
    Counterexample counterexample, String reason, Map<String, String> witnesses, Certificates.Subject certifiable) {

  Judgement(String verdict, String method, List<String> conditions, List<String> holdsIf,
      Counterexample counterexample, String reason, Map<String, String> witnesses) {
    this(verdict, method, conditions, holdsIf, counterexample, reason, witnesses, null);
  }

  Judgement certifiedBy(Certificates.Subject subject) {
    return new Judgement(verdict, method, conditions, holdsIf, counterexample, reason, witnesses, subject);
  }

  Judgement withConditions(List<String> others) {
    return new Judgement(verdict, method, others, holdsIf, counterexample, reason, witnesses, certifiable);
  }

  static Judgement proved(String method, List<String> conditions) {
    return new Judgement("PROVED", method, conditions, List.of(), null, null, Map.of("kernel", "agrees"));
  }

  static Judgement tested(String method) {
    return new Judgement("TESTED", method, List.of(), List.of(), null, null, Map.of("kernel", "undecided"));
  }

  static Judgement refuted(String method, Counterexample counterexample) {
    return new Judgement("REFUTED", method, List.of(), List.of(), counterexample, null, Map.of("kernel", "disagrees"));
  }

  static Judgement undecided(String reason) {
    return new Judgement("UNDECIDED", null, List.of(), List.of(), null, reason, Map.of("kernel", "undecided"));
  }

  Judgement withHoldsIf(List<String> assumptions) {
    return new Judgement(verdict, method, conditions, assumptions, counterexample, reason, witnesses, certifiable);
  }

  Judgement withReason(String words) {
    return new Judgement(verdict, method, conditions, holdsIf, counterexample, words, witnesses);
  }

  Judgement withWitnesses(Map<String, String> more) {
    var all = new LinkedHashMap<>(witnesses);
    all.putAll(more);
    return new Judgement(verdict, method, conditions, holdsIf, counterexample, reason, all, certifiable);
  }

  Answer toAnswer(String id, String value) {
    return new Answer(id, verdict, value, method, conditions, holdsIf, counterexample, reason, null, null, witnesses).about(certifiable);
  }

  public boolean isProved() {
    return verdict.equals("PROVED");
  }

  public boolean isRefuted() {
    return verdict.equals("REFUTED");
  }
}
