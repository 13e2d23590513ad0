package org.gradus.notation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sums with nothing below the sign: {@code \sum (w x_i - y_i)^2} runs over i, the only index in it. Where the index occurs
 * outside of the sum as well, or the line goes on with another, it may be one that is held fixed ({@code ∂E/∂w_j = Σ (ŷ − y) x_j}
 * sums over samples), and the sum is left as it is.
 */
final class SilentIndices {

  private static final Set<String> LETTERS = Set.of("i", "j", "k", "l", "m", "n", "t");

  private final Set<String> outside = new LinkedHashSet<>();

  private SilentIndices() {}

  /** The statement with the index below each sum that has only one. */
  static Statement filled(Statement s) {
    if (s.continues() || s.members().stream().noneMatch(m -> m.term() != null && isSilent(m.term()))) {
      return s;
    }
    var silent = new SilentIndices();
    s.members().forEach(m -> silent.outside(m.term()));
    var members = s.members().stream().map(m -> m.term() == null ? m : new Member(silent.filled(m.term()), m.span(), m.error())).toList();
    return new Statement(members, s.relations(), s.words(), s.conditions(), s.tag(), s.span(), s.open());
  }

  /** The letters that were found for sums in these statements. */
  static Set<String> in(List<Statement> filled) {
    var found = new LinkedHashSet<String>();
    filled.forEach(s -> s.members().forEach(m -> collect(m.term(), found)));
    return found;
  }

  private static void collect(Term t, Set<String> found) {
    if (t instanceof Term.Big b && isFilled(b)) {
      found.addAll(Subscripts.boundBy(b.under()));
    }
    if (t != null) {
      Terms.children(t).forEach(c -> collect(c, found));
    }
  }

  /** Whether the index below the sign was not written. */
  static boolean isFilled(Term.Big b) {
    return b.under() != null && b.under().span().start() == b.under().span().end();
  }

  private static boolean isSilent(Term t) {
    return t instanceof Term.Big b && isBare(b) || Terms.children(t).stream().anyMatch(SilentIndices::isSilent);
  }

  private static boolean isBare(Term.Big b) {
    return b.under() == null && b.over() == null && !b.product();
  }

  /** Takes in the letters that occur outside of sums without an index, as indices or by themselves. */
  private void outside(Term t) {
    switch (t) {
      case null -> { }
      case Term.Big b when isBare(b) -> { }
      case Term.Big b -> {
        var own = new SilentIndices();
        Terms.children(t).forEach(own::outside);
        own.outside.removeAll(Subscripts.boundBy(b.under()));
        outside.addAll(own.outside);
      }
      case Term.Name n -> outside.add(n.text());
      default -> Terms.children(t).forEach(this::outside);
    }
  }

  /** The indices that stand in the term and that no sum in it binds. */
  private static Set<String> indices(Term t) {
    var found = new LinkedHashSet<String>();
    if (t instanceof Term.Scripted s) {
      for (var script : new Term[] {s.sub(), s.sup() instanceof Term.Group g ? g.body() : null}) {
        if (script != null) {
          Subscripts.pieces(script).stream().map(Subscripts::indexName).filter(LETTERS::contains).forEach(found::add);
        }
      }
      found.addAll(indices(s.base()));
      return found;
    }
    Terms.children(t).forEach(c -> found.addAll(indices(c)));
    if (t instanceof Term.Big b) {
      found.removeAll(Subscripts.boundBy(b.under()));
    }
    return found;
  }

  private Term filled(Term t) {
    return switch (t) {
      case null -> null;
      case Term.Big b -> {
        var body = filled(b.body());
        var letters = isBare(b) ? indices(body) : new LinkedHashSet<String>();
        letters.removeAll(outside);
        var letter = letters.size() == 1 ? letters.iterator().next() : null;
        boolean clear = letter != null && !isNamed(body, letter);
        var under = clear ? new Term.Name(letter, new Span(b.span().start(), b.span().start())) : b.under();
        yield new Term.Big(b.product(), under, b.over(), body, b.span());
      }
      case Term.Group g -> new Term.Group(g.fence(), filled(g.body()), g.span());
      case Term.Sum s -> new Term.Sum(all(s.terms()), s.minus(), s.span());
      case Term.Negative n -> new Term.Negative(filled(n.body()), n.span());
      case Term.Product p -> new Term.Product(all(p.factors()), p.signs(), p.span());
      case Term.Fraction f -> new Term.Fraction(filled(f.over()), filled(f.under()), f.span());
      case Term.Root r -> new Term.Root(r.degree(), filled(r.body()), r.span());
      case Term.Call c -> new Term.Call(c.head(), all(c.args()), c.bracketed(), c.span());
      case Term.Derivative d -> new Term.Derivative(filled(d.body()), d.by(), d.order(), d.gradient(), d.span());
      case Term.Scripted s -> new Term.Scripted(filled(s.base()), s.sub(), s.sup(), s.primes(), s.span());
      case Term.Number _, Term.Name _, Term.Dots _, Term.Sequence _, Term.Factorial _, Term.Evaluated _, Term.Limit _, Term.Integral _, Term.Cases _,
          Term.Matrix _, Term.Chain _, Term.Joined _, Term.Ambiguous _ -> t;
    };
  }

  private List<Term> all(List<Term> terms) {
    var found = new ArrayList<Term>();
    terms.forEach(x -> found.add(filled(x)));
    return found;
  }

  /** Whether the letter stands by itself, too: n is a number where it is a factor. */
  private static boolean isNamed(Term t, String letter) {
    return switch (t) {
      case Term.Name n -> n.text().equals(letter);
      case Term.Scripted s -> isNamed(s.base(), letter) || s.sup() instanceof Term.Name n && n.text().equals(letter);
      default -> Terms.children(t).stream().anyMatch(c -> isNamed(c, letter));
    };
  }
}
