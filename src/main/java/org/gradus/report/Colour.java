package org.gradus.report;

/** What is set off in a text report, as ANSI sequences; nothing where colour is off. */
public enum Colour {
  GOOD("32"),
  BAD("1;31"),
  UNSURE("33"),
  MARK("31"),
  QUIET("2"),
  STRONG("1");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The text in this colour, or as it is. */
  public String paint(String text, boolean on) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** The colour of a verdict; null is quiet. */
  public static Colour of(String verdict) {
    return switch (verdict) {
      case "PROVED", "TESTED" -> GOOD;
      case "REFUTED", "ERROR" -> BAD;
      case "UNDECIDED" -> UNSURE;
      case null, default -> QUIET;
    };
  }
}
