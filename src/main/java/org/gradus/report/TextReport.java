package org.gradus.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradus.report.Layout.Mark;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Diagnosis.Region;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/**
 * The report for a person: the lines with mathematics as the author wrote them, under each step its
 * verdict, and refuted steps in the manner of a good compiler.
 */
final class TextReport implements Report {

  /** Columns of a page. */
  static final int WIDTH = 80;

  private static final int LONGEST_EXTRACT = 12;
  /** Characters of a step in one line of the file that are shown whole. */
  private static final int LONGEST_STEP = 6 * WIDTH;

  private static final int LEAD = "UNDECIDED  ".length();

  private final Writer out;
  private final boolean colour;
  private final boolean all;
  private int files;
  private Summary total = Summary.NONE;

  /**
   * @param out    where the report goes
   * @param colour whether to use ANSI colours
   * @param all    whether formulas that claim nothing are listed too
   */
  TextReport(Writer out, boolean colour, boolean all) {
    this.out = out;
    this.colour = colour;
    this.all = all;
  }

  @Override
  public void file(FileReport report, String source) throws IOException {
    files++;
    total = total.plus(Summary.of(report));
    var view = SourceView.of(Visible.report(report), source);
    new Page(view).write();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (files > 1) {
      for (var line : Text.wrap(files + " files, " + total.sentence(), WIDTH)) {
        Text.append(out, Colour.STRONG.paint(line, colour) + "\n");
      }
    }
    out.flush();
  }

  /** The report on one document while it is written. */
  private final class Page {
    private final FileReport report;
    private final SourceView view;
    private final Layout layout;
    private final TreeMap<Integer, List<ClaimReport>> endingAt = new TreeMap<>();
    private final TreeMap<Integer, List<Problem>> problemsAt = new TreeMap<>();
    private final TreeSet<Integer> done = new TreeSet<>();
    private int previous;
    private int cell;

    Page(SourceView view) {
      this.report = view.report();
      this.view = view;
      this.layout = new Layout(out, view.size(), WIDTH, colour);
      for (var claim : report.claims()) {
        if (claim.verdict() != null || all || claim.expected() != null) {
          endingAt.computeIfAbsent(inside(claim.endLine()), _ -> new ArrayList<>()).add(claim);
        }
      }
      endingAt.values().forEach(claims -> claims.sort(
          Comparator.comparingInt(ClaimReport::line).thenComparingInt(ClaimReport::column)));
      for (var problem : report.problems()) {
        problemsAt.computeIfAbsent(inside(problem.line()), _ -> new ArrayList<>()).add(problem);
      }
    }

    void write() {
      layout.plain("", 0, report.file(), 2);
      layout.bare("");
      for (int line : shownLines()) {
        line(line);
      }
      if (!done.isEmpty()) {
        layout.bare("");
      }
      layout.plain("", 0, report.file() + ": " + Summary.of(report).sentence(), 2);
      layout.bare("");
    }

    /** Every line that a step or a problem touches. */
    private TreeSet<Integer> shownLines() {
      var shown = new TreeSet<Integer>(problemsAt.keySet());
      endingAt.forEach((end, claims) -> {
        for (var claim : claims) {
          int start = Math.max(inside(claim.line()), end - LONGEST_EXTRACT + 1);
          for (int line = start; line <= end; line++) {
            shown.add(line);
          }
        }
      });
      return shown;
    }

    private void line(int line) {
      var ending = endingAt.getOrDefault(line, List.of());
      var refuted = ending.stream().filter(TextReport::needsBlock).toList();
      var others = ending.stream().filter(claim -> !needsBlock(claim)).toList();
      if (refuted.isEmpty() && !partOfLaterBlock(line)) {
        source(line, List.of(), ending);
      }
      for (var claim : refuted) {
        block(claim);
      }
      for (var claim : others) {
        verdict(claim, ending.size() > 1);
      }
      for (var problem : problemsAt.getOrDefault(line, List.of())) {
        problem(problem);
      }
    }

    /** A step refuted further down shows this line itself. */
    private boolean partOfLaterBlock(int line) {
      return !endingAt.containsKey(line)
          && !problemsAt.containsKey(line)
          && endingAt.tailMap(line, false).values().stream()
              .flatMap(List::stream)
              .anyMatch(claim -> needsBlock(claim) && claim.line() <= line);
    }

    private void source(int line, List<Mark> marks, List<ClaimReport> about) {
      if (previous > 0 && line > previous + 1) {
        layout.bare("");
      }
      if (view.cell(line) != cell) {
        cell = view.cell(line);
        layout.bare(layout.paint(Colour.QUIET, "cell " + cell));
      }
      previous = line;
      done.add(line);
      var clip = new Clip(text(line), layout.room(), about.stream().flatMap(c -> parts(line, c)).toList());
      layout.source(view.number(line), clip.text(), marks.stream().map(clip::moved).toList());
    }

