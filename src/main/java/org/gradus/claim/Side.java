package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Member;
import org.gradus.notation.Names;
import org.gradus.notation.NotationException;
import org.gradus.notation.Span;
import org.gradus.notation.Term;

/**
 * One member of a chain, read.
 *
 * @param latex        as written
 * @param raw          in the names of the document, decimals as symbols; null if it does not read
 * @param alternatives other readings of the notation
 * @param readings     how ambiguities of the notation were settled
 * @param error        why it does not read, or null
 * @param decimals     what the symbols for decimals stand for
 * @param arguments    the arguments of functions in it
 * @param start        offset in the formula
 * @param end          offset behind it
 * @param formula      the formula that holds it, or null where the meaning is not that of the text alone
 */
record Side(String latex, Expr raw, List<Expr> alternatives, List<String> readings, String error, Decimals decimals,
    Map<String, Set<Expr>> arguments, int start, int end, FormulaText formula) {

  private static final Sought LOG = Sought.of("\\\\log(?![a-zA-Z_])(?!\\s*_)");

  static Side read(Member member, FormulaText formula, Names names) {
    var latex = formula.text(member.span());
    int start = member.span().start();
    int end = member.span().end();
    if (member.error() != null) {
      return unreadable(latex, message(member.error(), latex, start), start, end, formula);
    }
    try {
      var decimals = new Decimals();
      var read = Elaborator.elaborate(decimals.separate(member.term()), names);
      if (isOtherLogarithm(latex, names)) {
        return unreadable(latex, "log has another base than e here, as the words say; write \\log_2, or \\ln for the natural one", start, end, formula);
      }
      var arguments = new HashMap<String, Set<Expr>>();
      Uses.arguments(read.expr(), arguments);
      return new Side(latex, read.expr(), read.alternatives(), read.readings(), null, decimals, arguments, start, end, formula);
    } catch (NotationException e) {
      return unreadable(latex, message(e, latex, start), start, end, formula);
    } catch (IllegalArgumentException e) {
      return unreadable(latex, e.getMessage(), start, end, formula);
    }
  }

  private static boolean isOtherLogarithm(String latex, Names names) {
    return names instanceof Context c && c.spelling().hasOtherLogarithm() && LOG.matcher(latex).find();
  }

  /** What was read, macros expanded; null where the meaning is not that of the text alone. */
  String source() {
    return formula == null ? null : formula.latex().substring(start, end);
  }

  /** The term of a text that is a member by itself; null if it is none. */
  static Term term(String source, Names names) {
    try {
      if (!source.contains("&") && !source.contains("\\\\")) {
        var term = LatexReader.read(source, names);
        return term instanceof Term.Chain || term instanceof Term.Joined ? null : term;
      }
      var statements = LatexReader.readDisplay(source, names); // a member that runs over several rows
      return statements.size() != 1 || !statements.getFirst().relations().isEmpty() || !statements.getFirst().conditions().isEmpty()
          ? null : statements.getFirst().members().getFirst().term();
    } catch (NotationException _) {
      return null;
    }
  }

  /** This member with something else in its place, which has the same place in the file; null if it is no single expression. */
  Side rewritten(String source, Names names) {
    var term = term(source, names);
    if (term == null) {
      return null;
    }
    var read = read(new Member(term, new Span(0, source.length()), null), new FormulaText(source, true, List.of(), List.of(), false), names);
    var whole = formula == null ? null : new FormulaText(formula.latex().substring(0, start) + source + formula.latex().substring(end),
        formula.display(), formula.pieces(), formula.inner(), false);
    return new Side(read.latex, read.raw, read.alternatives, read.readings, read.error, read.decimals, read.arguments, start,
        start + source.length(), whole);
  }

  /**
   * As {@link #rewritten}, to look at its usual meaning alone: without other readings, places and words. Null where it has none.
   */
  static Side glimpsed(String source, Names names) {
    var term = term(source, names);
    if (term == null) {
      return null;
    }
    try {
      var decimals = new Decimals();
      var meaning = Elaborator.usual(decimals.separate(term), names);
      var arguments = new HashMap<String, Set<Expr>>();
      Uses.arguments(meaning, arguments);
      return isOtherLogarithm(source, names) ? null
          : new Side(source, meaning, List.of(), List.of(), null, decimals, arguments, 0, source.length(), null);
    } catch (NotationException | IllegalArgumentException _) {
      return null;
    }
  }

  /** The same member with another meaning. */
  Side with(Expr meaning, String reading) {
    var notes = new ArrayList<>(readings);
    notes.add(reading);
    return new Side(latex, meaning, List.of(), notes, null, decimals, arguments, start, end, null);
  }

  private static Side unreadable(String latex, String error, int start, int end, FormulaText formula) {
    return new Side(latex, null, List.of(), List.of(), error, new Decimals(), Map.of(), start, end, formula);
  }

  private static String message(NotationException e, String latex, int start) {
    int at = Math.min(Math.max(0, e.position() - start), latex.length());
    var near = latex.substring(at, Math.min(latex.length(), at + 20)).strip();
    return "does not read: " + e.getMessage() + (near.isEmpty() ? "" : " (at '" + near + "')")
        + (e.hint() == null ? "" : "; " + e.hint());
  }

  /** Whether the notation says that names in it are vectors, while nothing declares them so. */
  boolean speaksOfVectors() {
    return readings.stream().anyMatch(r -> r.startsWith("the transpose of a scalar") || r.startsWith("the norm of a scalar"));
  }

  private static final Sought TRANSPOSED = Sought.of(
      "(\\\\?[A-Za-z]+)(?:_(?:\\{[^{}]*}|\\w))?\\s*\\^\\s*\\{?\\s*(?:\\([a-z]\\)\\s*)?(?:T|\\\\top|\\\\intercal|\\\\mathsf\\s*\\{?\\s*T)(?![A-Za-z])\\s*}*"
          + "\\s*(\\\\?[A-Za-z]+)?");

  /** The names that the notation says are vectors; all where a norm is taken. */
  Set<String> vectors(String source) {
    var names = new LinkedHashSet<String>();
    boolean norm = readings.stream().anyMatch(r -> r.startsWith("the norm of a scalar"));
    var m = TRANSPOSED.matcher(source);
    while (m.find()) {
      names.add(m.group(1).replace("\\", ""));
      if (m.group(2) != null) {
        names.add(m.group(2).replace("\\", ""));
      }
    }
    var found = new LinkedHashSet<String>();
    for (var s : Trees.freeSymbols(raw)) {
      var base = s.name().replaceFirst("_.*", "");
      if (norm || names.isEmpty() || names.stream().anyMatch(n -> n.equals(base) || n.length() <= 3 && n.contains(base))) {
        found.add(s.name());
      }
    }
    return found;
  }

  /** The expression with exact decimals. */
  Expr exact() {
    return decimals.exact(raw);
  }
}
