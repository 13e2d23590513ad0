package org.gradus.verify;

import java.time.Duration;
import java.util.Objects;

/**
 * How a document is to be verified.
 *
 * @param quick   only the kernel decides; no second witness is asked
 * @param timeout wall-clock safety net per claim; budgets proper are counted in work units, so that
 *                a report does not depend on the machine
 * @param certificates where certificates of what is proved go; null if none are written
 */
public record VerifyOptions(boolean quick, Duration timeout, Certificates.Store certificates) {

  /** The safety net where none is named: 20 s, or the seconds in the system property {@code gradus.timeout}. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(Math.max(1, Integer.getInteger("gradus.timeout", 20)));

  public VerifyOptions {
    Objects.requireNonNull(timeout, "timeout");
  }

  /** Without certificates. */
  public VerifyOptions(boolean quick, Duration timeout) {
    this(quick, timeout, null);
  }

  /** All witnesses, and the usual safety net. */
  public static VerifyOptions defaults() {
    return new VerifyOptions(false, DEFAULT_TIMEOUT);
  }
}
