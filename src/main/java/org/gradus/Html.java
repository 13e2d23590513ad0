package org.gradus;

import java.util.List;

/** The pieces of HTML that results are made of. */
final class Html {

  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  /** A table whose cells are text; the first row is the head, unless it is null. */
  static String table(List<String> head, List<List<String>> rows) {
    var out = new StringBuilder("<table>");
    if (head != null) {
      out.append("<thead>");
      row(out, head, "th");
      out.append("</thead>");
    }
    out.append("<tbody>");
    rows.forEach(r -> row(out, r, "td"));
    return out.append("</tbody></table>").toString();
  }

  private static void row(StringBuilder out, List<String> cells, String tag) {
    out.append("<tr>");
    for (var cell : cells) {
      out.append('<').append(tag).append(" style=\"text-align:left\">").append(escape(cell)).append("</").append(tag).append('>');
    }
    out.append("</tr>");
  }
}
