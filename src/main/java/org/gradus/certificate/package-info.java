/**
 * The certificate checker: reads the proof of a verdict and follows it, step by step, in arithmetic of its own. It knows
 * expressions and the function table, asks {@code numeric} for enclosures where a proof rests on some, and searches for
 * nothing. It shares no code with the kernel in {@code proof}, which only writes certificates.
 */
package org.gradus.certificate;
