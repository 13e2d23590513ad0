/**
 * Gradients given as numbers or as code, held against formulas (exactly) and against the running function (by
 * differences). There are no tolerances: how far a number may be off follows from the arithmetic it came from.
 */
package org.gradus.gradient;
