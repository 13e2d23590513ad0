package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/**
 * {@code ∂L/∂V = AᵀG} with {@code G = ∂L/∂O}, where the document says what O = AV is and never what L is. By the chain rule only
 * the gradient by O matters, which may be anything: an L that is linear in O has every gradient there is.
 *
 * @param losses the unknown quantities, each with the linear one that stands for it
 * @param words  what is used of them: {@code L depends on V only through O}
 */
public record Upstream(Map<String, Expr> losses, Set<String> words) {

  /** Before the name of the gradient by the outer quantity, which may be anything. */
  private static final String SLOPE = "∇";

  /** The derivative of the linear loss by the quantity itself, up to its value. */
  private static final Pattern DERIVATIVE = Pattern.compile("at\\(D\\(dot\\(" + SLOPE + "([^(),]+),(\\w+)\\),\\2\\),\\2,");

  static final Upstream NONE = new Upstream(Map.of(), Set.of());

  /** What the derivatives in these expressions leave open, with the definitions in force; {@link #NONE} if it is nothing of the kind. */
  static Upstream of(Context context, Expr lhs, Expr rhs) {
    var search = new Search(context);
    search.look(lhs);
    var left = Set.copyOf(search.variables.keySet());
    var both = new Search(context);
    both.look(rhs);
    both.variables.keySet().retainAll(left);
    search.look(rhs);
    var losses = new HashMap<String, Expr>();
    var words = new LinkedHashSet<String>();
    search.variables.forEach((loss, by) -> {
      var outer = search.values.contains(loss) ? Map.<String, Expr>of() : search.outermost(by);
      var inner = by.stream().map(Search::base).filter(b -> !outer.containsKey(b)).distinct().toList();
      if (outer.isEmpty() || inner.isEmpty() && !both.variables.containsKey(loss)) {
        return; // one side alone says nothing of the gradient
      }
      losses.put(loss, Exprs.add(outer.values().stream().map(o -> search.linear(loss, o)).toList()));
      if (!inner.isEmpty()) {
        words.add(loss + " depends on " + String.join(", ", inner) + " only through " + String.join(" and ", outer.keySet()));
      }
    });
    return losses.isEmpty() ? NONE : new Upstream(losses, words);
  }

  /** Whether nothing but derivatives stands in it: a chain rule written out. */
  static boolean isChain(Expr l, Expr r) {
    return isOfDerivatives(l) && isOfDerivatives(r) && (isProduct(l) || isProduct(r));
  }

  /**
   * Whether nothing is added to what is passed on of the gradients: with {@code + 2z} the loss depends on z in another way, too,
   * and the chain rule alone says nothing against it. True where no such gradient occurs.
   */
  public static boolean isPassedOn(Expr e) {
    return !Trees.any(e, Upstream::isSlope) || isHomogeneous(e);
  }

  private static boolean isSlope(Expr e) {
    return e instanceof Expr.Sym s && isSlope(s.name()) || e instanceof Expr.Indexed x && isSlope(x.base());
  }

  /** Whether the name is that of such a gradient. */
  public static boolean isSlope(String name) {
    return name.startsWith(SLOPE);
  }

  /** Words about expressions, with ∂L/∂z where a derivative of the linear loss by z stands in them. */
  public static String readable(String words) {
    var result = new StringBuilder();
    int from = 0;
    for (var m = DERIVATIVE.matcher(words); m.find(from);) {
      int end = m.end();
      for (int depth = 1; depth > 0 && end < words.length(); end++) {
        depth += words.charAt(end) == '(' ? 1 : words.charAt(end) == ')' ? -1 : 0;
      }
      result.append(words, from, m.start()).append('∂').append(m.group(1));
      from = end;
    }
    return result.append(words, from, words.length()).toString();
  }

