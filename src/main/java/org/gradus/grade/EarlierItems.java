package org.gradus.grade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Requests;

/** Reads and checks which earlier answers an item builds upon: {@code from: {g: 3a}}. */
final class EarlierItems {

  private EarlierItems() {}

  /** Names to the ids of items. */
  static Map<String, String> read(Object from, List<Item> earlier, String where) throws GradingException {
    var all = new LinkedHashMap<String, String>();
    if (from == null) {
      return all;
    }
    if (!(from instanceof Map<?, ?> given)) {
      throw new GradingException(where + ": from gives the earlier answer a name, by which key or function speaks of it: from: {g: 3a}");
    }
    for (var e : given.entrySet()) {
      var name = String.valueOf(e.getKey());
      var item = earlier.stream().filter(i -> Ids.normal(i.id()).equals(Ids.normal(String.valueOf(e.getValue())))).findFirst().orElse(null);
      if (item == null) {
        throw new GradingException(where + ": there is no item " + e.getValue() + " before it");
      }
      if (item.target() instanceof Item.Net) {
        throw new GradingException(where + ": it cannot build upon the gradient of a network, as item " + item.id() + " is");
      }
      if (!isName(name)) {
        throw new GradingException(where + ": '" + name + "' is no name for the answer to item " + item.id());
      }
      all.put(name, item.id());
    }
    return all;
  }

  private static boolean isName(String text) {
    try {
      return Requests.read(text).expr() instanceof Expr.Sym;
    } catch (NotationException _) {
      return false;
    }
  }

  /** The item at whose points numbers are compared, if an item builds upon one that has some; else null. */
  static String withPoints(Map<String, String> from, List<Item> earlier) {
    for (var item : earlier) {
      if (from.containsValue(item.id())) {
        switch (item.target()) {
          case Item.Gradient _ -> {
            return item.id();
          }
          case Item.Values v -> {
            return v.at();
          }
          case Item.Key _, Item.Derivative _, Item.Net _ -> { }
        }
      }
    }
    return null;
  }

  /** Each name has to be spoken of, and to mean nothing else. */
  static void check(Item item, List<Item> earlier) throws GradingException {
    var where = "item " + item.id();
    if (!item.from().isEmpty() && item.target() instanceof Item.Net) {
      throw new GradingException(where + ": a network builds upon nothing");
    }
    var byId = earlier.stream().collect(Collectors.toMap(Item::id, i -> i));
    for (var name : BuiltUpon.unused(item, byId)) {
      throw new GradingException(where + ": it is said to build upon item " + item.from().get(name) + ", but speaks of no "
          + String.join(" or ", BuiltUpon.names(name, byId.get(item.from().get(name)))));
    }
    for (var e : item.from().entrySet()) {
      for (var name : BuiltUpon.names(e.getKey(), byId.get(e.getValue()))) {
        if (earlier.stream().anyMatch(i -> speaksOf(i, name) && !i.from().containsKey(e.getKey()))) {
          throw new GradingException(where + ": '" + name + "' means something else in an earlier item; choose another name");
        }
      }
    }
  }

  private static boolean speaksOf(Item item, String name) {
    return BuiltUpon.texts(item).stream().anyMatch(t -> Trees.freeSymbols(Requests.read(t).expr()).contains(Requests.read(name).expr()));
  }
}
