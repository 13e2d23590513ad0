package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;

/** Which names the formulas read so far use, and with which argument they apply functions. */
final class Uses {

  private final Set<String> used = new HashSet<>();
  private final Map<String, Expr> lastArguments = new HashMap<>();
  private final Set<String> densities = new HashSet<>();
  private final Set<String> chosen = new HashSet<>();
  private final Set<String> restarted = new HashSet<>();
  private final Map<String, String> subjects = new HashMap<>();

  Uses copy() {
    var c = new Uses();
    c.used.addAll(used);
    c.lastArguments.putAll(lastArguments);
    c.densities.addAll(densities);
    c.chosen.addAll(chosen);
    c.restarted.addAll(restarted);
    c.subjects.putAll(subjects);
    return c;
  }

  /** A name that formulas used as a parameter gets a value: one of several that may be taken for it. */
  void choose(String name) {
    chosen.add(name);
  }

  boolean isChosen(String name) {
    return chosen.contains(name);
  }

  /** A member of a sequence is worked out by another method. */
  void restart(String member) {
    restarted.add(member);
  }

  boolean isRestarted(Definition member) {
    return restarted.contains(member.name());
  }

  /**
   * A name is given a meaning.
   *
   * @param subject what the sentence began to speak of, 'the Poisson distribution'; null if it does not say
   */
  void subject(String name, String subject) {
    if (subject == null) {
      subjects.remove(name);
    } else {
      subjects.put(name, subject);
    }
  }

  /** Whether the name has its meaning from a sentence about another thing. */
  boolean isOfOtherSubject(String name, String subject) {
    return subject != null && subjects.containsKey(name) && !subjects.get(name).equals(subject);
  }

  void use(Expr e) {
    Trees.freeSymbols(e).forEach(s -> used.add(s.name()));
    useComponents(e);
    remember(e);
    Trees.any(e, x -> x instanceof Expr.Apply a && Conditional.isMarked(a.name()) && densities.add(Conditional.plain(a.name())) && false);
  }

  /** The names in an expression, without their indices, those of functions too. */
  static void names(Expr e, Set<String> found) {
    switch (e) {
      case Expr.Sym v -> found.add(Context.base(v.name()));
      case Expr.Indexed v -> found.add(Context.base(v.base()));
      case Expr.Apply f -> found.add(Context.base(Conditional.plain(f.name())));
      default -> { }
    }
    Trees.children(e).forEach(c -> names(c, found));
  }

  private void useComponents(Expr e) {
    if (e instanceof Expr.Indexed i) {
      used.add(i.base());
      used.add(e.toString());
    }
    Trees.children(e).forEach(this::useComponents);
  }

  private void remember(Expr e) {
    var found = new HashMap<String, Set<Expr>>();
    arguments(e, found);
    found.forEach((f, args) -> {
      var only = args.iterator().next();
      if (args.size() == 1 && !Trees.any(only, x -> x instanceof Expr.Matrix)) {
        lastArguments.put(f, only);
      }
    });
  }

  /** The arguments with which functions are applied in an expression, by the function's name in the document. */
  static void arguments(Expr e, Map<String, Set<Expr>> found) {
    if (e instanceof Expr.Call c && c.args().size() == 1 && Letters.isFunction(c.function().name())) {
      if (!(c.arg() instanceof Expr.Sym s && s.name().endsWith("_"))) {
        found.computeIfAbsent(Letters.of(c.function().name()), _ -> new LinkedHashSet<>()).add(c.arg());
      }
    } else if (e instanceof Expr.At a && a.body() instanceof Expr.Diff d && d.body() instanceof Expr.Call c
        && Letters.isFunction(c.function().name())) {
      found.computeIfAbsent(Letters.of(c.function().name()), _ -> new LinkedHashSet<>()).add(a.value());
    } else if (e instanceof Expr.Apply a && a.args().size() == 1) {
      found.computeIfAbsent(a.name(), _ -> new LinkedHashSet<>()).add(a.args().get(0));
    }
    Trees.children(e).forEach(c -> arguments(c, found));
  }

  /** Whether a bar has stood between its arguments. */
  boolean isDensity(String function) {
    return densities.contains(function);
  }

  Expr lastArgument(String function) {
    return lastArguments.get(function);
  }

  void lastArgument(String function, Expr argument) {
    lastArguments.put(function, argument);
  }

  Set<String> names() {
    return Set.copyOf(used);
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  void use(String name) {
    used.add(name);
  }

  /** A new exercise: functions are applied to something else. */
  void newPart() {
    lastArguments.clear();
  }
}
