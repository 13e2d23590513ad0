package org.gradus.report;

/** Small pieces of HTML. */
final class Html {

  private Html() {}

  /** Text for content and for quoted attributes. */
  static String escape(String text) {
    return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }

  /** The CSS class of a verdict. */
  static String kind(String verdict) {
    return switch (verdict) {
      case "PROVED" -> "proved";
      case "TESTED" -> "tested";
      case "REFUTED" -> "refuted";
      case null -> "none";
      default -> "undecided";
    };
  }

  static String plural(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  /** How many steps turned out how, with the signs of the verdicts. */
  static String counts(Summary s) {
    var out = new StringBuilder("<span class=\"counts\">");
    count(out, s.proved(), "PROVED");
    count(out, s.tested(), "TESTED");
    count(out, s.refuted(), "REFUTED");
    count(out, s.undecided(), "UNDECIDED");
    return out.append("</span>").toString();
  }

  private static void count(StringBuilder out, int number, String verdict) {
    if (number > 0) {
      out.append("<span class=\"").append(kind(verdict)).append("\">").append(Wording.sign(verdict)).append(' ').append(number)
          .append(' ').append(kind(verdict)).append("</span>");
    }
  }
}
