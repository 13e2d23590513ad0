package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradus.notation.Span;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/** One side of a step as written: its LaTeX, its term with the spans in it, and what stands around it. */
public final class Formula {

  /** Names and factors of the step beyond these are not tried as replacements. */
  static final int MAX_POOL = 24;

  /** Functions of something beyond these are not looked at. */
  static final int MAX_VALUES = 6;

  /**
   * A term with the one that holds it; null for the root.
   *
   * @param below whether it stands in a subscript
   */
  record Node(Term term, Term parent, boolean below) {}

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern FONT = Pattern.compile("\\\\(?:math(?:sf|rm|bf|it|tt)|boldsymbol|bm)$");

  private final String text;
  private final Term root;
  private final Formula other;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> names;
  private final List<String> innerDerivatives;
  private final boolean derivative;
  private final boolean numeric;

  /**
   * @param other            the other side, or null where it does not read by itself
   * @param names            LaTeX of names that the document knows here
   * @param innerDerivatives LaTeX of the derivatives of inner functions of what is differentiated
   * @param derivative       whether the step claims a derivative
   * @param numeric          whether the step is a calculation with numbers alone
   */
  Formula(String text, Term root, Formula other, List<String> names, List<String> innerDerivatives, boolean derivative,
      boolean numeric) {
    this.text = text;
    this.root = root;
    this.other = other;
    this.names = List.copyOf(names);
    this.innerDerivatives = List.copyOf(innerDerivatives);
    this.derivative = derivative;
    this.numeric = numeric;
    walk(root, null, false);
  }

  private void walk(Term t, Term parent, boolean below) {
    nodes.add(new Node(t, parent, below));
    Terms.children(t).forEach(c -> walk(c, t, below || t instanceof Term.Scripted s && s.sub() == c));
  }

  String text() {
    return text;
  }

  /** The other side, or null. */
  Formula other() {
    return other;
  }

  /** The letters and numbers below names in both sides. */
  List<String> indexLetters() {
    var found = new LinkedHashSet<String>();
    for (var f : other == null ? List.of(this) : List.of(this, other)) {
      for (var n : f.nodes) {
        if (n.term() instanceof Term.Scripted s && s.sub() != null) {
          indexParts(s.sub()).forEach(p -> found.add(f.of(p)));
        }
      }
    }
    return found.stream().limit(6).toList();
  }

  /** The single letters and numbers of a subscript; none where it is more than that. */
  static List<Term> indexParts(Term sub) {
    return switch (sub) {
      case Term.Name _, Term.Number _ -> List.of(sub);
      case Term.Product p when p.factors().stream().allMatch(x -> x instanceof Term.Name || x instanceof Term.Number) -> p.factors();
      case Term.Sequence s when s.items().stream().allMatch(x -> x instanceof Term.Name || x instanceof Term.Number) -> s.items();
      default -> List.of();
    };
  }

  Term root() {
    return root;
  }

  List<Node> nodes() {
    return nodes;
  }

  boolean isDerivative() {
    return derivative;
  }

  /** Whether a derivative stands in the step. */
  boolean speaksOfDerivatives() {
    return Stream.of(this, other == null ? this : other).flatMap(f -> f.nodes.stream())
        .anyMatch(n -> n.term() instanceof Term.Derivative || n.term() instanceof Term.Scripted s && s.primes() > 0);
  }

  boolean isNumeric() {
    return numeric;
  }

  List<String> innerDerivatives() {
    return innerDerivatives;
  }

  String of(Term t) {
    return t.span().in(text);
  }

  /** A piece of the text for use in a message. */
  String quote(Term t) {
    return quote(of(t));
  }

  static String quote(String latex) {
    var s = SPACES.matcher(latex).replaceAll(" ").strip();
    return "'" + (s.length() > 60 ? s.substring(0, 57) + "…" : s) + "'";
  }

  /** Whether the piece of text stands in what some derivative is taken of, and is more than its name. */
  boolean isDifferentiated(int from, int to) {
    return nodes.stream().anyMatch(n -> n.term() instanceof Term.Derivative d && d.body() != null && !(d.body() instanceof Term.Name)
        && d.body().span().start() <= from && to <= d.body().span().end());
  }

