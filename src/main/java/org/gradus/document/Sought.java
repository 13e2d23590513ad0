package org.gradus.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern that is tried only where it can find something: a text without the letters that every match needs is passed over, and a
 * pattern that finds none of its texts is never compiled. Readers of words have hundreds of patterns, of which a sentence meets a few.
 * What is found is what {@link Pattern} finds. Immutable to the outside, thread-safe.
 */
public final class Sought {

  /** What longer texts hold is not looked at: they hold most pairs of letters. */
  private static final int LONGEST = 4_000;

  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final int[][] ANYTHING = {{}};

  private final String regex;
  private volatile Pattern pattern;
  private volatile int[][] needed;

  private Sought(String regex) {
    this.regex = regex;
  }

  /** @param regex as for {@link Pattern#compile(String)}; what is wrong with it is thrown where it is first tried */
  public static Sought of(String regex) {
    return new Sought(regex);
  }

  /** The pattern itself. */
  public Pattern pattern() {
    var p = pattern;
    if (p == null) {
      pattern = p = Pattern.compile(regex);
    }
    return p;
  }

  /** The matcher of the text; one that finds nothing where nothing can be found. */
  public Matcher matcher(CharSequence text) {
    if (text.length() > LONGEST || canMatch(text.toString())) {
      return pattern().matcher(text);
    }
    return NOTHING.matcher(text).region(text.length(), text.length());
  }

  /** Whether the text has letters without which there is no match. */
  private boolean canMatch(String text) {
    var n = needed;
    if (n == null) {
      var literals = NeededText.of(regex);
      needed = n = literals == null ? ANYTHING : literals.stream().map(LetterPairs::places).toArray(int[][]::new);
    }
    if (n == ANYTHING) {
      return true;
    }
    var pairs = LetterPairs.of(text);
    for (var places : n) {
      if (pairs.hasAll(places)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return regex;
  }
}
