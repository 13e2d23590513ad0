package org.gradus.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small helpers for text that people read. */
public final class Text {

    private Text() {}

    /**
     * Appends, for streams whose failures are looked for at the end.
     *
     * @throws UncheckedIOException if {@code out} fails
     */
    static void append(Appendable out, String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of {@code text} in lines of at most {@code width}; one line at least. */
    public static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Mathematics on one line, cut in the middle to at most {@code width} characters. */
    public static String shorten(String text, int width) {
        var flat = text.strip().replaceAll("\\s+", " ");
        if (flat.length() <= width) {
            return flat;
        }
        int head = Math.max(1, (width - 1) * 2 / 3);
        return flat.substring(0, head) + "…" + flat.substring(flat.length() - (width - 1 - head));
    }

    /** {@code z = 1/2, y = 1}. */
    public static String point(Map<String, String> point) {
        var parts = new ArrayList<String>();
        point.forEach((name, value) -> parts.add(name + " = " + value));
        return String.join(", ", parts);
    }
}
