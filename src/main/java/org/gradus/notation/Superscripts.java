package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.notation.Term.Fence;
import org.gradus.notation.Term.Sign;

/**
 * A superscript taken apart.
 *
 * @param indices sample or layer, in order
 * @param transposed whether it holds a transpose
 * @param label what it adds to the name ({@code _star}), or the empty string
 * @param power the exponent, or null
 */
record Superscripts(List<Term> indices, boolean transposed, String label, Term power) {

  /** Letters of rates and factors, which nobody transposes. */
  private static final Set<String> RATES = Set.of("gamma", "lambda", "eta", "rho", "tau");

  /** Words that stand above a name without {@code \\text}. */
  private static final Set<String> LABELS = Set.of("new", "old", "prev", "next", "pred", "true", "opt", "train", "test",
      "init", "curr", "target", "ref", "est", "obs");

  boolean isPowerOnly() {
    return power != null && indices.isEmpty() && !transposed && label.isEmpty();
  }

  static Superscripts of(Term.Scripted s, Names names) {
    var indices = new ArrayList<Term>();
    var powers = new ArrayList<Term>();
    boolean transposed = false;
    var label = "";
    var base = s.base() instanceof Term.Name n ? n.text() : "";
    boolean named = !base.isEmpty() && (!base.equals("e") || names.isVariable("e") || s.sub() != null) && !base.equals("pi");
    for (var piece : pieces(s.sup())) {
      if (piece instanceof Term.Name n && (n.text().equals("top") || n.text().equals("T") && !(s.base() instanceof Term.Number) && isTranspose(base, names))) {
        transposed = true;
      } else if (negated(piece) instanceof Term.Name n && !base.isEmpty()
          && (n.text().equals("top") || n.text().equals("T") && isTranspose(base, names))) {
        transposed = true; // X^{-T}
        powers.add(new Term.Negative(new Term.Number("1", n.span()), piece.span()));
      } else if (piece instanceof Term.Name n && n.text().equals("*")) {
        label += "_star";
      } else if (piece instanceof Term.Name n && (n.text().equals("+") || n.text().equals("-"))) {
        if (!named) {
          throw Elaborator.error("a sign stands alone in the superscript", n, "on a name it is a mark, as in w^+; the positive part of x is max(0, x)");
        }
        label += n.text().equals("+") ? "_plus" : "_minus";
      } else if (named && (isLabel(piece, names) || Labels.text(piece) != null && Labels.text(piece).length() > 1
          && (names.isIndexed(base + "_" + Labels.text(piece)) || names.isVariable(base + "_" + Labels.text(piece))))) {
        label += "_" + Labels.text(piece);
      } else if (named && isIndex(piece, powers)) {
        if (piece instanceof Term.Group g && g.body() instanceof Term.Sequence q) {
          indices.addAll(q.items());
        } else {
          indices.add(piece instanceof Term.Group g ? g.body() : piece);
        }
      } else if (named && indices.isEmpty() && powers.isEmpty() && (isLayer(piece, base, s.sub() != null)
          || isCounted(piece, base, names))) {
        indices.add(piece);
      } else {
        powers.add(piece instanceof Term.Group g && g.fence() == Fence.BRACE ? g.body() : piece);
      }
    }
    return new Superscripts(indices, transposed, label, power(powers));
  }

  private static boolean isTranspose(String base, Names names) {
    if (isRate(base, names)) {
      return false;
    }
    return !names.isVariable("T") || names.rank(base, 0) != null && !names.rank(base, 0).isScalar();
  }

  /** {@code \\gamma^T} beside a sum that ends at T, {@code f^T} beside {@code f = 0.9} and {@code T = 10}. */
  static boolean isRate(String base, Names names) {
    return names.isCount("T") && (RATES.contains(base) || names.isGivenNumber(base) && (names.rank(base, 0) == null || names.rank(base, 0).isScalar()));
  }

  /** What stands behind a minus sign; null if there is none. */
  private static Term negated(Term piece) {
    return switch (piece) {
      case Term.Group g when g.fence() == Fence.BRACE -> negated(g.body());
      case Term.Negative m -> m.body();
      case Term.Sum s when s.terms().size() == 1 && s.minus().getFirst() -> s.terms().getFirst();
      default -> null;
    };
  }

