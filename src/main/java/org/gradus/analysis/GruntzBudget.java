package org.gradus.analysis;

/** What one limit may cost, counted in steps and not in seconds, so that the same question has the same answer. */
final class GruntzBudget {

  /** Leading terms asked for inside one another. */
  static final int MAX_DEPTH = 60;
  /** Leading terms computed. */
  static final int MAX_LEADING_TERMS = 1500;
  /** Products of two terms of series. */
  static final int MAX_TERM_PRODUCTS = 60_000;
  /** Questions to the kernel. */
  static final int MAX_PROOFS = 400;
  /** Nodes of an expression that is still worked on. */
  static final int MAX_NODES = 4000;
  /** Terms a product of sums may be multiplied out to. */
  static final int MAX_EXPANDED = 80;

  private int depth;
  private int leading;
  private int products;
  private int proofs;

  void enter() {
    if (++depth > MAX_DEPTH || ++leading > MAX_LEADING_TERMS) {
      throw new GruntzUndecided("out of budget: leading terms");
    }
  }

  void leave() {
    depth--;
  }

  void product() {
    if (++products > MAX_TERM_PRODUCTS) {
      throw new GruntzUndecided("out of budget: terms of series");
    }
  }

  void proof() {
    if (++proofs > MAX_PROOFS) {
      throw new GruntzUndecided("out of budget: proofs");
    }
  }
}
