package org.gradus.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/**
 * The report for a person: the lines with mathematics as the author wrote them, under each step its
 * verdict, and refuted steps in the manner of a good compiler.
 */
public final class TextReport {

    /** Columns of a page. */
    public static final int WIDTH = 80;

    private static final int LONGEST_EXTRACT = 12;
    private static final int LEAD = "UNDECIDED  ".length();

    private final Appendable out;
    private final boolean colour;
    private final boolean all;

    /**
     * @param out    where the report goes
     * @param colour whether to use ANSI colours
     * @param all    whether formulas that claim nothing are listed too
     */
    public TextReport(Appendable out, boolean colour, boolean all) {
        this.out = out;
        this.colour = colour;
        this.all = all;
    }

    /**
     * Writes the report on one document.
     *
     * @param report what was found
     * @param source the document's text
     */
    public void file(FileReport report, String source) {
        new Page(report, source.split("\r\n|\r|\n", -1)).write();
    }

    /** Writes the last line, over all documents. */
    public void end(int files, Summary summary) {
        if (files > 1) {
            for (var line : Text.wrap(files + " files, " + summary.sentence(), WIDTH)) {
                Text.append(out, Colour.STRONG.paint(line, colour) + "\n");
            }
        }
    }

    /** The report on one document while it is written. */
    private final class Page {
        private final FileReport report;
        private final String[] lines;
        private final Layout layout;
        private final TreeMap<Integer, List<ClaimReport>> endingAt = new TreeMap<>();
        private final TreeMap<Integer, List<Problem>> problemsAt = new TreeMap<>();
        private final TreeSet<Integer> done = new TreeSet<>();
        private int previous;

        Page(FileReport report, String[] lines) {
            this.report = report;
            this.lines = lines;
            this.layout = new Layout(out, lines.length, WIDTH, colour);
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
            layout.bare(layout.paint(Colour.STRONG, report.file()));
            layout.bare("");
            for (int line : shownLines()) {
                line(line);
            }
            var summary = Summary.of(report);
            if (!done.isEmpty()) {
                layout.bare("");
            }
            layout.plain("", 0, report.file() + ": " + summary.sentence(), 2);
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
                source(line, -1, -1);
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

        private void source(int line, int from, int to) {
            if (previous > 0 && line > previous + 1) {
                layout.bare("");
            }
            previous = line;
            done.add(line);
            layout.source(line, text(line), from, to);
        }

        private void verdict(ClaimReport claim, boolean several) {
            var word = claim.verdict() == null ? "no claim" : claim.verdict();
            var lead = word + " ".repeat(Math.max(1, LEAD - word.length()));
            var words = new ArrayList<String>();
            if (several) {
                words.add(Text.shorten(step(claim), layout.room() - LEAD));
            } else if ("PROVED".equals(claim.verdict()) || "TESTED".equals(claim.verdict())) {
                words.add(claim.kind() + (claim.method() == null ? "" : ", by " + claim.method()));
            } else {
                words.add(claim.kind());
            }
            if (Summary.passedAsExpected(claim)) {
                words.add("(as expected)");
            }
            layout.words(lead, layout.paint(Colour.of(claim.verdict()), word) + lead.substring(word.length()),
                    String.join("  ", words));
            details(claim);
        }

        /** A step that does not hold, or that surprised an {@code expect}. */
        private void block(ClaimReport claim) {
            layout.bare("");
            var word = claim.verdict() == null ? "no claim" : claim.verdict();
            var shade = Summary.passedAsExpected(claim) ? Colour.GOOD : Colour.BAD;
            layout.plain(layout.paint(shade, word) + "  ", word.length() + 2, headline(claim), 2);
            layout.bare("  --> " + report.file() + ":" + claim.line() + ":" + claim.column());
            int start = Math.max(inside(claim.line()), inside(claim.endLine()) - LONGEST_EXTRACT + 1);
            previous = start - 1;
            layout.row("", "");
            for (int line = start; line <= inside(claim.endLine()); line++) {
                int from = line == claim.line() ? claim.column() - 1 : indent(line);
                int to = line == claim.endLine() ? claim.endColumn() - 1 : text(line).stripTrailing().length();
                source(line, Math.max(0, from), to);
            }
            var at = claim.counterexample();
            if (at != null) {
                layout.words(at.point().isEmpty() ? "here:  " : "at ", at.point().isEmpty()
                        ? "without any variable" : Text.point(at.point()));
                layout.words("     left side   ", at.lhs());
                layout.words("     right side  ", at.rhs());
            }
            var diagnosis = claim.diagnosis();
            if (diagnosis != null) {
                layout.words("help: ", layout.paint(Colour.STRONG, "help:") + " ", diagnosis.message());
                if (diagnosis.suggestion() != null) {
                    layout.words("      ", "write  " + diagnosis.suggestion());
                }
            }
            details(claim);
            layout.bare("");
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
            var marker = " ".repeat(Math.max(0, problem.column() - 1));
            if (marker.length() < layout.room()) {
                layout.row("", marker + layout.paint(Colour.UNSURE, "^"));
            }
            layout.words("problem: ", layout.paint(Colour.UNSURE, "problem:") + " ", problem.message());
        }

        private int inside(int line) {
            return Math.clamp(line, 1, lines.length);
        }

        private String text(int line) {
            return lines[line - 1];
        }

        private int indent(int line) {
            var text = text(line);
            return text.length() - text.stripLeading().length();
        }
    }

    private static boolean needsBlock(ClaimReport claim) {
        return "REFUTED".equals(claim.verdict()) || claim.expected() != null && !claim.met();
    }

    private static String headline(ClaimReport claim) {
        if (claim.expected() != null && !claim.met()) {
            return "was expected to be " + claim.expected() + (claim.verdict() == null
                    ? ", and makes no claim"
                    : ", and is " + claim.verdict());
        }
        var what = switch (claim.kind()) {
            case "definition" -> "this name already has another meaning";
            case "derivative" -> "this is not the derivative";
            case "limit" -> "this is not the limit";
            case "bound" -> "this bound does not hold";
            case "convexity" -> "this is not so";
            case "solution" -> "the solutions are not the same";
            case "numeric" -> "this is not the number";
            default -> "the two sides are not equal";
        };
        var slip = claim.diagnosis() == null ? "" : " [" + claim.diagnosis().kind() + "]";
        return what + slip + (claim.expected() != null ? " (as expected)" : "");
    }

    /** The step in short: the relation and what it leads to. */
    private static String step(ClaimReport claim) {
        if (claim.relation() != null && claim.rhsLatex() != null) {
            return claim.relation() + " " + claim.rhsLatex();
        }
        return claim.text() != null ? claim.text() : claim.latex() == null ? "" : claim.latex();
    }
}
