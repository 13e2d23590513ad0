package org.gradus.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Counterexample;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/**
 * Text of a document with nothing in it that acts: control characters, which a terminal obeys, and the marks that turn
 * the direction of writing, which make a line look other than it is, are shown and not sent.
 */
final class Visible {

  private static final int CONTROL_PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final char REPLACEMENT = '\uFFFD';

  private Visible() {}

  /** {@code text} with its control characters made visible; line feeds and tabs stay. Null stays null. */
  static String text(String text) {
    if (text == null || text.codePoints().noneMatch(Visible::acts)) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(acts(c) ? shown(c) : c));
    return out.toString();
  }

  /** Whether a terminal or a browser does something at this character, where a reader expects to see it. */
  static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      case Character.FORMAT -> turnsDirection(c) || c >= 0xE0000;
      default -> c == 0xFFFE || c == 0xFFFF;
    };
  }

  private static boolean turnsDirection(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0x061C;
  }

  private static int shown(int c) {
    return c < ' ' ? CONTROL_PICTURES + c : c == 0x7F ? PICTURE_OF_DELETE : REPLACEMENT;
  }

  private static List<String> texts(List<String> texts) {
    return texts.stream().map(Visible::text).toList();
  }

  private static Map<String, String> texts(Map<String, String> texts) {
    var out = new LinkedHashMap<String, String>();
    texts.forEach((name, value) -> out.put(text(name), text(value)));
    return out;
  }

  /** The report with every string in it made visible. */
  static FileReport report(FileReport r) {
    return new FileReport(text(r.file()).replaceAll("\\s", " "), r.claims().stream().map(Visible::claim).toList(),
        r.problems().stream().map(p -> new Problem(p.line(), p.column(), text(p.message()))).toList());
  }

  private static ClaimReport claim(ClaimReport c) {
    return new ClaimReport(text(c.id()), c.line(), c.column(), c.endLine(), c.endColumn(), text(c.kind()), text(c.latex()),
        text(c.lhsLatex()), text(c.relation()), text(c.rhsLatex()), text(c.lhs()), text(c.rhs()), text(c.text()),
        c.verdict(), text(c.method()), texts(c.conditions()), texts(c.holdsIf()), texts(c.witnesses()),
        counterexample(c.counterexample()), diagnosis(c.diagnosis()), text(c.reason()), text(c.expected()), c.met(),
        texts(c.notes()), c.millis());
  }

  private static Counterexample counterexample(Counterexample at) {
    return at == null ? null : new Counterexample(texts(at.point()), text(at.lhs()), text(at.rhs()), at.drawing());
  }

  private static Diagnosis diagnosis(Diagnosis d) {
    return d == null ? null : new Diagnosis(text(d.kind()), text(d.message()), text(d.suggestion()), text(d.slip()),
        text(d.explanation()), edit(d.edit()));
  }

  private static Diagnosis.Edit edit(Diagnosis.Edit e) {
    return e == null ? null : new Diagnosis.Edit(e.part(), e.start(), e.end(), text(e.replacement()), e.region());
  }
}
