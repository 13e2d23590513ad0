package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** What it says of a number that it lies in ℝ₊, ℕ or ℤ, or that it is positive, or whole. */
final class ValueSets {

  /** A set of whole numbers, with groups {@code natural} and {@code marks}. */
  static final String WHOLE = "(?:(?<natural>\\\\mathbb\\s*\\{?\\s*N\\s*\\}?|\\\\N(?![a-zA-Z])|ℕ)|\\\\mathbb\\s*\\{?\\s*Z\\s*\\}?|\\\\Z(?![a-zA-Z])|ℤ)"
      + "\\s*(?<marks>_0|_\\{0\\}|_1|_\\{1\\}|\\^\\+|\\^\\{\\+\\}|_\\+|_\\{\\+\\}|\\^\\*|\\^\\{\\*\\}|_\\{>\\s*0\\}|_\\{\\\\geq?\\s*[01]\\}|)\\s*";
  private static final Pattern INTEGERS = Pattern.compile("\\s*" + WHOLE);
  private static final Pattern REALS = Pattern.compile("(?s)\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)(?<set>.*)");
  /** {@code \\text{real}}, {@code \\mathbf R}: all real numbers. */
  private static final Pattern NAMED = Pattern.compile("(?i)\\s*(?:reals?(?:\\s+numbers?)?|\\\\Re|\\\\(?:mathrm|mathbf|mathcal|bm)\\s*\\{?\\s*R(?:eals?)?\\s*\\}?|R)\\s*");
  private static final Pattern SIGN = Pattern.compile("\\b(?:strictly\\s+)?(?:(?<positive>positive)|(?<negative>negative)|(?<nonnegative>non-?negative)|(?<nonpositive>non-?positive)|(?<nonzero>non-?zero))\\b");
  private static final Pattern INTEGER = Pattern.compile("\\b(?:(?<natural>natural|whole)\\s+numbers?|(?<naturals>naturals?)|integers?)\\b");
  /** Words that restrict nothing. */
  private static final Pattern PLAIN = Pattern.compile("\\b(?:all|every|each|any|an?|arbitrary|fixed|given|constant|real|numbers?|reals?|constants?|scalars?|values?|of|is|are|be|and|both|the|parameters?|variables?)\\b");

  /**
   * Something that holds of a number.
   *
   * @param certain false for what only some readers mean by it: nothing is proved with it
   */
  record Fact(RelOp op, Expr value, boolean certain) {

    /** Whole: what no relation says. */
    static final Fact INTEGER = new Fact(null, null, true);

    Assumption of(Expr.Sym name, int line) {
      if (op == null) {
        return new Assumption(null, "integer", name.name(), name + " integer (line " + line + ")");
      }
      var relation = Exprs.rel(op, name, value);
      return new Assumption(relation, null, name.name(), relation + " (line " + line + ")");
    }
  }

  private ValueSets() {}

  /** What a set of numbers says; null for one that is not known. */
  static List<Fact> of(String set) {
    var whole = INTEGERS.matcher(set);
    if (whole.matches()) {
      return whole(whole);
    }
    if (NAMED.matcher(set).matches()) {
      return List.of();
    }
    var real = REALS.matcher(set);
    return real.matches() ? reals(real.group("set").strip()) : null;
  }

  /** @param m a match of {@link #WHOLE} */
  static List<Fact> whole(Matcher m) {
    var least = least(m);
    var facts = new ArrayList<>(List.of(Fact.INTEGER));
    if (least != null) {
      facts.add(new Fact(RelOp.GE, least, true));
      if (Exprs.isZero(least)) { // whether 0 is a natural number is a matter of taste
        facts.add(new Fact(RelOp.GE, Exprs.ONE, false));
      }
    }
    return facts;
  }

  /** The least number of the set, or null. */
  private static Expr least(Matcher m) {
    var marks = m.group("marks").replaceAll("\\s", "");
    boolean natural = m.group("natural") != null;
    boolean positive = marks.matches("_1|_\\{1\\}|\\^\\+|\\^\\{\\+\\}|_\\+|_\\{\\+\\}|_\\{>0\\}|_\\{\\\\geq?1\\}") || natural && marks.matches("\\^\\*|\\^\\{\\*\\}");
    return positive ? Exprs.ONE : natural || marks.matches("_0|_\\{0\\}|_\\{\\\\geq?0\\}") ? Exprs.ZERO : null;
  }

  /** What a set of real numbers says, by what stands behind ℝ; null for one that is not known. */
  static List<Fact> reals(String marks) {
    return switch (marks.replaceAll("\\s|\\\\,|[.,]$", "")) {
      case "" -> List.of();
      case "_{>0}", "_{++}", "_+^*", "^*_+", "_{+}^{*}", "^{*}_{+}", "^{>0}" -> List.of(sign("positive"));
      case "_+", "_{+}", "^+", "^{+}" -> List.of(sign("nonnegative"), new Fact(RelOp.GT, Exprs.ZERO, false));
      case "_{\\ge0}", "_{\\geq0}", "^{\\ge0}", "_{≥0}" -> List.of(sign("nonnegative"));
      case "_{<0}", "_{--}" -> List.of(sign("negative"));
      case "_-", "_{-}", "^-", "^{-}" -> List.of(sign("nonpositive"), new Fact(RelOp.LT, Exprs.ZERO, false));
      case "\\setminus\\{0\\}", "\\backslash\\{0\\}", "^*", "^{*}", "^{\\times}", "_{\\ne0}", "_{\\neq0}" -> List.of(sign("nonzero"));
      default -> null;
    };
  }

  /** What one of the words positive, negative, nonnegative, nonpositive and nonzero says. */
  static Fact sign(String word) {
    return switch (word) {
      case "positive" -> new Fact(RelOp.GT, Exprs.ZERO, true);
      case "negative" -> new Fact(RelOp.LT, Exprs.ZERO, true);
      case "nonnegative" -> new Fact(RelOp.GE, Exprs.ZERO, true);
      case "nonpositive" -> new Fact(RelOp.LE, Exprs.ZERO, true);
      default -> new Fact(RelOp.NE, Exprs.ZERO, true);
    };
  }

  /** What words such as 'positive integers' say; null if there are others among them. */
  static List<Fact> ofWords(String words) {
    var rest = words.toLowerCase(Locale.ROOT);
    var facts = new ArrayList<Fact>();
    var whole = INTEGER.matcher(rest);
    if (whole.find()) {
      facts.add(Fact.INTEGER);
      if (whole.group("natural") != null && whole.group("natural").equals("natural") || whole.group("naturals") != null) {
        facts.add(new Fact(RelOp.GE, Exprs.ZERO, true));
        facts.add(new Fact(RelOp.GE, Exprs.ONE, false));
      }
      rest = whole.replaceAll(" ");
    }
    var sign = SIGN.matcher(rest);
    if (sign.find()) {
      facts.add(sign(sign.group().replace("-", "").replaceFirst("strictly\\s+", "")));
      rest = sign.replaceAll(" ");
    }
    return PLAIN.matcher(rest).replaceAll(" ").isBlank() ? facts : null;
  }
}
