package org.gradus.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts a page together. Formulas go through the renderers of the host format as single characters of a private plane, and
 * are found again in what comes out.
 */
final class PageBuilder {

  private static final int FORMULA = 0xF0000;
  private static final int ANCHOR = 0x100000;
  private static final int PLANE = 0xFFFE;
  private static final Pattern GAP = Pattern.compile("(?<=</(?:p|h\\d|table|pre|ul|ol|blockquote)>)|(?=</li>)");

  private final BlockCollector document;
  private final List<Position> anchors;
  private final List<Page.Piece> pieces = new ArrayList<>();
  private int nextAnchor;

  PageBuilder(BlockCollector document, List<Position> anchors) {
    this.document = document;
    this.anchors = anchors;
  }

  Page build() {
    for (var host : document.hosts()) {
      switch (host.kind()) {
        case MARKDOWN -> split(MarkdownPage.html(masked(host)));
        case LATEX -> split(LatexPage.html(masked(host)));
        case CODE -> {
          pieces.add(new Page.Markup("<pre tabindex=\"0\"><code>" + LatexPage.escape(host.text().text()) + "</code></pre>\n"));
          pieces.add(new Page.Gap());
        }
      }
    }
    for (; nextAnchor < anchors.size(); nextAnchor++) {
      pieces.add(new Page.Anchor(nextAnchor));
    }
    return new Page(stepwise(pieces));
  }

  private static final Pattern HEADING = Pattern.compile("<(/?)h([3-6])>");

  /** Headings of which none is more than one level below the one before, as readers aloud expect. */
  private static List<Page.Piece> stepwise(List<Page.Piece> pieces) {
    var open = new ArrayDeque<int[]>(); // the level written, the level meant
    return pieces.stream().map(p -> !(p instanceof Page.Markup m) ? p : (Page.Piece) new Page.Markup(HEADING.matcher(m.html()).replaceAll(h -> {
      if (h.group(1).isEmpty()) {
        int level = Integer.parseInt(h.group(2));
        while (!open.isEmpty() && open.peek()[0] >= level) {
          open.pop();
        }
        open.push(new int[] {level, open.isEmpty() ? 3 : Math.min(6, open.peek()[1] + 1)});
      }
      return "<" + h.group(1) + "h" + (open.isEmpty() ? 3 : open.peek()[1]) + ">";
    }))).toList();
  }

  /** The text with a character for each formula and each anchor, without what no reader sees. */
  private String masked(BlockCollector.Host host) {
    var text = host.text();
    var s = text.text();
    var out = new StringBuilder();
    int done = host.from();
    int number = 0;
    for (var region : document.regions()) {
      if (region.host() == text && region.start() >= done) {
        words(text, done, region.start(), out);
        if (region.formula() != null && number < PLANE) {
          out.appendCodePoint(FORMULA + number);
        }
        done = region.end();
        anchorsBefore(text, done, out);
      }
      number++;
    }
    words(text, done, host.to(), out);
    return out.toString();
  }

  private void words(MappedText text, int from, int to, StringBuilder out) {
    var s = text.text();
    for (int i = from; i < to; i++) {
      anchorsBefore(text, i, out);
      char c = s.charAt(i);
      if (Character.isHighSurrogate(c) && s.codePointAt(i) >= FORMULA) {
        out.append('\uFFFD');
        i++;
      } else {
        out.append(c);
      }
    }
    anchorsBefore(text, to, out);
  }

  private void anchorsBefore(MappedText text, int i, StringBuilder out) {
    while (i > 0 && nextAnchor < anchors.size() && nextAnchor < PLANE && !after(anchors.get(nextAnchor), text.positions().end(i))) {
      out.appendCodePoint(ANCHOR + nextAnchor++);
    }
  }

  private static boolean after(Position one, Position other) {
    return one.line() > other.line() || one.line() == other.line() && one.column() > other.column();
  }

  /** Cuts what a renderer has made at formulas, anchors and gaps. What stands in a tag is no formula. */
  private void split(String html) {
    for (var part : GAP.split(html)) {
      var markup = new StringBuilder();
      boolean tag = false;
      for (int i = 0; i < part.length(); i += Character.charCount(part.codePointAt(i))) {
        int c = part.codePointAt(i);
        if (c < FORMULA) {
          tag = c == '<' || tag && c != '>';
          markup.appendCodePoint(c);
        } else if (!tag) {
          pieces.add(new Page.Markup(markup.toString()));
          markup.setLength(0);
          pieces.add(c >= ANCHOR ? new Page.Anchor(c - ANCHOR) : new Page.Math(document.regions().get(c - FORMULA).formula()));
        }
      }
      pieces.add(new Page.Markup(markup.toString()));
      pieces.add(new Page.Gap());
    }
  }
}
