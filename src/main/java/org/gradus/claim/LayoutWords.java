package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.gradus.document.Sought;

/** What the words of a document say of the layout of derivatives. */
final class LayoutWords {

  private static final Sought LAYOUT = Sought.of("(?i)\\b(numerator|denominator)[- ](?:layout|convention)");

  private final Set<String> named = new LinkedHashSet<>();

  void read(String prose) {
    for (var m = LAYOUT.matcher(prose); m.find();) {
      named.add(m.group(1).toLowerCase(Locale.ROOT));
    }
  }

  /**
   * The layout that the document uses; {@code both} where it speaks of the numerator layout, which few keep to everywhere;
   * null where it speaks of none.
   */
  String layout() {
    return named.contains("numerator") ? "both" : named.isEmpty() ? null : "denominator";
  }
}