    /** What of a line has to be seen for a step: all of it, or its ends and the place of the slip. */
    private Stream<Mark> parts(int line, ClaimReport claim) {
      var whole = mark(line, new Region(claim.line(), claim.column(), claim.endLine(), claim.endColumn()), ' ');
      var edit = edit(claim);
      boolean here = edit != null && edit.line() <= line && line <= edit.endLine();
      if (!here && whole.to() - whole.from() <= LONGEST_STEP) {
        return Stream.of(whole);
      }
      return !here ? Stream.of(new Mark(whole.from(), whole.from(), ' '), new Mark(whole.to(), whole.to(), ' '))
          : Stream.of(new Mark(whole.from(), whole.from(), ' '), mark(line, edit, ' '), new Mark(whole.to(), whole.to(), ' '));
    }

    private static Region edit(ClaimReport claim) {
      return claim.diagnosis() == null || claim.diagnosis().edit() == null ? null : claim.diagnosis().edit().region();
    }

    private void verdict(ClaimReport claim, boolean several) {
      var word = Wording.verdict(claim);
      var lead = word + " ".repeat(Math.max(1, LEAD - word.length()));
      var words = several ? Text.shorten(Wording.step(claim), layout.room() - LEAD) : Wording.headline(claim);
      layout.words(lead, layout.paint(Colour.of(claim.verdict()), word) + lead.substring(word.length()),
          words + (Wording.asExpected(claim) ? "  (as expected)" : ""));
      if (claim.counterexample() != null && !several) {
        layout.words("  note: ", Wording.sentences(claim).getFirst());
      }
      details(claim);
    }

    /** A step that does not hold, or that surprised an {@code expect}. */
    private void block(ClaimReport claim) {
      layout.bare("");
      var word = Wording.verdict(claim);
      var shade = Wording.asExpected(claim) ? Colour.GOOD : Colour.BAD;
      layout.plain(layout.paint(shade, word) + "  ", word.length() + 2, Wording.headline(claim), 2);
      layout.plain("  --> ", 6, view.place(claim), 6);
      int start = Math.max(inside(claim.line()), inside(claim.endLine()) - LONGEST_EXTRACT + 1);
      previous = start - 1;
      cell = view.cell(start);
      layout.row("", "");
      for (int line = start; line <= inside(claim.endLine()); line++) {
        var marks = new ArrayList<Mark>();
        var edit = edit(claim);
        marks.add(mark(line, new Region(claim.line(), claim.column(), claim.endLine(), claim.endColumn()), edit == null ? '^' : '-'));
        if (edit != null && edit.line() <= line && line <= edit.endLine()) {
          marks.add(mark(line, edit, '^'));
        }
        source(line, marks, List.of(claim));
      }
      values(claim);
      var diagnosis = claim.diagnosis();
      if (diagnosis != null) {
        layout.words("help: ", layout.paint(Colour.STRONG, "help:") + " ", diagnosis.message());
        if (diagnosis.suggestion() != null) {
          layout.words("      write  ", diagnosis.suggestion());
        }
        if (diagnosis.explanation() != null) {
          layout.words("note: ", layout.paint(Colour.STRONG, "note:") + " ", diagnosis.explanation());
        }
      }
      details(claim);
      layout.bare("");
    }

    /** What of a place lies in a line. */
    private Mark mark(int line, Region place, char sign) {
      int from = line == place.line() ? place.column() - 1 : indent(line);
      int to = line == place.endLine() ? place.endColumn() - 1 : text(line).stripTrailing().length();
      return new Mark(Math.max(0, from), to, sign);
    }

    private void values(ClaimReport claim) {
      var at = claim.counterexample();
      if (at != null) {
        layout.words("note: ", layout.paint(Colour.STRONG, "note:") + " ",
            at.point().isEmpty() ? "without any variable" : "at " + Wording.point(claim));
        layout.words("      left side   ", at.lhs());
        layout.words("      right side  ", at.rhs());
      }
    }

    private void details(ClaimReport claim) {
      listed("where ", claim.conditions());
      if (claim.reason() != null && !claim.reason().isBlank()) {
        layout.words("  ", claim.reason());
      }
      listed("holds if ", claim.holdsIf());
      for (var note : claim.notes()) {
        layout.words("  note: ", note);
      }
    }

    private void listed(String lead, List<String> items) {
      if (!items.isEmpty()) {
        layout.words("  " + lead, String.join(", ", items));
      }
    }

    private void problem(Problem problem) {
      var line = text(inside(problem.line()));
      int lead = Columns.of(line, 0, Math.clamp(problem.column() - 1, 0, line.length()));
      if (lead < layout.room() && Columns.of(line) <= layout.room()) {
        layout.row("", " ".repeat(lead) + layout.paint(Colour.UNSURE, "^"));
      }
      layout.words("problem: ", layout.paint(Colour.UNSURE, "problem:") + " ", problem.message());
    }

    private int inside(int line) {
      return Math.clamp(line, 1, view.size());
    }

    private String text(int line) {
      return view.text(line);
    }

    private int indent(int line) {
      var text = text(line);
      return text.length() - text.stripLeading().length();
    }
  }

  private static boolean needsBlock(ClaimReport claim) {
    return "REFUTED".equals(claim.verdict()) || Wording.surprises(claim);
  }
}
