/**
 * The computer algebra layer: Symja and JAS propose, the kernel disposes.
 *
 * <p>Nothing here decides a verdict by itself. Symja is loaded at first use, runs in threads of its own, and every
 * failure of it is an answer of this layer, never an exception.
 */
package org.gradus.symbolic;
