package org.gradus.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Gathers the blocks of a document, and cuts words at headings without markup and at enumerators. */
final class BlockCollector {

  private static final Pattern PART = Pattern.compile(
      "(?im)^[ \\t>*_]*(?:(?<heading>(?<label>(?:(?:exercise|exercice|problem|question|aufgabe|task|ex)\\.?[ \\t]*\\d+(?:\\.\\d+)*[a-z]?)(?:[.:)]*[*_]*[.:)]*))[^\\n]{0,60}$)"
          + "|(?<item>q\\d{1,2}(?=[.:)])|\\d{1,2}(?:\\.| ?\\))(?=[\\s*_])|\\(?[a-z]\\)(?=\\s)|\\([ivx]{1,4}\\)(?=[\\s*_])|[-*+•](?=\\s)|\\**step[- ]?\\d+\\b))");

  /** Of what kind a text with formulas is. */
  enum HostKind { MARKDOWN, LATEX, CODE }

  /** A text with formulas in it, from where it is read to where. */
  record Host(HostKind kind, MappedText text, int from, int to) {}

  /** A piece of a host that is not words: a formula with its delimiters, or, without one, what no reader of the page sees. */
  record Region(MappedText host, int start, int end, Block.Formula formula) {}

  private final List<Host> hosts = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int formulas;
  private boolean atLineStart = true;
  /** What stands behind the label in the line of the last heading, if nothing has come since. */
  private MappedText behindLabel;

  /** Words, in which list items and titles of exercises are found. */
  void prose(MappedText text) {
    var m = PART.matcher(text.text());
    int done = 0;
    behindLabel = null;
    while (m.find()) {
      if (m.start() == 0 && !atLineStart) {
        continue; // the middle of a line: a formula stands before
      }
      words(text, done, m.start());
      boolean heading = m.group("heading") != null;
      var group = heading ? "heading" : "item";
      var piece = text.sub(m.start(group), m.end(group));
      blocks.add(heading ? new Block.Heading(2, piece.text().strip(), piece.positions())
          : new Block.Enumerator(piece.text(), piece.positions()));
      done = m.end();
      boolean closed = heading && m.group("label").matches("(?s).*[.:)*_]");
      behindLabel = closed && m.end() == text.text().length() ? text.sub(m.end("label"), m.end()) : null;
    }
    words(text, done, text.text().length());
    int end = text.text().length();
    while (end > 0 && (text.text().charAt(end - 1) == ' ' || text.text().charAt(end - 1) == '\t')) {
      end--;
    }
    if (!text.text().isEmpty()) {
      atLineStart = end == 0 ? atLineStart : text.text().charAt(end - 1) == '\n';
    }
  }

  /** '**Exercise 2.** Let $x > 0$': what looked like a title is the beginning of a sentence. */
  private void beginLine(MappedText words) {
    var h = (Block.Heading) blocks.removeLast();
    var whole = h.text();
    var label = whole.substring(0, whole.length() - Math.min(whole.length(), words.text().strip().length())).strip();
    blocks.add(new Block.Heading(h.level(), label, h.positions()));
    words(words, 0, words.text().length());
  }

  private void words(MappedText text, int from, int to) {
    if (to > from) {
      var piece = text.sub(from, to);
      blocks.add(new Block.Prose(piece.text(), piece.positions()));
    }
  }

  void formula(MappedText latex, boolean display, List<Block.Inner> inner) throws DocumentException {
    atLineStart = false;
    if (behindLabel != null && !display) {
      beginLine(behindLabel);
    }
    behindLabel = null;
    if (latex.text().isBlank()) {
      return;
    }
    if (++formulas > Limits.MAX_FORMULAS) {
      var at = latex.positions().start(0);
      throw new DocumentException("More than " + Limits.MAX_FORMULAS + " formulas in one document; split it.",
          at.line(), at.column());
    }
    if (latex.text().length() > Limits.MAX_FORMULA) {
      problem(latex.positions().start(0), "This formula has " + latex.text().length() + " characters; formulas of up to "
          + Limits.MAX_FORMULA + " are read. Split it.");
      return;
    }
    blocks.add(new Block.Formula(latex.text(), display, latex.positions(), inner));
  }

  void heading(int level, MappedText text) {
    blocks.add(new Block.Heading(level, text.text().strip(), text.positions()));
    atLineStart = true;
  }

  void enumerator(MappedText label) {
    blocks.add(new Block.Enumerator(label.text(), label.positions()));
    atLineStart = false;
  }

  void directive(MappedText text) {
    blocks.add(new Block.Directive(text.text().strip(), text.positions()));
  }

  void problem(Position position, String message) {
    var problem = new Problem(position, message);
    if (!problems.contains(problem)) { // what ends nowhere is met again from inside
      problems.add(problem);
    }
  }

  /** Formulas and words are read from this text from now on. */
  void host(HostKind kind, MappedText text, int from, int to) {
    hosts.add(new Host(kind, text, from, to));
  }

  /** How many blocks there are. */
  int size() {
    return blocks.size();
  }

  /** The blocks from number {@code first} on came of this piece of their host: a formula, or nothing to be seen. */
  void region(int first, MappedText host, int start, int end) {
    regions.add(new Region(host, start, end,
        blocks.size() > first && blocks.getLast() instanceof Block.Formula formula ? formula : null));
  }

  List<Host> hosts() {
    return hosts;
  }

  List<Region> regions() {
    return regions;
  }

  /** A new cell or paragraph begins. */
  void newLine() {
    atLineStart = true;
  }

  Document document(String path) {
    return new Document(path, blocks, problems);
  }
}
