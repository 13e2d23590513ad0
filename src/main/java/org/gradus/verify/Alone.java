package org.gradus.verify;

import java.util.Map;
import org.gradus.claim.Claim;

/** What comes of a claim by itself, whatever else the document claims. For one thread. */
final class Alone {

  private final ClaimVerifier verifier;
  private final EngineWitness engine;
  private final VerifyOptions options;

  Alone(ClaimVerifier verifier, EngineWitness engine, VerifyOptions options) {
    this.verifier = verifier;
    this.engine = engine;
    this.options = options;
  }

  /**
   * What came of it.
   *
   * @param certificate of what is proved, where certificates are wanted and there is one; else null
   * @param millis      how long it took
   */
  record Verdict(ClaimVerifier.Result result, Map<String, Object> certificate, double millis) {

    boolean isRefuted() {
      return result.judgement().isRefuted();
    }

    boolean isUndecided() {
      return "UNDECIDED".equals(result.judgement().verdict());
    }
  }

  /** The verdict on a claim; null for what claims nothing. */
  Verdict verdict(Claim claim) {
    if (!(claim instanceof Claim.Step s)) {
      return null;
    }
    long start = System.nanoTime();
    var result = engine.witnessed(s, inTime(s));
    var j = result.judgement();
    var certificate = options.certificates() != null && j.isProved() && j.certifiable() != null ? Certificates.write(j.certifiable()) : null;
    return new Verdict(result, certificate, (System.nanoTime() - start) / 1e6);
  }

  private ClaimVerifier.Result inTime(Claim.Step s) {
    try (var deadline = new Deadline(options.timeout())) {
      var result = verifier.verify(s);
      return deadline.passed() && !result.judgement().isProved() && !result.judgement().isRefuted()
          ? ClaimVerifier.Result.of(Judgement.undecided("out of time: more than " + options.timeout().toMillis() / 1000.0
              + " s (a safety net, see --timeout)"))
          : result;
    }
  }
}
