package org.gradus.cli;

import org.gradus.verify.FileReport;

/** The exit codes, and which of several applies. */
final class ExitCode {

  /** All is well. */
  static final int OK = 0;
  /** Something is refuted. */
  static final int REFUTED = 1;
  /** Nothing is refuted, and something is not decided. */
  static final int UNDECIDED = 2;
  /** The command line is not understood. */
  static final int USAGE = 64;
  /** An input cannot be read. */
  static final int UNREADABLE = 65;
  /** A mistake of gradus itself. */
  static final int BUG = 70;

  private ExitCode() {}

  /** The code of one document. */
  static int of(FileReport report, boolean strict) {
    int code = report.problems().isEmpty() ? OK : UNDECIDED;
    for (var claim : report.claims()) {
      if (claim.expected() != null) {
        code = worse(code, claim.met() ? OK : "UNDECIDED".equals(claim.verdict()) ? UNDECIDED : REFUTED);
      } else if (claim.verdict() != null) {
        code = worse(code, of(claim.verdict(), strict));
      }
    }
    return code;
  }

  /** The code of one verdict; null, for a bare value, is well. */
  static int of(String verdict, boolean strict) {
    return switch (verdict) {
      case "PROVED" -> OK;
      case "TESTED" -> strict ? UNDECIDED : OK;
      case "REFUTED" -> REFUTED;
      case "ERROR" -> UNREADABLE;
      case null -> OK;
      default -> UNDECIDED;
    };
  }

  /** The one that counts: the first of 70, 65, 1, 2, 0. */
  static int worse(int one, int other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(int code) {
    return switch (code) {
      case OK -> 0;
      case UNDECIDED -> 1;
      case REFUTED -> 2;
      default -> code;
    };
  }
}
