/**
 * Indices, vectors and matrices: shapes, lowering of matrix expressions to index notation (Laue, Mitterreiter and Giesen,
 * Computing Higher Order Derivatives of Matrix and Tensor Expressions, 2018), the normal form of index expressions for
 * all sizes, derivatives by components, vectors and matrices, and the fallback to small sizes.
 */
package org.gradus.tensor;