  private static List<Term> pieces(Term sup) {
    return switch (sup) {
      case null -> List.of();
      case Term.Product p when Elaborator.isJuxtaposed(p)
          && (p.factors().getFirst() instanceof Term.Group || p.factors().stream().anyMatch(Superscripts::isT)) -> p.factors();
      default -> List.of(sup);
    };
  }

  private static boolean isT(Term t) {
    return t instanceof Term.Name n && (n.text().equals("T") || n.text().equals("top") || n.text().equals("*"));
  }

  /** The letters of a product in a row, or the empty string. */
  private static String word(Term.Product p) {
    var word = new StringBuilder();
    for (var f : p.factors()) {
      if (!(f instanceof Term.Name n) || n.text().length() > 1) {
        return "";
      }
      word.append(n.text());
    }
    return word.toString();
  }

  /** {@code y^{LS}}, {@code x^{\text{new}}}: a word or capitals above a name are part of it, not a power. */
  private static boolean isLabel(Term piece, Names names) {
    if (piece instanceof Term.Product p && Elaborator.isJuxtaposed(p)) {
      if (LABELS.contains(word(p))) {
        return true;
      }
      return p.factors().stream().allMatch(f -> f instanceof Term.Name n && n.text().length() == 1
          && Character.isUpperCase(n.text().charAt(0)) && !names.isVariable(n.text()));
    }
    return piece instanceof Term.Name n && n.text().length() > 1 && !Greek.isName(n.text()) && !names.isVariable(n.text())
        && !n.text().equals("oo") && !n.text().equals("ell") && !n.text().equals("top") && !n.text().contains("_")
        && LatexCommands.ACCENTS.values().stream().noneMatch(n.text()::endsWith);
  }

  /** Brackets around a superscript make it an index. */
  private static boolean isIndex(Term piece, List<Term> powers) {
    return powers.isEmpty() && piece instanceof Term.Group g && (g.fence() == Fence.PAREN || g.fence() == Fence.BRACKET)
        && !(g.body() instanceof Term.Fraction) && !(g.body() instanceof Term.Product p && p.signs().contains(Sign.SLASH));
  }

  /** {@code a^L}, {@code w^{l+1}}; a subscripted name's first power is a layer too: nobody writes a power 1. */
  private static boolean isLayer(Term piece, String base, boolean subscripted) {
    if (piece instanceof Term.Number n) {
      return subscripted && n.text().equals("1");
    }
    if (piece instanceof Term.Sum s) {
      return isLayer(s.terms().getFirst(), base, subscripted)
          && s.terms().getFirst() instanceof Term.Name
          && s.terms().stream().skip(1).allMatch(t -> t instanceof Term.Number);
    }
    if (piece instanceof Term.Scripted q && q.primes() > 0 && q.sub() == null && q.sup() == null) {
      return true; // w^{k'}
    }
    return piece instanceof Term.Name n && (n.text().equals("L") || n.text().equals("l"))
        && Terms.mayCarryLayer(base, subscripted);
  }

  /** Whether the document counts layers or samples by such superscripts of the name. Throws where it leaves that open. */
  private static boolean isCounted(Term piece, String base, Names names) {
    boolean counts = piece instanceof Term.Number || piece instanceof Term.Name
        || piece instanceof Term.Sum m && m.terms().getFirst() instanceof Term.Name && m.terms().stream().skip(1).allMatch(t -> t instanceof Term.Number);
    return counts && switch (names.above(base, piece)) {
      case POWER -> false;
      case LABEL -> true;
      case UNCLEAR -> throw Elaborator.error("whether this superscript of " + base + " is a power or counts layers or samples is not clear",
          piece, "write (" + base + ")^2 for a power, " + base + "^{(2)} for a layer or a sample");
    };
  }

  private static Term power(List<Term> powers) {
    if (powers.isEmpty()) {
      return null;
    }
    return powers.size() == 1 ? powers.getFirst()
        : new Term.Product(powers, powers.stream().map(_ -> Sign.NONE).toList(),
            powers.getFirst().span().to(powers.getLast().span()));
  }
}
