package org.gradus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.gradus.verify.FunctionReports;
import org.gradus.verify.FunctionReports.FunctionReport;

/**
 * What is known of a function of one variable: domain, range, slopes, convexity, asymptotes, saturation. Everything is
 * proved; what is not known is said, with a reason.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="analysis"}
 */
public final class Analysis implements Display {

  /**
   * One choice of the other variables.
   *
   * @param where   the choice, {@code y = 1}; empty where there is nothing to choose
   * @param facts   what was found, by name: {@code supremum}, {@code convexity}, {@code slope at ∞}, …
   * @param unknown what was not, with the reason
   */
  public record Case(String where, Map<String, String> facts, Map<String, String> unknown) {}

  private final List<FunctionReport> reports;

  private Analysis(List<FunctionReport> reports) {
    this.reports = List.copyOf(reports);
  }

  static Analysis of(Formula f, String variable) {
    try {
      var names = new HashSet<>(f.variables());
      names.add(variable);
      return new Analysis(FunctionReports.of(f.plain(), variable, Map.of(), f.scope().facts(names)));
    } catch (FunctionReports.MissingValue e) {
      throw new IllegalArgumentException("give " + e.name() + " a value: at(\"" + e.name() + "\", 1), or values: let(\"" + e.name() + " in {0,1}\")");
    }
  }

  /** One for each choice of the other variables; a single one where there is nothing to choose. */
  public List<Case> cases() {
    return reports.stream().map(r -> new Case(r.where(), Collections.unmodifiableMap(r.facts()),
        Collections.unmodifiableMap(r.open()))).toList();
  }

  /**
   * A fact by its name, of the first case.
   *
   * @throws IllegalArgumentException if it is not known, with the reason or with the names there are
   */
  public String fact(String name) {
    var first = cases().getFirst();
    var found = first.facts().get(name);
    if (found == null) {
      throw new IllegalArgumentException(first.unknown().containsKey(name) ? first.unknown().get(name)
          : "there is no '" + name + "'; there are " + String.join(", ", first.facts().keySet()));
    }
    return found;
  }

  /** The graph of the first case, over a window that shows what is to be seen. */
  public Plot plot() {
    return Plot.of(reports.getFirst());
  }

  /** The graph of the first case between two values. Throws {@link IllegalArgumentException} for an empty window. */
  public Plot plot(double from, double to) {
    return Plot.of(reports.getFirst(), from, to);
  }

  @Override
  public String html() {
    var out = new StringBuilder();
    for (var r : reports) {
      out.append("<p><code>").append(Html.escape(r.function())).append("</code> ").append(Html.escape(r.where())).append("</p>");
      var rows = new ArrayList<List<String>>();
      r.facts().forEach((name, value) -> rows.add(List.of(name, value)));
      r.open().forEach((name, why) -> rows.add(List.of(name, "not known: " + why)));
      out.append(Html.table(null, rows));
    }
    return out.toString();
  }

  /** One fact a line. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    for (var r : reports) {
      out.append(out.isEmpty() ? "" : "\n").append(r.function()).append(r.where().isEmpty() ? "" : "   (" + r.where() + ")").append('\n');
      int width = r.facts().keySet().stream().mapToInt(String::length).max().orElse(0);
      r.facts().forEach((name, value) -> out.append("  ").append(name).append(" ".repeat(width - name.length() + 2)).append(value).append('\n'));
      r.open().forEach((name, why) -> out.append("  not known: ").append(name).append(" (").append(why).append(")\n"));
    }
    return out.toString().stripTrailing();
  }
}
