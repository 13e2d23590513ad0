package org.gradus.analysis;

import org.gradus.expr.Expr;

/**
 * The leading behaviour of a function at ±∞: it is asymptotically equal to c·|x|^k·e^(−a·|x|^m).
 *
 * @param term the term as an expression in x, for x of the right sign
 * @param coefficient c
 * @param power k
 * @param rate a, positive where the function falls exponentially; 0 where it does not
 * @param order m, 1 or 2
 */
public record Growth(Expr term, Expr coefficient, Expr power, Expr rate, int order) {}