  /** Whether the piece of text stands in a subscript: there names and numbers are indices, not values. */
  boolean isBelow(int from, int to) {
    return nodes.stream().anyMatch(n -> n.term() instanceof Term.Scripted s && s.sub() != null
        && s.sub().span().start() <= from && to <= s.sub().span().end());
  }

  /** Functions with one argument that stand here, with their argument, once each: σ(z_i). */
  List<Term.Call> values() {
    var found = new LinkedHashMap<String, Term.Call>();
    for (var n : nodes) {
      if (n.term() instanceof Term.Call c && c.args().size() == 1 && c.bracketed() && !n.below() && !(n.parent() instanceof Term.Derivative)) {
        found.putIfAbsent(of(c), c);
      }
    }
    return found.values().stream().limit(MAX_VALUES).toList();
  }

  // ---- text around a term ----

  /** The offset of the sign before term i of a sum, or −1 if none is written. */
  int signBefore(Term.Sum s, int i) {
    int low = i == 0 ? s.span().start() : s.terms().get(i - 1).span().end();
    return lastSign(low, s.terms().get(i).span().start());
  }

  int lastSign(int low, int high) {
    for (int k = high - 1; k >= Math.max(0, low); k--) {
      if ("+-\u2212".indexOf(text.charAt(k)) >= 0) {
        return k;
      }
    }
    return -1;
  }

  /** From the circumflex to the end of the superscript, braces included; null where that is not what the text says. */
  Span superscript(Term.Scripted s) {
    return script(s.sup(), '^');
  }

  /** From the underscore to the end of the subscript, braces included. */
  Span subscript(Term.Scripted s) {
    return script(s.sub(), '_');
  }

  private Span script(Term script, char sign) {
    if (script == null) {
      return null;
    }
    int from = script.span().start() - 1;
    int to = script.span().end();
    int braces = 0;
    for (int font = 0; from >= 0 && (text.charAt(from) == '{' || Character.isWhitespace(text.charAt(from)) || (font = font(from + 1)) > 0);) {
      braces += text.charAt(from) == '{' ? 1 : 0;
      from -= Math.max(1, font);
      font = 0;
    }
    if (from < 0 || text.charAt(from) != sign) {
      return null;
    }
    while (braces > 0 && to < text.length() && (text.charAt(to) == '}' || Character.isWhitespace(text.charAt(to)))) {
      braces -= text.charAt(to) == '}' ? 1 : 0;
      to++;
    }
    return braces == 0 ? new Span(from, to) : null;
  }

  /** The length of a command for a font that ends there, or 0. */
  private int font(int end) {
    var m = FONT.matcher(text).region(Math.max(0, end - 12), end);
    return m.find() ? m.end() - m.start() : 0;
  }

  // ---- what can stand where ----

  /** Whether the term needs brackets as a factor. */
  static boolean isSum(Term t) {
    return t instanceof Term.Sum || t instanceof Term.Negative;
  }

  String asFactor(Term t) {
    return isSum(t) ? "\\left(" + of(t) + "\\right)" : of(t);
  }

  /** The terms that a factor can be missing from: those of sums, and whole values. */
  List<Term> addends() {
    var found = new ArrayList<Term>();
    for (var n : nodes) {
      boolean part = n.parent() instanceof Term.Sum || n.parent() == null || n.parent() instanceof Term.Group
          || n.parent() instanceof Term.Fraction || n.parent() instanceof Term.Negative || n.parent() instanceof Term.Big b
              && b.body() == n.term();
      if (part && !(n.term() instanceof Term.Sum) && !(n.term() instanceof Term.Sequence)) {
        found.add(n.term());
      }
    }
    return found;
  }

