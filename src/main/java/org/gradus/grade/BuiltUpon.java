package org.gradus.grade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.verify.Reference;
import org.gradus.verify.Requests;

/**
 * What the names of earlier answers stand for in an item that builds upon them: the right answers, or those that a student
 * gave. An answer with several components has a name for each: {@code g_w} and {@code g_b}, or {@code g_1} and {@code g_2}.
 */
final class BuiltUpon {

  private final Assignment assignment;
  private final Verdicts verdicts;

  BuiltUpon(Assignment assignment, Verdicts verdicts) {
    this.assignment = assignment;
    this.verdicts = verdicts;
  }

  /** The names of an earlier answer's components. */
  static List<String> names(String name, Item earlier) {
    return switch (earlier.target()) {
      case Item.Gradient g -> g.parameters().stream().map(p -> name + "_" + p).toList();
      case Item.Values v -> IntStream.rangeClosed(1, v.formulas().size()).mapToObj(i -> name + "_" + i).toList();
      case Item.Key _, Item.Derivative _, Item.Net _ -> List.of(name);
    };
  }

  Item item(String id) {
    return assignment.items().stream().filter(i -> i.id().equals(id)).findFirst().orElseThrow();
  }

  /** With the right answers. */
  Map<Expr, Expr> right(Item item) {
    var meanings = new LinkedHashMap<Expr, Expr>();
    item.from().forEach((name, id) -> put(meanings, name, item(id), answers(id)));
    return meanings;
  }

  private List<Expr> answers(String id) {
    var earlier = item(id);
    return verdicts.references(earlier, right(earlier)).stream().map(Reference::answer).toList();
  }

  private static void put(Map<Expr, Expr> meanings, String name, Item earlier, List<Expr> components) {
    var names = names(name, earlier);
    for (int i = 0; i < names.size() && i < components.size(); i++) {
      meanings.put(Requests.read(names.get(i)).expr(), components.get(i));
    }
  }

  /**
   * With the formulas that a student gave, where they gave some; null where none of them is wrong, or one of them is
   * nothing to build upon: it speaks of names that its item does not know, or is a number where the right one is none, so
   * that what is asked next would not be asked at all.
   */
  Map<Expr, Expr> own(Item item, Own.Earlier given) {
    var meanings = new LinkedHashMap<Expr, Expr>();
    boolean wrong = false;
    for (var e : item.from().entrySet()) {
      var earlier = item(e.getValue());
      if (given.of(earlier.id()) instanceof Own.Formulas(var components)) {
        if (!isUsable(earlier, components)) {
          return null;
        }
        put(meanings, e.getKey(), earlier, components);
        wrong |= given.isWrong(earlier.id());
      } else {
        put(meanings, e.getKey(), earlier, answers(earlier.id()));
      }
    }
    return wrong ? meanings : null;
  }

  private boolean isUsable(Item earlier, List<Expr> components) {
    var right = verdicts.references(earlier, right(earlier));
    for (int i = 0; i < components.size(); i++) {
      if (Readings.stranger(Readings.known(earlier, right.get(i)), components.get(i)) != null
          || verdicts.formula(components.get(i)).isConstant() && !right.get(i).isConstant()) {
        return false;
      }
    }
    return components.size() == right.size();
  }

  /** Names of an item's earlier answers that what is asked does not speak of. */
  static List<String> unused(Item item, Map<String, Item> earlier) {
    var spoken = texts(item).stream().flatMap(t -> Trees.freeSymbols(Requests.read(t).expr()).stream()).toList();
    return item.from().keySet().stream().filter(n -> names(n, earlier.get(item.from().get(n))).stream()
        .noneMatch(part -> spoken.contains(Requests.read(part).expr()))).toList();
  }

  /** The formulas in what is asked. */
  static List<String> texts(Item item) {
    return switch (item.target()) {
      case Item.Key k -> List.of(k.formula());
      case Item.Derivative d -> List.of(d.function());
      case Item.Gradient g -> List.of(g.function());
      case Item.Values v -> v.formulas();
      case Item.Net _ -> List.of();
    };
  }
}
