package org.gradus.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Reference;
import org.gradus.verify.Requests;

/**
 * The ways to read one formula of a student.
 *
 * @param formulas   the likeliest first
 * @param handedBack whether one way to read it leaves a derivative, limit or integral to be carried out
 * @param unread     why it cannot be read, if it cannot
 */
record Readings(List<Expr> formulas, boolean handedBack, String unread) {

  static final int MAX_LENGTH = 5_000;

  /**
   * Reads the texts.
   *
   * @param known     the names that the item speaks of
   * @param mayBeOpen whether a right answer may hold derivatives that are not carried out
   */
  static Readings of(List<String> texts, Set<String> known, boolean mayBeOpen) {
    var formulas = new ArrayList<Expr>();
    boolean handedBack = false;
    String unread = null;
    for (var text : texts) {
      if (text.length() > MAX_LENGTH) {
        return new Readings(List.of(), false, "the formula is longer than " + MAX_LENGTH + " characters");
      }
      try {
        var e = withIndicators(Requests.read(text).expr());
        if (isOpen(e) && !mayBeOpen) {
          handedBack = true;
        } else {
          formulas.addAll(withProducts(e, known));
        }
      } catch (NotationException e) {
        unread = unread != null ? unread : e.getMessage() + (e.hint() == null ? "" : "; " + e.hint());
      } catch (StackOverflowError _) {
        unread = "it is nested too deeply";
      }
    }
    return new Readings(formulas, handedBack, unread == null ? "no answer was found" : unread);
  }

  /** Whether something is left to be carried out, whatever it is worth: such a formula is not even looked at. */
  static boolean isOpen(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff || x instanceof Expr.At || x instanceof Expr.Limit || x instanceof Expr.Integral
        || x instanceof Expr.Apply f && f.primes() > 0);
  }

  /** With a relation as a factor for 1 where it holds and 0 elsewhere: {@code -x [w > 0]}. */
  private static Expr withIndicators(Expr e) {
    return e instanceof Expr.Mul m && m.args().stream().anyMatch(f -> f instanceof Expr.Rel)
        ? Exprs.mul(m.args().stream().map(f -> f instanceof Expr.Rel ? Exprs.cases(List.of(f), List.of(Exprs.num(1)), Exprs.num(0)) : withIndicators(f)).toList())
        : Trees.map(e, Readings::withIndicators);
  }

  /** The formula; before it, that with {@code wx} for the product of w and x where the assignment knows these alone. */
  private static List<Expr> withProducts(Expr e, Set<String> known) {
    var products = new LinkedHashMap<Expr, Expr>();
    for (var s : Trees.freeSymbols(e)) {
      var letters = s.name().chars().mapToObj(c -> String.valueOf((char) c)).toList();
      if (!known.contains(s.name()) && letters.size() > 1 && letters.size() <= 6 && known.containsAll(letters)) {
        products.put(s, Exprs.mul(letters.stream().<Expr>map(Exprs::sym).toList()));
      }
    }
    return products.isEmpty() ? List.of(e) : List.of(Trees.substitute(e, products), e);
  }

  /** The names that an item speaks of. */
  static Set<String> known(Item item, Reference reference) {
    var names = new LinkedHashSet<String>(item.from().keySet());
    if (item.target() instanceof Item.Gradient g) {
      names.addAll(g.parameters());
      names.addAll(g.inputs());
    }
    var texts = new ArrayList<>(BuiltUpon.texts(item));
    texts.addAll(item.accept());
    texts.forEach(t -> Trees.freeSymbols(Requests.read(t).expr()).forEach(s -> names.add(s.name())));
    Trees.freeSymbols(reference.answer()).forEach(s -> names.add(s.name()));
    return names;
  }

  /** A name that does not occur in the item, with its code points where it only looks like one that does; or null. */
  static String stranger(Set<String> known, Expr answer) {
    for (var s : Trees.freeSymbols(answer)) {
      if (!known.contains(s.name())) {
        return s.name().chars().allMatch(c -> c < 0x250) ? s.name()
            : s.name() + " (" + String.join(" ", s.name().codePoints().mapToObj(c -> "U+%04X".formatted(c)).toList()) + ")";
      }
    }
    return null;
  }
}
