package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** The numbers that names were given, computed or shown with, and which results were computed before another number changed. */
final class ValuesInForce {

  /** A value that was shown rounded. */
  record Shown(String name, Rational value, Rational halfUnit, String text, int claim) {}

  private final Map<String, Expr> closed = new HashMap<>();
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private final Set<String> data = new HashSet<>();
  private final Map<String, Expr> given = new HashMap<>();
  private final Map<String, Assumption> last = new HashMap<>();
  /** For every name with a closed value: the values of the others at that time. */
  private final Map<String, Map<String, Expr>> under = new HashMap<>();
  /** For every name with a computed value: the equations that were assumed then. */
  private final Map<String, Set<Expr>> assumed = new HashMap<>();
  private final Set<String> outdated = new HashSet<>();
  private final Map<String, Set<Integer>> meanings = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> flat = new HashSet<>();
  /** For every name that was given another number for a case: the number before. */
  private final Map<String, Definition> before = new HashMap<>();
  /** The names to which the sentence at hand gives another number. */
  private final Set<String> cases = new HashSet<>();

  ValuesInForce copy() {
    var c = new ValuesInForce();
    c.closed.putAll(closed);
    c.shown.putAll(shown);
    c.data.addAll(data);
    c.given.putAll(given);
    c.last.putAll(last);
    under.forEach((name, values) -> c.under.put(name, Map.copyOf(values)));
    c.assumed.putAll(assumed);
    c.outdated.addAll(outdated);
    c.numbers.addAll(numbers);
    c.flat.addAll(flat);
    c.before.putAll(before);
    c.cases.addAll(cases);
    meanings.forEach((name, parts) -> c.meanings.put(name, new HashSet<>(parts)));
    return c;
  }

  // ---- what names mean ----

  /** The name gets a meaning in this part of the document: its earlier number is gone. */
  void defined(String name, int part, Expr body) {
    meanings.computeIfAbsent(name, _ -> new HashSet<>()).add(part);
    before.remove(name);
    forget(name);
    computed(name, body);
  }

  /** How many parts of the document have given the name a meaning. */
  int meanings(String name) {
    return meanings.getOrDefault(name, Set.of()).size();
  }

  /** The name is defined with decimals where other definitions have names: what it depends on does not show. */
  void numbersPutIn(String name) {
    numbers.add(name);
  }

  /** The name was given components in brackets, which say nothing of rows and columns. */
  void isFlat(String name, boolean is) {
    if (is) {
      flat.add(name);
    } else {
      flat.remove(name);
    }
  }

  boolean isFlat(String name) {
    return flat.contains(name);
  }

  boolean hasNumbersPutIn(String name) {
    return numbers.contains(name);
  }

  void forget(String name) {
    closed.remove(name);
    shown.remove(name);
  }

  void clear() {
    closed.clear();
    shown.clear();
    data.clear();
  }

  // ---- closed values ----

  /**
   * A closed value for a name whose definition is symbolic.
   *
   * @param equations what is assumed where it was computed
   */
  void compute(String name, Expr value, Set<Expr> equations) {
    closed.put(name, value);
    computed(name, value);
    assumed.put(name, Set.copyOf(equations));
  }

  /** The value that was computed for the name under the same equations; null if something it was computed from has changed. */
  Expr of(String name, Set<Expr> equations) {
    return assumed.getOrDefault(name, Set.of()).equals(equations) ? of(name) : null;
  }

  /** The closed value that was computed for the name, if nothing it was computed from has changed; else null. */
  Expr of(String name) {
    return isOutdated(name) ? null : closed.get(name);
  }

  private void computed(String name, Expr body) {
    outdated.remove(name);
    numbers.remove(name);
    if (Trees.freeSymbols(body).isEmpty()) {
      under.put(name, Map.copyOf(given));
    } else {
      under.remove(name);
    }
  }

  /** The name is given a value: what was computed under another one is outdated. */
  void gives(String name, Expr value, Assumption by) {
    var was = given.put(name, value);
    if (was != null && !was.equals(value)) {
      cases.add(name);
    }
    last.put(name, by);
    under.forEach((other, values) -> {
      if (!other.equals(name) && values.containsKey(name) && !values.get(name).equals(value)) {
        outdated.add(other);
        shown.remove(other);
      }
    });
  }

  /** The name has just been given another number for a case, 'for c = 5': for how long, nothing says. */
  void forCase(Definition was) {
    before.put(was.name(), was);
    cases.add(was.name());
  }

  /** The names that were given another number in the sentence at hand. */
  Set<String> cases() {
    return cases;
  }

  void newSentence() {
    cases.clear();
  }

  /** What the name was before it was given another number for a case, or null. */
  Definition before(String name) {
    return before.get(name);
  }

  /** Whether the value of the name was computed from values that other names no longer have. */
  boolean isOutdated(String name) {
    return outdated.contains(name);
  }

  /** The value that the document gave the name last, if only for a sentence; or null. */
  Assumption last(String name) {
    return last.get(name);
  }

  /** The expression at the values that the document gave its names last. Throws {@link Derivatives.NotDifferentiable}. */
  Expr atLast(Expr e) {
    var by = new HashMap<Expr, Expr>();
    for (var v : Trees.freeSymbols(e)) {
      if (last(v.name()) != null && last(v.name()).relation() instanceof Expr.Rel r) {
        by.put(v, r.rhs());
      }
    }
    return by.isEmpty() ? e : Trees.substitute(Derivatives.carryOut(e), by);
  }

  // ---- decimals ----

  /** A decimal with these digits is given as data. */
  void give(String text) {
    data.add(text);
  }

  /** Whether a decimal with these digits was given as data, so that it is exact. */
  boolean isData(String text) {
    return data.contains(text);
  }

  /** The value of the name is shown, as it is with the values of the others now. */
  void show(Shown s) {
    shown.put(s.name(), s);
    under.put(s.name(), Map.copyOf(given));
  }

  Shown shown(String name) {
    return shown.get(name);
  }

  /** The one name whose value has been shown with exactly these digits, or null. */
  String shownAs(String text) {
    var hits = shown.values().stream().filter(s -> s.text().equals(text)).toList();
    return hits.size() == 1 && text.replace(".", "").replaceFirst("^0+", "").length() >= 3 ? hits.getFirst().name() : null;
  }

  /** The one name with the same label whose value has been shown with these digits: h_1 = σ(0.5) after z_1 = 0.5; or null. */
  String shownBeside(String text, String name) {
    int bar = name.indexOf('_');
    if (bar < 0) {
      return null;
    }
    var hits = shown.values().stream().filter(s -> s.text().equals(text) && s.name().endsWith(name.substring(bar))
        && !s.name().equals(name)).toList();
    return hits.size() == 1 ? hits.getFirst().name() : null;
  }
}
