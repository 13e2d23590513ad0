package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Questions about terms that do not need their meaning. */
public final class Terms {

  /** Letters of quantities that networks have in every layer. */
  private static final Set<String> LAYERED = Set.of("a", "z", "w", "b", "W", "delta", "h", "y", "yhat", "x", "Z", "A", "s", "n", "o");

  private Terms() {}

  /** Whether an l or L above the name is usually the number of a layer. */
  public static boolean mayCarryLayer(String base, boolean subscripted) {
    return subscripted || LAYERED.contains(base);
  }

  /** The parts of a term, in the order written. */
  public static List<Term> children(Term term) {
    var out = new ArrayList<Term>();
    switch (term) {
      case null -> { }
      case Term.Number _, Term.Name _, Term.Dots _ -> { }
      case Term.Scripted s -> add(out, s.base(), s.sub(), s.sup());
      case Term.Group g -> add(out, g.body());
      case Term.Sequence s -> out.addAll(s.items());
      case Term.Sum s -> out.addAll(s.terms());
      case Term.Negative n -> add(out, n.body());
      case Term.Product p -> out.addAll(p.factors());
      case Term.Fraction f -> add(out, f.over(), f.under());
      case Term.Root r -> add(out, r.degree(), r.body());
      case Term.Factorial f -> add(out, f.body());
      case Term.Call c -> {
        add(out, c.head());
        out.addAll(c.args());
      }
      case Term.Derivative d -> {
        add(out, d.body());
        out.addAll(d.by());
      }
      case Term.Evaluated e -> add(out, e.body(), e.point());
      case Term.Big b -> add(out, b.under(), b.over(), b.body());
      case Term.Limit l -> add(out, l.variable(), l.to(), l.body());
      case Term.Integral i -> add(out, i.lower(), i.upper(), i.body(), i.variable());
      case Term.Cases c -> {
        out.addAll(c.values());
        c.conditions().stream().filter(Objects::nonNull).forEach(out::add);
      }
      case Term.Matrix m -> m.rows().forEach(out::addAll);
      case Term.Chain c -> out.addAll(c.members());
      case Term.Joined j -> out.addAll(j.parts());
      case Term.Ambiguous a -> add(out, a.usual());
    }
    out.removeIf(Objects::isNull);
    return out;
  }

  private static void add(List<Term> out, Term... parts) {
    for (var part : parts) {
      if (part != null) {
        out.add(part);
      }
    }
  }

  /** The names that carry a transpose somewhere in the term: vectors and matrices, if the document does not say otherwise. */
  public static Set<String> transposed(Term term) {
    var found = new TreeSet<String>();
    transposed(term, found);
    return found;
  }

  private static void transposed(Term term, Set<String> found) {
    if (term instanceof Term.Scripted s && s.base() instanceof Term.Name n && isTranspose(s.sup())) {
      found.add(n.text());
    }
    switch (term) {
      case Term.Number _, Term.Name _ -> { }
      case Term.Group g -> transposed(g.body(), found);
      case Term.Sum s -> transposed(s.terms(), found);
      case Term.Product p -> transposed(p.factors(), found);
      default -> transposed(children(term), found);
    }
  }

  private static void transposed(List<Term> terms, Set<String> found) {
    for (int i = 0; i < terms.size(); i++) {
      transposed(terms.get(i), found);
    }
  }

  /** Whether the superscript holds a transpose: {@code T}, {@code (i)T}, {@code \\top}. */
  public static boolean isTranspose(Term sup) {
    return switch (sup) {
      case null -> false;
      case Term.Name n -> n.text().equals("T") || n.text().equals("top");
      case Term.Product p -> isTranspose(p.factors().getLast());
      default -> false;
    };
  }

  /** Whether the scripts of a name transpose it. */
  public static boolean isTransposed(Term.Scripted s, Names names) {
    return isTranspose(s.sup()) && !(s.base() instanceof Term.Name n && Superscripts.isRate(n.text(), names));
  }

