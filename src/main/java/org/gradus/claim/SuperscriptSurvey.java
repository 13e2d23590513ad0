package org.gradus.claim;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.document.Sought;
import org.gradus.notation.Names.Above;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/**
 * Finds out above which names of a document a number or a letter counts layers or samples instead of being a power:
 * {@code a^l}, {@code a^{L-1}}, {@code x^{(i)}}, or {@code z^1} and {@code z^2} both given a meaning.
 */
final class SuperscriptSurvey {

  /** Letters that every layer of a network has one of. */
  static final Set<String> IN_LAYERS = Set.of("a", "z", "w", "W", "b", "delta");

  private static final Sought LIST = Sought.of("(?<name>\\\\?[A-Za-z]+)\\^\\{?[01]\\}?\\s*,(?:\\s*\\k<name>\\^\\{?[12]\\}?\\s*,)?\\s*"
      + "\\\\[lc]?dots[cb]?\\s*,\\s*\\k<name>\\^(?:[A-Za-z]|\\{[A-Za-z]\\})");

  private static final class Use {
    /** It carries {@code l}, {@code L}, {@code l-1}. */
    boolean layered;
    /** It stands somewhere without a superscript. */
    boolean bare;
    /** It carries something in brackets; the letters that it carries so. */
    boolean bracketed;
    final Set<String> letters = new HashSet<>();
    /** The numbers above it where it is given a meaning. */
    final Set<String> defined = new HashSet<>();

    boolean isCounted() {
      return layered || defined.size() > 1 && (!bare || defined.contains("0") || defined.contains("1"));
    }
  }

  private final SuperscriptSurvey document;
  private final Map<String, Use> uses = new HashMap<>();
  private boolean network;

  /** @param document what is found in all parts together; null for that itself */
  SuperscriptSurvey(SuperscriptSurvey document) {
    this.document = document;
  }

  /** Takes in the statements of a part. */
  void take(List<Statement> statements) {
    for (var s : statements) {
      for (int i = 0; i < s.members().size(); i++) {
        var t = s.members().get(i).term();
        if (t == null) {
          continue;
        }
        if (i < s.relations().size() && isEquality(s.relations().get(i))) {
          defined(t);
        }
        visit(t);
      }
    }
    if (document != null) {
      document.take(statements);
    }
  }

  /** A directive names a network: its layers are counted, whatever is written. */
  void network() {
    network = true;
  }

  /** {@code x^1, \dots, x^n} are counted. */
  void list(String latex) {
    for (var m = LIST.matcher(latex); m.find();) {
      use(m.group("name").replace("\\", "")).layered = true;
    }
    if (document != null) {
      document.list(latex);
    }
  }

  private static boolean isEquality(Relation r) {
    return r.kind() == Relation.Kind.EQ || r.kind() == Relation.Kind.DEFINE;
  }

  private Use use(String base) {
    return uses.computeIfAbsent(base, _ -> new Use());
  }

  private void defined(Term t) {
    if (t instanceof Term.Scripted s && s.base() instanceof Term.Name n) {
      if (s.sup() instanceof Term.Number k) {
        use(n.text()).defined.add(k.text());
      } else if (isLayer(s.sup())) {
        use(n.text()).layered = true;
      }
    }
  }

  private void visit(Term t) {
    switch (t) {
      case Term.Name n -> use(n.text()).bare = true;
      case Term.Scripted s when s.base() instanceof Term.Name n -> {
        above(use(n.text()), n.text(), s.sup(), s.sub() != null);
        visitAll(s.sub() == null ? List.of() : List.of(s.sub()));
      }
      case Term.Derivative d when d.order() < d.by().size() -> visitAll(d.body() == null ? List.of() : List.of(d.body())); // ∂z/∂w^2
      case Term.Call c when c.head() instanceof Term.Name || c.head() instanceof Term.Scripted -> visitAll(c.args());
      default -> visitAll(Terms.children(t));
    }
  }

  private void visitAll(List<Term> terms) {
    terms.forEach(this::visit);
  }

