package org.gradus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gradus.engine.GradientCheck;
import org.gradus.gradient.DifferenceCheck;

/**
 * A gradient held against differences, component by component.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="gradcheck"}
 */
public final class GradientReport implements Display {

  private static final int SHOWN = 10;

  /** How a component came out. */
  public enum Status {
    /** It agrees with the difference within its error. */
    AGREES,
    /** It does not. */
    DIFFERS,
    /** It is a right value at a kink, or too close to one to say. */
    KINK,
    /** No difference is certain enough. */
    UNCERTAIN
  }

  /**
   * A component.
   *
   * @param name     of the parameter: {@code w^2_{1,3}}, {@code x_1}
   * @param gradient what was checked
   * @param expected the difference; NaN where there is none
   * @param error    how far the difference may be off
   */
  public record Entry(String name, double gradient, double expected, double error, Status status) {}

  private final List<Entry> entries;

  private GradientReport(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  static GradientReport of(GradientCheck.Report r) {
    return new GradientReport(IntStream.range(0, r.status().length).mapToObj(p ->
        new Entry(r.name(p), r.gradients()[p], r.differences()[p], r.bounds()[p], Status.valueOf(r.status()[p].name()))).toList());
  }

  static GradientReport of(List<DifferenceCheck.Entry> all) {
    var entries = new ArrayList<Entry>();
    for (var e : all) {
      entries.add(new Entry("x_" + (e.component() + 1), e.gradient(), e.expected(), e.error(), Status.valueOf(e.status().name())));
    }
    return new GradientReport(entries);
  }

  /** All components, in the order of the parameters. */
  public List<Entry> entries() {
    return entries;
  }

  /** How many came out so. */
  public int count(Status which) {
    return (int) entries.stream().filter(e -> e.status() == which).count();
  }

  /** Whether no component differs. */
  public boolean passed() {
    return count(Status.DIFFERS) == 0;
  }

  private List<Entry> notable() {
    var off = Comparator.comparingDouble((Entry e) -> -Math.abs(e.gradient() - e.expected()) / (e.error() + Double.MIN_NORMAL));
    var bad = entries.stream().filter(e -> e.status() == Status.DIFFERS).sorted(off).limit(SHOWN).toList();
    return !bad.isEmpty() ? bad : entries.stream().filter(e -> e.status() == Status.AGREES).sorted(off).limit(1).toList();
  }

  private String summary() {
    return (passed() ? "PASSED" : "FAILED") + "  " + count(Status.AGREES) + " agree, " + count(Status.DIFFERS) + " differ"
        + (count(Status.KINK) == 0 ? "" : ", " + count(Status.KINK) + " at a kink")
        + (count(Status.UNCERTAIN) == 0 ? "" : ", " + count(Status.UNCERTAIN) + " not certain");
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.12g", x);
  }

  @Override
  public String html() {
    return "<p>" + summary() + "</p>" + Html.table(List.of("", "gradient", "difference", "error"), notable().stream()
        .map(e -> List.of(e.name(), number(e.gradient()), number(e.expected()), String.format(Locale.ROOT, "%.1e", e.error()))).toList());
  }

  /** The count, and those that differ (ten at most); without any, the one that is farthest off in units of its error. */
  @Override
  public String toString() {
    var out = new StringBuilder(summary());
    for (var e : notable()) {
      out.append(String.format(Locale.ROOT, "%n  %-10s gradient %s, difference %s ± %.1e", e.name(), number(e.gradient()), number(e.expected()),
          e.error()).replace("\r\n", "\n"));
    }
    return out.toString();
  }
}
