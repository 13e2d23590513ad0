package org.gradus.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** The readings of decimals: exact numbers, and the boxes of what rounds to them (DESIGN §2, Decimals). */
final class Rounding {

  /** A decimal that stands alone as the value claimed. */
  record Shown(Rational value, Rational halfUnit, String text) {}

  private final Context context;

  Rounding(Context context) {
    this.context = context;
  }

  private static final Sought DECIMAL = Sought.of(
      "\\s*(?<sign>[-+\u2212]?)\\s*(?<digits>\\d*\\.?\\d+|\\d+\\.)(?:[eE](?<e>[-+]?\\d+))?"
          + "(?:\\s*(?:\\\\cdot|\\\\times|\\*)\\s*10\\s*\\^\\s*(?:\\{\\s*)?(?<power>-?\\d+)\\s*}?)?\\s*");

  /** The value a side shows, or null if it is more than a number; an integer only after {@code ≈}. */
  static Shown shown(Side side, boolean approximately) {
    var m = DECIMAL.matcher(Decimals.unspaced(side.latex()));
    if (side.raw() == null || !m.matches()) {
      return null;
    }
    var digits = m.group("digits");
    int exponent = (m.group("e") == null ? 0 : small(m.group("e"))) + (m.group("power") == null ? 0 : small(m.group("power")));
    boolean decimal = digits.indexOf('.') >= 0 || m.group("e") != null || m.group("power") != null;
    if (!decimal && !approximately || Math.abs(exponent) > 300) {
      return null;
    }
    var value = new BigDecimal(digits).movePointRight(exponent);
    boolean negative = "-\u2212".contains(m.group("sign")) && !m.group("sign").isEmpty();
    var unit = BigDecimal.ONE.movePointLeft(new BigDecimal(digits).scale()).movePointRight(exponent);
    var plain = digits + (exponent == 0 ? "" : "e" + exponent);
    return new Shown(Rational.of(negative ? value.negate() : value), Rational.of(unit).times(Rational.HALF), (negative ? "-" : "") + plain);
  }

  private static int small(String number) {
    return number.length() > 5 ? 100_000 : Integer.parseInt(number.replace("+", ""));
  }

  /** The reading with boxes, or null if nothing in the claim is rounded. Throws {@link UnresolvedException}. */
  DecimalReading boxed(Side left, Side right, Shown claimed, Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments) {
    var boxes = new HashMap<String, Box>();
    var names = new HashMap<String, Expr>();
    for (var e : List.of(left.raw(), right.raw())) {
      collectNames(e, names, boxes, 0);
    }
    var l = side(left, leftArguments, names, boxes);
    var r = claimed != null ? right.exact() : side(right, rightArguments, names, boxes);
    var used = new ArrayList<Box>();
    var symbols = new LinkedHashSet<Expr.Sym>(Trees.freeSymbols(l));
    symbols.addAll(Trees.freeSymbols(r));
    for (var s : symbols) {
      if (boxes.containsKey(s.name())) {
        used.add(boxes.get(s.name()));
      }
    }
    if (used.isEmpty() && claimed == null) {
      return null;
    }
    return new DecimalReading(l, r, used, claimed == null ? null : claimed.value(), claimed == null ? null : claimed.halfUnit());
  }

  private Expr side(Side side, Map<String, Set<Expr>> arguments, Map<String, Expr> names, Map<String, Box> boxes) {
    var by = new HashMap<Expr, Expr>();
    for (var d : side.decimals().in(side.raw())) {
      by.put(Exprs.sym(d.symbol()), context.values().isData(d.text()) || context.values().isData("-" + d.text())
          ? Exprs.num(d.value()) : box(d, boxes));
    }
    return new Resolver(context, arguments, names).resolve(Trees.substitute(side.raw(), by));
  }

  /** Equal digits are one number: what is shown of a name and the decimal that repeats it. */
  private Expr box(Decimals.Decimal d, Map<String, Box> boxes) {
    var name = context.values().shownAs(d.text());
    var negative = name == null ? context.values().shownAs("-" + d.text()) : null;
    if (name != null || negative != null) {
      var symbol = nameBox(context.values().shown(name != null ? name : negative), boxes);
      return name != null ? symbol : Exprs.neg(symbol);
    }
    var symbol = "box_" + d.text().replaceAll("[^0-9a-zA-Z]", "_") + "_";
    boxes.put(symbol, new Box(symbol, d.value().minus(d.halfUnit()), d.value().plus(d.halfUnit()), null, -1));
    return Exprs.sym(symbol);
  }

  private static Expr nameBox(ValuesInForce.Shown s, Map<String, Box> boxes) {
    var symbol = "box_" + s.name() + "_";
    boxes.put(symbol, new Box(symbol, s.value().minus(s.halfUnit()), s.value().plus(s.halfUnit()), s.name(), s.claim()));
    return Exprs.sym(symbol);
  }

  private void collectNames(Expr e, Map<String, Expr> names, Map<String, Box> boxes, int depth) {
    for (var s : Trees.freeSymbols(e)) {
      var shown = context.values().shown(s.name());
      if (shown != null) {
        names.putIfAbsent(s.name(), nameBox(shown, boxes));
      } else if (depth < 20 && context.definition(s.name()) != null) {
        collectNames(context.definition(s.name()).body(), names, boxes, depth + 1);
      }
    }
  }
}