  private static void above(Use use, String base, Term sup, boolean subscripted) {
    switch (sup) {
      case null -> use.bare = true;
      case Term.Product p when p.factors().getFirst() instanceof Term.Group && p.signs().stream().allMatch(g -> g == Term.Sign.NONE) -> above(use, base, p.factors().getFirst(), subscripted);
      case Term.Group g when (g.fence() == Term.Fence.PAREN || g.fence() == Term.Fence.BRACKET) && counts(g.body()) -> {
        use.bracketed = true;
        letters(g.body(), use.letters);
      }
      default -> use.layered |= isLayer(sup) && Terms.mayCarryLayer(base, subscripted);
    }
  }

  /** {@code i}, {@code t-1}, {@code 2}: nobody counts by {@code a+b}, {@code n/2} or {@code 2k}. */
  private static boolean counts(Term t) {
    return switch (t) {
      case Term.Sum s -> s.terms().stream().filter(x -> !(x instanceof Term.Number)).count() <= 1 && s.terms().stream().allMatch(SuperscriptSurvey::counts);
      case Term.Fraction _ -> false;
      case Term.Product p -> p.signs().stream().allMatch(g -> g == Term.Sign.NONE) && p.factors().stream().noneMatch(Term.Number.class::isInstance);
      default -> true;
    };
  }

  private static void letters(Term t, Set<String> into) {
    if (t instanceof Term.Name n) {
      into.add(n.text());
    }
    Terms.children(t).forEach(c -> letters(c, into));
  }

  private static boolean isLayer(Term sup) {
    return sup instanceof Term.Name n && (n.text().equals("l") || n.text().equals("L") || n.text().equals("ell"))
        || sup instanceof Term.Sum s && isLayer(s.terms().getFirst()) && s.terms().stream().skip(1).allMatch(t -> t instanceof Term.Number);
  }

  /** Whether the name carries this letter in brackets above it: the sample x^(i). */
  boolean isNumbered(String base, String letter) {
    return (document == null ? this : document).uses.getOrDefault(base, new Use()).letters.contains(letter);
  }

  /** Whether nothing but numbers stands above the name in the whole document: then it is another quantity with each. */
  boolean isApart(String base) {
    var whole = document == null ? this : document;
    var use = whole.uses.get(base);
    return use != null && !whole.network && !use.layered && use.letters.isEmpty();
  }

  /** What stands above a name: for a number, or a letter and perhaps a number added to it. */
  Above meaning(String base, Term above) {
    var whole = document == null ? this : document;
    var here = uses.getOrDefault(base, new Use());
    var anywhere = whole.uses.getOrDefault(base, new Use());
    if (above instanceof Term.Number n) {
      return number(n.text(), base, here, anywhere, uses.values(), whole.uses.values());
    }
    var letter = above instanceof Term.Sum s ? s.terms().getFirst() : above;
    if (!(letter instanceof Term.Name n) || n.text().equals("T") || n.text().equals("top") || n.text().equals("*")) {
      return Above.POWER;
    }
    if (anywhere.letters.contains(n.text())) {
      return Above.LABEL;
    }
    return here.isCounted() ? here.bare ? Above.UNCLEAR : Above.LABEL : Above.POWER;
  }

  private static Above number(String text, String base, Use here, Use anywhere, Collection<Use> all, Collection<Use> everywhere) {
    if (here.isCounted()) {
      return here.bare && !text.equals("1") ? Above.UNCLEAR : Above.LABEL;
    }
    if (here.bare) {
      return Above.POWER;
    }
    if (anywhere.isCounted()) {
      return anywhere.bare ? Above.UNCLEAR : Above.LABEL;
    }
    if (Terms.mayCarryLayer(base, false) && everywhere.stream().anyMatch(Use::isCounted)) {
      // δ^3 beside a^l is the δ of a layer
      return IN_LAYERS.contains(base) && all.stream().anyMatch(Use::isCounted) && !anywhere.bare ? Above.LABEL : Above.UNCLEAR;
    }
    return anywhere.bracketed ? Above.UNCLEAR : Above.POWER;
  }
}