  private static boolean isHomogeneous(Expr e) {
    return isSlope(e) || switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(Upstream::isHomogeneous);
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM && isHomogeneous(b.body());
      case Expr.Mul _, Expr.Call _ -> Trees.children(e).stream().anyMatch(Upstream::isHomogeneous);
      case Expr.Diff d -> isHomogeneous(d.body());
      case Expr.At a -> isHomogeneous(a.body());
      default -> false;
    };
  }

  private static boolean isProduct(Expr e) {
    return e instanceof Expr.Mul || e instanceof Expr.Big b && isProduct(b.body());
  }

  private static boolean isOfDerivatives(Expr e) {
    return switch (e) {
      case Expr.Diff _ -> true;
      case Expr.Mul m -> m.args().stream().allMatch(Upstream::isOfDerivatives);
      case Expr.Big b -> isOfDerivatives(b.body());
      default -> false;
    };
  }

  boolean isEmpty() {
    return losses.isEmpty();
  }

  /** Reads expressions and the definitions of their names. */
  private static final class Search {
    final Context context;
    final Ingredients ingredients;
    /** What each undefined quantity is differentiated by. */
    final Map<String, Set<Expr>> variables = new LinkedHashMap<>();
    /** Names that stand somewhere for themselves, outside a derivative. */
    final Set<String> values = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    Search(Context context) {
      this.context = context;
      this.ingredients = new Ingredients(context);
    }

    void look(Expr e) {
      switch (e) {
        case Expr.Diff d when d.order() == 1 && d.body() instanceof Expr.Sym loss && isOpen(loss) && base(d.by()) != null ->
            variables.computeIfAbsent(loss.name(), _ -> new LinkedHashSet<>()).add(d.by());
        case Expr.Sym s -> {
          values.add(s.name());
          follow(s.name());
        }
        case Expr.Indexed x -> {
          follow(x.base());
          follow(x.toString());
          follow(Target.family(x));
          Trees.children(e).forEach(this::look);
        }
        default -> Trees.children(e).forEach(this::look);
      }
    }

    private void follow(String name) {
      var d = context.definition(name);
      if (d != null && !d.isFunction() && seen.add(name)) {
        look(d.body());
      }
    }

    private boolean isOpen(Expr.Sym s) {
      return !context.isDefined(s.name()) && (!context.isFunction(s.name()) || s.name().endsWith("cal")) && context.rank(s.name(), 0) == null
          && Character.isLetter(s.name().charAt(0)) && Character.isUpperCase(s.name().charAt(0)) || s.name().matches("ell|loss|cost");
    }

    static String base(Expr by) {
      return by instanceof Expr.Sym s ? s.name() : by instanceof Expr.Indexed x && x.sup().isEmpty() ? x.base() : null;
    }

    /** Of the defined quantities that it is differentiated by, those that none of the others is made of. */
    Map<String, Expr> outermost(Set<Expr> by) {
      var defined = new LinkedHashMap<String, Expr>();
      by.forEach(v -> {
        if (ingredients.body(v) != null && !(ingredients.body(v) instanceof Expr.Diff)) {
          defined.putIfAbsent(base(v), v);
        }
      });
      var inner = new HashSet<String>();
      defined.values().forEach(v -> inner.addAll(ingredients.of(v)));
      defined.keySet().removeIf(inner::contains);
      var reached = new HashSet<String>();
      defined.values().forEach(v -> reached.addAll(ingredients.of(v)));
      return by.stream().allMatch(v -> defined.containsKey(base(v)) || reached.contains(base(v))) ? defined : Map.of();
    }

    /** Σ over the entries of the quantity, each with a number of its own before it. */
    Expr linear(String loss, Expr of) {
      var slope = SLOPE + loss + "/∂" + base(of);
      var whole = Exprs.sym(base(of));
      if (of instanceof Expr.Indexed x && ingredients.definition(of).family()) {
        var indices = new ArrayList<Expr.Sym>();
        for (int i = 0; i < x.sub().size(); i++) {
          indices.add(Exprs.sym(loss.toLowerCase(Locale.ROOT) + (i + 1) + "_"));
        }
        var member = Exprs.indexed(base(of), List.copyOf(indices), List.of());
        var rank = context.rank(base(of), x.sub().size());
        Expr term = rank == null || rank.isScalar() ? Exprs.mul(Exprs.indexed(slope, List.copyOf(indices), List.of()), member)
            : Exprs.call("dot", Exprs.indexed(slope, List.copyOf(indices), List.of()), member);
        for (int i = indices.size() - 1; i >= 0; i--) {
          var size = context.arrays().range(ingredients.definition(of).parameters().get(i).name());
          term = Exprs.sum(term, indices.get(i), size == null ? null : Exprs.ONE, size);
        }
        return term;
      }
      var rank = context.rank(base(of), 0);
      return rank == null || rank == Rank.SCALAR ? Exprs.mul(Exprs.sym(slope), whole) : Exprs.call("dot", Exprs.sym(slope), whole);
    }
  }
}
