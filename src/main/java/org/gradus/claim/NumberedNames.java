package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * What a formula with general indices says of names that a document brings in one by one: where w_11, w_12, w_21, w_22, x_1, x_2,
 * δ_1 and δ_2 are defined, {@code ∂L/∂w_jk = δ_j x_k} is four equations.
 */
final class NumberedNames {

  /** One of the equations, with the names that the indices stand for. */
  record Instance(Expr left, Expr right, String words) {}

  private static final Sought FAMILY = Sought.of("(.+)_(?=\\d*[a-z])([a-z1-9]{1,2})");
  private static final int MAX_INSTANCES = 16;

  private final Context context;
  /** For each index, the numbers that every name with this index alone goes with. */
  private final Map<String, TreeSet<Integer>> numbers = new LinkedHashMap<>();
  private final Set<List<String>> families = new LinkedHashSet<>();

  private NumberedNames(Context context) {
    this.context = context;
  }

  /** The equations, at least two; empty if the names are not of this kind. */
  static List<Instance> of(Expr left, Expr right, Context context) {
    var names = new NumberedNames(context);
    return names.collect(left) && names.collect(right) && names.families.stream().anyMatch(f -> f.size() > 1) ? names.instances(left, right) : List.of();
  }

  /** Finds the families; false if a name has an index and a meaning of its own. */
  private boolean collect(Expr e) {
    var family = family(e);
    if (family != null) {
      return !context.isDefined(family.getFirst() + Target.FAMILY) && add(family);
    }
    return switch (e) {
      case Expr.Indexed _ -> false;
      case Expr.Diff d -> collect(d.body()) && collect(d.by());
      default -> Trees.children(e).stream().allMatch(this::collect);
    };
  }

  private boolean add(List<String> family) {
    if (!families.add(family)) {
      return true;
    }
    for (int place = 1; place < family.size(); place++) {
      var found = new TreeSet<Integer>();
      if (isNumber(family.get(place))) {
        continue;
      }
      int digit = place;
      int places = family.size() - 1;
      known().filter(n -> n.matches(Pattern.quote(family.getFirst()) + "_[1-9]{" + places + "}"))
          .forEach(n -> found.add(n.charAt(n.length() - places + digit - 1) - '0'));
      if (found.isEmpty()) {
        return false;
      }
      numbers.merge(family.get(place), found, (a, b) -> {
        a.retainAll(b);
        return a;
      });
    }
    return true;
  }

  private Stream<String> known() {
    return context.definitions().stream().flatMap(d -> Stream.concat(Stream.of(d.name()),
        Trees.freeSymbols(d.body()).stream().map(Expr.Sym::name))).distinct();
  }

  /** The base and the indices, one by one; null if it is no name with a letter for an index, or such a name is defined. */
  private List<String> family(Expr e) {
    if (e instanceof Expr.Indexed x && x.sup().isEmpty() && !x.sub().isEmpty()
        && x.sub().stream().allMatch(i -> i instanceof Expr.Sym s && s.name().matches("[a-z]"))) {
      var found = new ArrayList<>(List.of(x.base()));
      x.sub().forEach(i -> found.add(((Expr.Sym) i).name()));
      return found;
    }
    if (!(e instanceof Expr.Sym s) || context.isDefined(s.name()) || context.isDeclared(s.name())) {
      return null;
    }
    var m = FAMILY.matcher(s.name());
    if (!m.matches()) {
      return null;
    }
    var found = new ArrayList<>(List.of(m.group(1)));
    m.group(2).chars().forEach(c -> found.add(String.valueOf((char) c)));
    return found;
  }

  private static boolean isNumber(String index) {
    return Character.isDigit(index.charAt(0));
  }

  private List<Instance> instances(Expr left, Expr right) {
    var free = new LinkedHashSet<String>();
    free(left, Set.of(), free);
    free(right, Set.of(), free);
    var all = new ArrayList<Map<String, Integer>>();
    all.add(Map.of());
    for (var index : free) {
      var next = new ArrayList<Map<String, Integer>>();
      for (var before : all) {
        for (int n : numbers.get(index)) {
          var one = new HashMap<>(before);
          one.put(index, n);
          next.add(one);
        }
      }
      all.clear();
      all.addAll(next);
      if (all.size() > MAX_INSTANCES) {
        return List.of();
      }
    }
    var found = new ArrayList<Instance>();
    for (var at : all) {
      var l = at(left, at);
      var r = at(right, at);
      if (l == null || r == null) {
        return List.of();
      }
      found.add(new Instance(l, r, free.stream().map(i -> i + " = " + at.get(i)).collect(Collectors.joining(", "))));
    }
    return found.size() < 2 ? List.of() : found;
  }

  private void free(Expr e, Set<String> bound, Set<String> found) {
    var family = family(e);
    if (family != null) {
      family.stream().skip(1).filter(i -> !isNumber(i) && !bound.contains(i)).forEach(found::add);
    } else if (e instanceof Expr.Big b) {
      var inner = new LinkedHashSet<>(bound);
      inner.add(b.index().name());
      free(b.body(), inner, found);
    } else {
      Trees.children(e).forEach(c -> free(c, bound, found));
    }
  }

  /** The expression with these numbers for the indices; null if the document does not speak of a name in it. */
  private Expr at(Expr e, Map<String, Integer> indices) {
    var family = family(e);
    if (family != null) {
      var name = new StringBuilder(family.getFirst()).append('_');
      family.stream().skip(1).forEach(i -> name.append(isNumber(i) ? i : indices.get(i)));
      return context.isKnown(name.toString()) ? Exprs.sym(name.toString()) : null;
    }
    if (e instanceof Expr.Big b && numbers.containsKey(b.index().name())) {
      return b.kind() == Expr.Big.Kind.SUM && b.upper() == null ? sum(b, indices) : null;
    }
    var failed = new boolean[1];
    var result = Trees.map(e, x -> {
      var y = at(x, indices);
      failed[0] |= y == null;
      return y == null ? x : y;
    });
    return failed[0] ? null : result;
  }

  private Expr sum(Expr.Big b, Map<String, Integer> indices) {
    var terms = new ArrayList<Expr>();
    for (int n : numbers.get(b.index().name())) {
      var with = new HashMap<>(indices);
      with.put(b.index().name(), n);
      terms.add(at(b.body(), with));
    }
    return terms.contains(null) ? null : Exprs.add(terms);
  }
}
