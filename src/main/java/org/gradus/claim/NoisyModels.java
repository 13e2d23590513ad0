package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * Data that a model explains up to noise, {@code y_i = w x_i + b + ε_i}: a derivative by the parameters may leave them as they are.
 */
final class NoisyModels {

  private static final Set<String> NOISE = Set.of("epsilon", "varepsilon", "e", "u", "xi", "nu");

  private NoisyModels() {}

  /**
   * The reading of a derivative in which such data are held fixed.
   *
   * @param used the definitions that were put in
   * @param held what is held fixed anyway
   */
  static List<Resolved> held(Context context, Set<String> used, Set<String> held, Side left, Side right,
      Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments) {
    var data = new LinkedHashSet<String>();
    for (var name : used) {
      var d = context.definition(name);
      if (d != null && !d.isFunction() && isNoisy(d.body(), context)) {
        data.add(d.family() ? name.substring(0, name.indexOf(Target.FAMILY)) : Context.base(name));
      }
    }
    if (data.isEmpty()) {
      return List.of();
    }
    var all = new LinkedHashSet<>(held);
    all.addAll(data);
    try {
      return List.of(new Resolved(new Resolver(context, leftArguments, Map.of()).holding(all).resolve(left.exact()),
          new Resolver(context, rightArguments, Map.of()).holding(all).resolve(right.exact()),
          String.join(", ", data) + " are data, which do not vary with the parameters", Resolved.Weight.DECIDES));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return List.of();
    }
  }

  /** Whether one term of the sum is noise that nothing else is said of. */
  private static boolean isNoisy(Expr body, Context context) {
    return body instanceof Expr.Add sum && sum.args().stream().filter(t -> isNoise(t, context)).count() == 1
        && sum.args().stream().anyMatch(t -> !isNoise(t, context) && !Trees.freeSymbols(t).isEmpty());
  }

  private static boolean isNoise(Expr t, Context context) {
    var name = switch (t) {
      case Expr.Sym s -> s.name();
      case Expr.Indexed x -> x.base();
      default -> null;
    };
    return name != null && NOISE.contains(name) && !context.isDefined(name);
  }
}
