package org.gradus.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.gradient.Comparison;
import org.gradus.gradient.Sample;
import org.gradus.gradient.Samples;
import org.gradus.gradient.ValueSamples;
import org.gradus.verify.Assumed;

/**
 * What numbers would be right at the points of an item that builds upon earlier answers: with the right ones, or with those
 * a student gave, numbers or formulas. How far a number may be off follows from what it is made of.
 */
final class CarriedNumbers {

  private final Assignment assignment;
  private final BuiltUpon builtUpon;
  private final Map<String, Published> points;

  /** @param points of the items so far; it grows */
  CarriedNumbers(Assignment assignment, BuiltUpon builtUpon, Map<String, Published> points) {
    this.assignment = assignment;
    this.builtUpon = builtUpon;
    this.points = points;
  }

  /**
   * The right values of formulas in an earlier gradient. On a kink of the function, where a gradient is one of many, any
   * number is right as long as nothing is known of the one it is made of.
   *
   * @throws GradingException where there are none
   */
  Published right(Item item, Item.Values asked) throws GradingException {
    var at = points.get(asked.at());
    var given = new ArrayList<ValueSamples.Given>();
    item.from().forEach((name, id) -> {
      if (builtUpon.item(id).isList()) {
        given.addAll(given(BuiltUpon.names(name, builtUpon.item(id)), points.get(id).samples()));
      }
    });
    var values = values(asked, builtUpon.right(item), at, given).orElseThrow(() -> new GradingException("item " + item.id() + ": it has no value at a point of item " + asked.at()));
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < values.size(); i++) {
      samples.add(at.samples().get(i).isSmooth() ? values.get(i) : anything(values.get(i)));
    }
    return new Published(IntStream.rangeClosed(1, asked.formulas().size()).mapToObj(i -> "component " + i).toList(), samples, at.shown(), null);
  }

  private static Sample anything(Sample s) {
    var low = new double[s.low().length];
    var high = new double[low.length];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    return new Sample(s.parameters(), s.inputs(), low, high, s.scale());
  }

  private static List<ValueSamples.Given> given(List<String> names, List<Sample> samples) {
    var all = new ArrayList<ValueSamples.Given>();
    for (int j = 0; j < names.size(); j++) {
      int column = j;
      all.add(new ValueSamples.Given(names.get(j), samples.stream().mapToDouble(s -> s.isSmooth() ? s.gradient(column) : 0).toArray(),
          samples.stream().mapToDouble(s -> s.scale()[column]).toArray()));
    }
    return all;
  }

  /** Names that numbers are given for stay in the formulas; the others become what they stand for. */
  private Optional<List<Sample>> values(Item.Values asked, Map<Expr, Expr> meanings, Published at, List<ValueSamples.Given> given) {
    var put = new LinkedHashMap<>(meanings);
    given.forEach(g -> put.remove(Verdicts.read(g.name(), Map.of())));
    var function = gradient(asked.at());
    return ValueSamples.of(asked.formulas().stream().map(f -> Verdicts.read(f, put)).toList(), function.parameters(), function.inputs(), at.samples(), given);
  }

  private Item.Gradient gradient(String id) {
    return (Item.Gradient) builtUpon.item(id).target();
  }

  /** Whether numbers follow from a student's earlier answers, and whether all of those are right. */
  record Follows(boolean fromRight) {}

  /** Null where they do not, or there is nothing that they could follow from. */
  Follows follows(Item item, List<List<Double>> rows, Own.Earlier earlier) {
    var usable = item.from().values().stream().filter(id -> earlier.of(id) != null).toList();
    if (usable.isEmpty()) {
      return null;
    }
    var expected = expected(item, earlier);
    var right = points.get(item.id()).samples();
    if (expected.isEmpty() || isConstant(expected.get()) && !isConstant(right)) {
      return null;
    }
    boolean floats = Comparison.areFloats(arrays(rows)) || item.from().values().stream().anyMatch(id -> earlier.of(id) instanceof Own.Numbers n && Comparison.areFloats(arrays(n.rows())));
    return Comparison.of(arrays(rows), expected.get(), floats).agrees() ? new Follows(usable.stream().noneMatch(earlier::isWrong)) : null;
  }

  private Optional<List<Sample>> expected(Item item, Own.Earlier earlier) {
    var formulas = builtUpon.own(item, earlier);
    var at = points.get(item.id());
    if (item.target() instanceof Item.Gradient g) {
      return formulas == null ? Optional.empty()
          : Samples.at(Verdicts.read(g.function(), formulas), g.parameters(), g.inputs(), Assumed.parse(assignment.scalars()), at.samples());
    }
    var given = new ArrayList<ValueSamples.Given>();
    for (var e : item.from().entrySet()) {
      if (earlier.of(e.getValue()) instanceof Own.Numbers(var rows)) {
        var right = points.get(e.getValue()).samples();
        var names = BuiltUpon.names(e.getKey(), builtUpon.item(e.getValue()));
        var own = samples(rows, right, names.size());
        if (own == null || isConstant(own) && !isConstant(right)) {
          return Optional.empty();
        }
        given.addAll(given(names, own));
      }
    }
    return formulas == null && given.isEmpty() ? Optional.empty()
        : values((Item.Values) item.target(), formulas == null ? builtUpon.right(item) : formulas, at, given);
  }

  /** Numbers as if they were right; null where some are missing. */
  private static List<Sample> samples(List<List<Double>> rows, List<Sample> points, int columns) {
    if (rows.size() != points.size() || rows.stream().anyMatch(r -> r.size() != columns || r.stream().anyMatch(x -> !Double.isFinite(x)))) {
      return null;
    }
    var all = new ArrayList<Sample>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i).stream().mapToDouble(x -> x).toArray();
      all.add(new Sample(points.get(i).parameters(), points.get(i).inputs(), row, row, Arrays.stream(row).map(Math::abs).toArray()));
    }
    return all;
  }

  private static boolean isConstant(List<Sample> samples) {
    return samples.stream().allMatch(s -> Arrays.equals(s.low(), samples.getFirst().low()) && s.isSmooth());
  }

  private static List<double[]> arrays(List<List<Double>> rows) {
    return rows.stream().map(r -> r.stream().mapToDouble(x -> x).toArray()).toList();
  }
}
