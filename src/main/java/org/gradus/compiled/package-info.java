/**
 * Expressions as machine code: the fast twin of the evaluator in {@code numeric}. An expression is lowered to a graph of
 * operations on doubles in which equal parts are one node ({@link org.gradus.compiled.Graph}), differentiated there if
 * wanted ({@link org.gradus.compiled.Tangents}), and written as JVM bytecode ({@link org.gradus.compiled.Program#compile}):
 * straight-line code for one point, a loop for many, with the lanes of the Vector API where the JVM was started with
 * {@code --add-modules jdk.incubator.vector}.
 *
 * <p>The meaning is that of the evaluator over doubles: what does not exist over the reals is NaN. Rounded, so a witness
 * and never a proof.
 */
package org.gradus.compiled;
