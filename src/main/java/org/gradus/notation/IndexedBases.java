package org.gradus.notation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the names that somewhere in a term carry a bound or declared index as a subscript. */
final class IndexedBases {

  private final Names names;
  private final Set<String> found = new HashSet<>();
  private final Set<String> bound = new HashSet<>();

  private IndexedBases(Names names) {
    this.names = names;
  }

  static Set<String> in(Term term, Names names) {
    var search = new IndexedBases(names);
    search.visit(term);
    return search.found;
  }

  private void visit(Term term) {
    switch (term) {
      case null -> { }
      case Term.Number _, Term.Dots _ -> { }
      case Term.Name n -> plainName(n.text());
      case Term.Scripted s -> {
        if (s.base() instanceof Term.Name n && s.sub() != null
            && Subscripts.pieces(s.sub()).stream().anyMatch(p -> isIndex(p))) {
          found.add(n.text() + "_prime".repeat(s.primes()));
        }
        visit(s.base());
        visit(s.sup());
      }
      case Term.Group g -> visit(g.body());
      case Term.Sequence s -> s.items().forEach(this::visit);
      case Term.Sum s -> s.terms().forEach(this::visit);
      case Term.Negative n -> visit(n.body());
      case Term.Product p -> p.factors().forEach(this::visit);
      case Term.Fraction f -> {
        visit(f.over());
        visit(f.under());
      }
      case Term.Root r -> {
        visit(r.degree());
        visit(r.body());
      }
      case Term.Factorial f -> visit(f.body());
      case Term.Call c -> call(c);
      case Term.Derivative d -> {
        visit(d.body());
        d.by().forEach(this::visit);
      }
      case Term.Evaluated e -> visit(e.body());
      case Term.Big b -> within(Subscripts.boundBy(b.under()), b.body());
      case Term.Limit l -> visit(l.body());
      case Term.Integral i -> visit(i.body());
      case Term.Cases c -> {
        c.values().forEach(this::visit);
        c.conditions().forEach(this::visit);
      }
      case Term.Matrix m -> m.rows().forEach(r -> r.forEach(this::visit));
      case Term.Chain c -> c.members().forEach(this::visit);
      case Term.Joined j -> j.parts().forEach(this::visit);
      case Term.Ambiguous a -> visit(a.usual());
    }
  }

  private void call(Term.Call c) {
    boolean big = c.head() instanceof Term.Name n && (n.text().equals("sum") || n.text().startsWith("prod"));
    if (big && c.args().size() >= 2) {
      within(List.of(Labels.nameOf(c.args().get(1))), c.args().getFirst());
    } else {
      c.args().forEach(this::visit);
    }
  }

  private void within(List<String> letters, Term body) {
    var fresh = new ArrayList<String>();
    for (var letter : letters) {
      if (bound.add(letter)) {
        fresh.add(letter);
      }
    }
    visit(body);
    bound.removeAll(fresh);
  }

  private boolean isIndex(Term piece) {
    return switch (piece) {
      case Term.Name n -> bound.contains(n.text()) || names.isIndex(n.text());
      case Term.Scripted s -> bound.contains(Subscripts.indexName(s)) || isIndex(s.base());
      case Term.Sum s -> s.terms().stream().anyMatch(this::isIndex);
      default -> false;
    };
  }

  /** In plain text the subscript is part of the name. */
  private void plainName(String name) {
    int bar = name.indexOf('_');
    if (bar > 0 && name.length() - bar <= 3) {
      for (int i = bar + 1; i < name.length(); i++) {
        var letter = name.substring(i, i + 1);
        if (bound.contains(letter) || names.isIndex(letter)) {
          found.add(name.substring(0, bar));
        }
      }
    }
  }
}
