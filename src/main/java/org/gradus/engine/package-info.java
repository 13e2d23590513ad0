/**
 * The referee from the world of running code: a fully connected network in plain arrays, with a backward pass written
 * by hand. Nothing here uses the symbolic layers, so that its numbers are independent of the formulas they check.
 *
 * <p>Notation (M. Nielsen, Neural Networks and Deep Learning, 2015, chapter 2): layer 1 is the input,
 * layer L the output; {@code w^l_{jk}} leads from neuron k of layer l−1 to neuron j of layer l;
 * {@code z^l = w^l a^(l−1) + b^l}, {@code a^l = f(z^l)}, {@code δ^l = ∂C/∂z^l}. Indices count from 1 in the notation
 * and from 0 in arrays.
 */
package org.gradus.engine;
