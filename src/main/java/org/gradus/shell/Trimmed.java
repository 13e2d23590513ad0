package org.gradus.shell;

/** Long results are trimmed, and kept to be shown in whole. */
public final class Trimmed {

  private static final int LINES = 30;
  /** JShell itself cuts at 1,000, without a word. */
  private static final int CHARACTERS = 900;

  private static volatile String last = "";

  private Trimmed() {}

  /** Prints the last result in whole. Imported in every session. */
  public static void show() {
    System.out.println(last);
  }

  /** The text, or its beginning and how to see the rest. */
  static String of(String text) {
    if (text == null) {
      return null;
    }
    last = text;
    int end = Math.min(text.length(), CHARACTERS);
    int lines = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n' && ++lines == LINES) {
        end = i;
      }
    }
    // what has several lines begins below its name
    var below = text.indexOf('\n') >= 0 ? "\n" : "";
    if (end == text.length()) {
      return below + text;
    }
    if (text.lastIndexOf('\n', end) > 0) {
      end = text.lastIndexOf('\n', end);
    }
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return below + text.substring(0, end).stripTrailing() + "\n… and " + (text.length() - end) + " characters more: show() prints all";
  }
}
