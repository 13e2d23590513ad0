package org.gradus.diagnosis;

import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Writes the page of all slips, docs/slips.md, from the catalogue. */
public final class SlipsPage {

  private static final LinkedHashMap<String, String> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("sign", "a plus for a minus, or the other way round");
    KINDS.put("factor", "a factor is missing, too many, or upside down");
    KINDS.put("chain", "the chain rule: an inner or outer derivative");
    KINDS.put("product", "the product or the quotient rule; the middle term of a square");
    KINDS.put("exponent", "an exponent is wrong, or in the wrong place");
    KINDS.put("function", "a wrong function, a function for its derivative, a function taken term by term");
    KINDS.put("label", "the derivative is another one than the one written");
    KINDS.put("variable", "a wrong name");
    KINDS.put("index", "a wrong index, or indices in the wrong order");
    KINDS.put("transpose", "a transpose is missing or too many");
    KINDS.put("order", "factors that do not commute stand in the wrong order");
    KINDS.put("shape", "the shapes do not fit");
    KINDS.put("sum", "a term, a sum sign or the range of a sum");
    KINDS.put("limit", "the limit is another one");
    KINDS.put("bound", "an inequality that fails, or is not strict");
    KINDS.put("domain", "something does not exist where it is used");
    KINDS.put("numeric", "a number that is not the value");
    KINDS.put("convexity", "convex or concave is claimed, and is not");
    KINDS.put("solution", "an equation is rewritten, and its solutions change");
    KINDS.put("assumption", "the step holds only under an assumption that is not stated");
    KINDS.put("propagated", "an error of an earlier line was carried on");
    KINDS.put("other", "anything else");
  }

  private SlipsPage() {}

  /** The page, in Markdown. */
  public static String markdown() {
    var out = new StringBuilder("""
        # Slips

        When a step is refuted, gradus looks for the smallest change that makes it right, and names the slip. What it
        suggests it has proved. This page lists the slips that it knows by name. It is written from the catalogue in
        the code (`org.gradus.diagnosis`); a test keeps it current.

        ## Kinds

        | kind | what it is |
        | --- | --- |
        """);
    KINDS.forEach((kind, words) -> out.append("| `").append(kind).append("` | ").append(words).append(" |\n"));
    KINDS.forEach((kind, _) -> {
      var entries = Catalogue.ENTRIES.stream().filter(s -> s.kind().equals(kind)).map(SlipsPage::entry).collect(Collectors.joining());
      if (!entries.isEmpty()) {
        out.append("\n## ").append(Character.toUpperCase(kind.charAt(0))).append(kind.substring(1)).append('\n').append(entries);
      }
    });
    return out.toString();
  }

  private static String entry(Slip s) {
    var example = s.example().wrong().isEmpty() ? ""
        : "- wrong: $" + s.example().wrong() + "$" + given(s.example().given()) + "\n- right: $" + s.example().right() + "$\n";
    return "\n### " + s.name() + "\n\n" + Character.toUpperCase(s.title().charAt(0)) + s.title().substring(1) + ": " + s.looksLike()
        + ".\n" + s.explanation() + "\n" + (example.isEmpty() ? "" : "\n" + example);
  }

  private static String given(String given) {
    var text = given.replace('\n', ' ').replaceAll("<!--.*?-->", "").replaceAll("\\$\\$", "\\$").replaceAll("\\s+", " ").strip();
    return text.isEmpty() ? "" : " (" + text.replaceFirst("\\.$", "") + ")";
  }
}
