package org.gradus.claim;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.Member;
import org.gradus.notation.Names;
import org.gradus.notation.NotationException;

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
 */
record Side(String latex, Expr raw, List<Expr> alternatives, List<String> readings, String error, Decimals decimals,
    Map<String, Set<Expr>> arguments, int start, int end) {

  static Side read(Member member, FormulaText formula, Names names) {
    var latex = formula.text(member.span());
    int start = member.span().start();
    int end = member.span().end();
    if (member.error() != null) {
      return unreadable(latex, message(member.error(), latex, start), start, end);
    }
    try {
      var decimals = new Decimals();
      var read = Elaborator.elaborate(decimals.separate(member.term()), names);
      var arguments = new HashMap<String, Set<Expr>>();
      Context.arguments(read.expr(), arguments);
      return new Side(latex, read.expr(), read.alternatives(), read.readings(), null, decimals, arguments, start, end);
    } catch (NotationException e) {
      return unreadable(latex, message(e, latex, start), start, end);
    } catch (IllegalArgumentException e) {
      return unreadable(latex, e.getMessage(), start, end);
    }
  }

  /** The same member with another meaning. */
  Side with(Expr meaning, String reading) {
    var notes = new java.util.ArrayList<>(readings);
    notes.add(reading);
    return new Side(latex, meaning, List.of(), notes, null, decimals, arguments, start, end);
  }

  private static Side unreadable(String latex, String error, int start, int end) {
    return new Side(latex, null, List.of(), List.of(), error, new Decimals(), Map.of(), start, end);
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

  private static final Pattern TRANSPOSED = Pattern.compile(
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
