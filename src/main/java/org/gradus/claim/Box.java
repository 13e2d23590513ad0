package org.gradus.claim;

import org.gradus.expr.Rational;

/**
 * A number that is known only as rounded: in a {@link DecimalReading} the symbol stands for any value between the ends.
 *
 * @param symbol  the stand-in
 * @param low     lower end
 * @param high    upper end
 * @param name    the name whose shown value this is, or null for a decimal written out
 * @param shownBy the index, in the list of claims, of the claim that showed the value, or −1; if it was refuted the
 *                value does not count
 */
public record Box(String symbol, Rational low, Rational high, String name, int shownBy) {}