  /** The term multiplied by something: the factor goes behind a number in front, else before it. */
  Edit times(Term t, String factor, double cost, String message) {
    if (isSum(t)) {
      return new Edit(List.of(new Edit.Piece(t.span().start(), t.span().start(), factor + "\\left("),
          new Edit.Piece(t.span().end(), t.span().end(), "\\right)")), cost, message);
    }
    int at = t.span().start();
    boolean number = t instanceof Term.Product p && p.factors().getFirst() instanceof Term.Number
        && p.factors().get(1).span().start() > p.factors().getFirst().span().end() - 1 && p.signs().get(1) == Term.Sign.NONE;
    if (number && !startsWithDigit(factor)) {
      at = ((Term.Product) t).factors().getFirst().span().end();
      return Edit.insert(at, (factor.startsWith("(") || factor.startsWith("\\left") ? "\\cdot " : " ") + factor
          + (Character.isWhitespace(text.charAt(at)) ? "" : " "), cost, message);
    }
    var rest = text.substring(at, t.span().end());
    boolean sign = rest.startsWith("(") || rest.startsWith("\\left") || rest.startsWith("[") || rest.startsWith("\\big")
        || rest.startsWith("\\Big") || startsWithDigit(rest);
    return Edit.insert(at, factor + (sign ? " \\cdot " : " "), cost, message);
  }

  static boolean startsWithDigit(String s) {
    return !s.isEmpty() && (Character.isDigit(s.charAt(0)) || s.charAt(0) == '.');
  }

  /** A whole name with its subscript, without superscripts; null if the term is none. */
  Span name(Term t) {
    return switch (t) {
      case Term.Name n -> n.span();
      case Term.Scripted s when s.base() instanceof Term.Name && s.primes() == 0 -> {
        var sub = subscript(s);
        yield s.sub() == null ? s.base().span() : sub == null ? null : s.base().span().to(sub);
      }
      default -> null;
    };
  }

  /** Whether a name stands there as a value, not as the name of a function or part of a script. */
  static boolean isValue(Node n) {
    return !n.below() && switch (n.parent()) {
      case Term.Call c -> c.head() != n.term();
      case Term.Scripted s -> s.sup() == n.term() && !(n.term() instanceof Term.Name m && (m.text().equals("T") || m.text().equals("top")
          || m.text().equals("*")));
      case Term.Derivative d -> !d.by().contains(n.term()) && d.body() != n.term();
      case Term.Big b -> b.body() == n.term() || b.over() == n.term();
      case Term.Limit l -> l.variable() != n.term();
      case Term.Integral i -> i.variable() != n.term();
      case null, default -> true;
    };
  }

  /** The values by name in this side: what stands there, once each. */
  List<String> ownNames() {
    var found = new LinkedHashMap<String, Boolean>();
    for (var n : nodes) {
      var span = isValue(n) ? name(n.term()) : null;
      if (span != null) {
        found.put(span.in(text), true);
      }
    }
    found.keySet().removeIf(n -> n.equals("e") || n.equals("\\pi") || n.equals("\\infty") || n.equals("\\mathrm{e}"));
    return List.copyOf(found.keySet());
  }

  /** Names that may have been meant: of this side, of the other, of the document. */
  List<String> nearbyNames() {
    var found = new LinkedHashMap<String, Boolean>();
    ownNames().forEach(n -> found.put(n, true));
    if (other != null) {
      other.ownNames().forEach(n -> found.put(n, true));
    }
    names.forEach(n -> found.put(n, true));
    return found.keySet().stream().limit(MAX_POOL).toList();
  }

  /** Factors that stand in either side, with what they are read as. */
  Map<String, Term> nearbyFactors() {
    var found = new LinkedHashMap<String, Term>();
    for (var f : other == null ? List.of(this) : List.of(this, other)) {
      for (var n : f.nodes) {
        var t = n.term();
        boolean factor = switch (t) {
          case Term.Name _, Term.Scripted _ -> isValue(n) && !(n.parent() instanceof Term.Scripted s && s.sup() == t);
          case Term.Call _ -> true;
          case Term.Group g -> g.fence() == Term.Fence.PAREN && !(n.parent() instanceof Term.Scripted s && s.sup() == g);
          case Term.Fraction _ -> n.parent() instanceof Term.Product;
          default -> false;
        };
        if (t instanceof Term.Sum && n.parent() instanceof Term.Fraction && found.size() < MAX_POOL) {
          found.putIfAbsent("(" + f.of(t).replaceAll("\\s+", " ").strip() + ")", t);
        }
        if (factor && found.size() < MAX_POOL) {
          found.putIfAbsent(f.of(t).replaceAll("\\s+", " ").strip(), t);
        }
      }
    }
    return found;
  }
}
