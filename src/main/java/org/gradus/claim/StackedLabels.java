package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/**
 * Finds vectors y whose entries are the labels {@code y^{(i)}} of single samples: y is added to what the matrix X makes of
 * parameters, or multiplied with it, where X holds the samples {@code x^{(i)}}. A label that carries a subscript, a transpose
 * or a norm is a vector itself.
 */
final class StackedLabels {

  private final Map<String, Set<String>> beside = new HashMap<>();
  private final Set<String> numbered = new HashSet<>();
  private final Set<String> vectors = new HashSet<>();

  void take(List<Statement> statements) {
    statements.forEach(s -> s.members().forEach(m -> visit(m.term())));
  }

  /** Whether labels of this name are entries of the vector with it. */
  boolean isStacked(String name) {
    return numbered.contains(name) && !vectors.contains(name) && beside.getOrDefault(name, Set.of()).stream()
        .anyMatch(capital -> numbered.contains(capital.toLowerCase(Locale.ROOT)));
  }

  /** All such names. */
  Set<String> all() {
    return beside.keySet().stream().filter(this::isStacked).collect(Collectors.toUnmodifiableSet());
  }

  private void visit(Term t) {
    switch (t) {
      case null -> {
        return;
      }
      case Term.Scripted s when s.base() instanceof Term.Name n && isSample(s.sup()) -> numbered(n.text(), s);
      case Term.Scripted s when s.base() instanceof Term.Group g && isNumbered(g.body()) && Terms.isTranspose(s.sup()) -> mark(g.body());
      case Term.Group g when g.fence() == Term.Fence.NORM -> mark(g.body());
      case Term.Sum s -> s.terms().forEach(a -> s.terms().forEach(b -> pair(a, b)));
      case Term.Product p -> {
        for (int i = 1; i < p.factors().size(); i++) {
          pair(p.factors().get(i), p.factors().get(i - 1));
        }
      }
      default -> { }
    }
    Terms.children(t).forEach(this::visit);
  }

  private void numbered(String name, Term.Scripted s) {
    numbered.add(name);
    if (s.sub() != null || !(s.sup() instanceof Term.Group)) {
      vectors.add(name);
    }
  }

  /** What stands in a norm or is transposed as a whole. */
  private void mark(Term t) {
    switch (t) {
      case Term.Scripted s when s.base() instanceof Term.Name n && isSample(s.sup()) -> vectors.add(n.text());
      case Term.Sum s -> s.terms().forEach(this::mark);
      case Term.Negative n -> mark(n.body());
      case Term.Group g -> mark(g.body());
      default -> { }
    }
  }

  private static boolean isNumbered(Term t) {
    return t instanceof Term.Scripted s && s.base() instanceof Term.Name && isSample(s.sup())
        || t instanceof Term.Sum || t instanceof Term.Group;
  }

  /** (i), or (i) and something else. */
  private static boolean isSample(Term sup) {
    return switch (sup) {
      case null -> false;
      case Term.Group g when g.fence() == Term.Fence.PAREN -> g.body() instanceof Term.Name || g.body() instanceof Term.Number;
      case Term.Product p -> isSample(p.factors().getFirst());
      default -> false;
    };
  }

  /** A name without scripts beside something with a capital letter. */
  private void pair(Term a, Term b) {
    var name = bare(a);
    if (name != null && Character.isLowerCase(name.charAt(0))) {
      capitals(b, beside.computeIfAbsent(name, _ -> new HashSet<>()));
    }
  }

  private static String bare(Term t) {
    return switch (t) {
      case Term.Name n -> n.text();
      case Term.Negative n -> bare(n.body());
      default -> null;
    };
  }

  private static void capitals(Term t, Set<String> into) {
    if (t instanceof Term.Name n && Character.isUpperCase(n.text().charAt(0))) {
      into.add(n.text());
    }
    Terms.children(t).forEach(c -> capitals(c, into));
  }
}
