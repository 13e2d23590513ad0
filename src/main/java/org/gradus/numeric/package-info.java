/**
 * The numeric layer: one evaluator over every kind of number, rigorous enclosures, and what is built on them
 * (counterexamples, sampled agreement, bounds by branch and bound, witnesses for derivatives).
 */
package org.gradus.numeric;
