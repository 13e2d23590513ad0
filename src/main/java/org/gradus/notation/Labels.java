package org.gradus.notation;

import java.util.List;

/** Names made of a base and a subscript that is a label. */
final class Labels {

  private Labels() {}

  /** The plain name of a term that is a name with labels, or the empty string. */
  static String nameOf(Term term) {
    return switch (term) {
      case Term.Name n -> n.text();
      case Term.Scripted s when s.sup() == null && s.base() instanceof Term.Name n -> {
        var label = s.sub() == null ? "" : text(s.sub());
        yield label == null ? "" : n.text() + (label.isEmpty() ? "" : "_" + label);
      }
      default -> "";
    };
  }

  /** A subscript as a label: its letters and digits run together; null where it is more than that. */
  static String text(Term sub) {
    return switch (sub) {
      case Term.Name n -> n.text().equals("+") ? "plus" : n.text().equals("-") ? "minus" : n.text();
      case Term.Number n when n.text().indexOf('.') < 0 -> n.text();
      case Term.Product p -> joined(p.factors());
      case Term.Sequence s -> joined(s.items());
      case Term.Group g when g.fence() == Term.Fence.BRACE || g.fence() == Term.Fence.PAREN -> text(g.body());
      case Term.Scripted s when s.sup() == null && s.primes() == 0 && s.sub() != null -> joined(List.of(s.base(), s.sub()));
      default -> null;
    };
  }

  private static String joined(List<Term> parts) {
    var out = new StringBuilder();
    for (var part : parts) {
      var text = text(part);
      if (text == null) {
        return null;
      }
      out.append(text);
    }
    return out.toString();
  }
}