  /** Whether a plain name is a Greek letter or carries an accent: one letter on paper. */
  public static boolean isLetter(String name) {
    return name.length() == 1 || Greek.isName(name) || LatexCommands.ACCENTS.values().stream().anyMatch(name::endsWith);
  }

  /** The numbers written in a term that show digits after the point. */
  public static List<Term.Number> decimals(Term term) {
    var found = new ArrayList<Term.Number>();
    decimals(term, found);
    return found;
  }

  private static void decimals(Term term, List<Term.Number> found) {
    if (term instanceof Term.Number n && n.text().indexOf('.') >= 0) {
      found.add(n);
    }
    children(term).forEach(c -> decimals(c, found));
  }

  /** The function of the document whose inverse the name of an applied function means, or null. */
  public static String inverted(String name) {
    return Calls.inverted(name);
  }

  /** A function's name and parameters as they stand on the left of its definition. */
  public record Head(String name, List<String> parameters) {}

  /**
   * What {@code f(x)} or {@code J(w, b)} defines, whether it was read as an application or as a product; null if the
   * term does not look like that.
   */
  public static Head head(Term term) {
    var t = term instanceof Term.Ambiguous a ? a.usual() : term;
    if (t instanceof Term.Call c && c.bracketed()) {
      return head(c.head(), c.args());
    }
    if (t instanceof Term.Product p && p.factors().size() == 2 && Elaborator.isJuxtaposed(p)
        && p.factors().getLast() instanceof Term.Group g && g.fence() == Term.Fence.PAREN) {
      return head(p.factors().getFirst(), g.body() instanceof Term.Sequence s ? s.items() : List.of(g.body()));
    }
    return null;
  }

  private static Head head(Term name, List<Term> args) {
    var parameters = args.stream().map(Labels::nameOf).toList();
    var text = Labels.nameOf(name);
    return text.isEmpty() || parameters.stream().anyMatch(String::isEmpty) ? null : new Head(text, parameters);
  }

  /** The sum with dots as terms of their own: {@code a + b \dots + z} for {@code a + b + \dots + z}. */
  static Term.Sum withDotsAsTerms(Term.Sum s) {
    if (!endsInDots(s.terms())) {
      return s;
    }
    var terms = new ArrayList<Term>();
    var minus = new ArrayList<Boolean>();
    for (int i = 0; i < s.terms().size(); i++) {
      boolean negative = s.minus().get(i);
      if (s.terms().get(i) instanceof Term.Product p && i < s.terms().size() - 1 && p.factors().getLast() instanceof Term.Dots dots) {
        terms.add(part(p, 0, p.factors().size() - 1));
        minus.add(negative);
        terms.add(dots);
        minus.add(false);
      } else if (s.terms().get(i) instanceof Term.Product p && i > 0 && !negative && p.factors().getFirst() instanceof Term.Dots dots) {
        terms.add(dots);
        minus.add(false);
        terms.add(part(p, 1, p.factors().size()));
        minus.add(false);
      } else {
        terms.add(s.terms().get(i));
        minus.add(negative);
      }
    }
    return terms.size() == s.terms().size() ? s : new Term.Sum(terms, minus, s.span());
  }

  private static boolean endsInDots(List<Term> terms) {
    for (var t : terms) {
      if (t instanceof Term.Product p && (p.factors().getFirst() instanceof Term.Dots || p.factors().getLast() instanceof Term.Dots)) {
        return true;
      }
    }
    return false;
  }

  private static Term part(Term.Product p, int from, int to) {
    if (to - from == 1) {
      return p.factors().get(from);
    }
    var signs = new ArrayList<>(p.signs().subList(from, to));
    signs.set(0, Term.Sign.NONE);
    return new Term.Product(List.copyOf(p.factors().subList(from, to)), List.copyOf(signs),
        p.factors().get(from).span().to(p.factors().get(to - 1).span()));
  }
}
