package org.gradus.claim;

import org.gradus.expr.Expr;

/**
 * Something that holds where a claim is made. An assumption that fixes a variable is meant after derivatives and
 * limits by that variable have been carried out.
 *
 * @param relation a relation, or relations joined by and/or; null where only {@code keyword} says it
 * @param keyword  {@code integer}, {@code vector}, {@code matrix}, …: what no relation says; else null
 * @param name     the name it is about, or null
 * @param words    for the reader: {@code y = 1 (line 83)}
 */
public record Assumption(Expr relation, String keyword, String name, String words) {}
