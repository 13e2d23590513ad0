package org.gradus.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of a report: a gutter with line numbers, folded source lines, marks, wrapped words. */
final class Layout {

    private static final int MIN_ROOM = 30;

    private final Appendable out;
    private final int gutter;
    private final int room;
    private final boolean colour;
    private boolean blank = true;

    /**
     * @param out      where the lines go
     * @param lastLine the highest line number that will be shown
     * @param width    columns of the page
     * @param colour   whether to use ANSI colours
     */
    Layout(Appendable out, int lastLine, int width, boolean colour) {
        this.out = out;
        this.gutter = Math.max(4, Integer.toString(lastLine).length() + 1);
        this.room = Math.max(MIN_ROOM, width - gutter - 3);
        this.colour = colour;
    }

    /** A line of its own, without gutter; blank lines do not follow each other. */
    void bare(String line) {
        var text = line.stripTrailing();
        if (!text.isEmpty() || !blank) {
            Text.append(out, text + "\n");
        }
        blank = text.isEmpty();
    }

    /** Columns right of the gutter. */
    int room() {
        return room;
    }

    /** {@code text} in {@code style}, if there is colour. */
    String paint(Colour style, String text) {
        return style.paint(text, colour);
    }

    /**
     * A source line, folded where it is longer than the page.
     *
     * @param number its number
     * @param source its text
     * @param from   first marked column, 0-based, or -1 for no mark
     * @param to     column after the last marked one
     */
    void source(int number, String source, int from, int to) {
        var text = source.replace('\t', ' ').stripTrailing();
        int start = 0;
        do {
            int end = fold(text, start);
            var label = start == 0 ? Integer.toString(number) : "";
            row(label, text.substring(start, end));
            int markFrom = Math.max(from, start);
            int markTo = Math.min(Math.min(to, end), text.length());
            if (from >= 0 && markFrom < markTo) {
                var lead = " ".repeat(width(text, start, markFrom));
                row("", lead + paint(Colour.MARK, "^".repeat(width(text, markFrom, markTo))));
            }
            start = end;
        } while (start < text.length());
    }

    /** Where the part of the line that begins at {@code start} ends. */
    private int fold(String text, int start) {
        if (text.codePointCount(start, text.length()) <= room) {
            return text.length();
        }
        int end = text.offsetByCodePoints(start, room);
        for (int i = end; i > start + room / 2; i--) {
            if (text.charAt(i) == ' ') {
                return i;
            }
        }
        return end;
    }

    private static int width(String text, int from, int to) {
        int columns = 0;
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            int type = Character.getType(text.codePointAt(i));
            if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                columns++;
            }
        }
        return columns;
    }

    /** One row with something in the gutter. */
    void row(String label, String text) {
        bare(paint(Colour.QUIET, " ".repeat(Math.max(0, gutter - label.length())) + label + " │") + " " + text);
    }

    /**
     * Words under a source line, wrapped.
     *
     * @param lead  what stands before the first row
     * @param words what is wrapped, indented to the width of {@code lead}
     */
    void words(String lead, String words) {
        words(lead, lead, words);
    }

    /** As {@link #words(String, String)}, where the lead is printed as {@code painted}. */
    void words(String lead, String painted, String words) {
        boolean first = true;
        for (var line : Text.wrap(words, Math.max(MIN_ROOM, room - lead.length()))) {
            row("", (first ? painted : " ".repeat(lead.length())) + line);
            first = false;
        }
    }

    /** Words without gutter, wrapped, later rows indented by {@code indent}. */
    void plain(String painted, int leadWidth, String words, int indent) {
        int width = room + gutter + 3;
        List<String> lines = new ArrayList<>(Text.wrap(words, Math.max(MIN_ROOM, width - Math.max(leadWidth, indent))));
        for (int i = 0; i < lines.size(); i++) {
            bare((i == 0 ? painted : " ".repeat(indent)) + lines.get(i));
        }
    }
}
