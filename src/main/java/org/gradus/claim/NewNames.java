package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Terms;

/** Names that a chain brings in without defining them: abbreviations, the operand of a gradient, a word for a part. */
final class NewNames {

  private final Reading reading;
  private final Definitions definitions;

  NewNames(Reading reading, Definitions definitions) {
    this.reading = reading;
    this.definitions = definitions;
  }

  /** {@code ∇(b^2 + …) = ∇ g(w, b)}: g is what the gradient is taken of; null if the relation says nothing of the kind. */
  Claim operand(Link link) {
    var left = link.left();
    var right = link.right();
    Expr meaning = null;
    Expr name = null;
    if (left.raw() instanceof Expr.Diff l && right.raw() instanceof Expr.Diff r && l.by().equals(r.by()) && l.order() == r.order()) {
      meaning = l.body();
      name = r.body();
    } else if (left.raw() instanceof Expr.Call l && right.raw() instanceof Expr.Call r && l.is("grad") && r.is("grad")
        && l.args().get(1).equals(r.args().get(1))) {
      meaning = l.args().get(0);
      name = r.args().get(0);
    }
    var target = link.isEquals() && name instanceof Expr.Apply ? Target.of(name, reading.context()) : null;
    if (target == null || reading.context().isDefined(target.name()) || Reading.mentions(meaning, target) || Reading.isClosed(meaning)
        || meaning instanceof Expr.Apply) {
      return null;
    }
    reading.context().define(target.name(), target.parameters(), false, left.decimals().exact(meaning), reading.line(right), false);
    return link.unclaimed(reading.builder(), Kind.DEFINITION, "gives " + target.name() + " its meaning");
  }

  /** {@code let exp(z) = num}: a name for what stands on the left; null if the relation is not of this kind. */
  Claim abbreviation(Link link) {
    var left = link.left();
    var right = link.right();
    boolean let = reading.statement().words().stream().anyMatch(w -> w.matches("(?is).*\\b(?:let|call|denote)\\b.*"));
    if (!let || !link.anew() || reading.statement().relations().size() != 1 || !(right.raw() instanceof Expr.Sym name) || !isFresh(name)
        || Target.of(left.exact(), reading.context()) != null) {
      return null;
    }
    reading.context().define(name.name(), List.of(), false, left.exact(), reading.line(right), false);
    return definitions.defined(link, "a name for what stands before it");
  }

  /** {@code a/(b + c) = a/den}: a word that is met for the first time stands for what makes the two sides the same. */
  void firstUse(Side left, Side right) {
    var fresh = Trees.freeSymbols(right.raw()).stream().filter(this::isFresh).toList();
    if (fresh.size() != 1 || Trees.size(left.raw(), 400) >= 400) {
      return;
    }
    for (var part : parts(left.raw())) {
      if (!(part instanceof Expr.Num) && !(part instanceof Expr.Sym)
          && Trees.substitute(right.raw(), fresh.getFirst(), part).equals(left.raw())) {
        reading.context().define(fresh.getFirst().name(), List.of(), false, left.decimals().exact(part), reading.line(right), false);
        return;
      }
    }
  }

  /** {@code ŷ = σ(z) = a}: the fresh name at the end of a definition is another name for the same, unless it is in it. */
  Claim named(Link link) {
    var left = link.left();
    var right = link.right();
    var name = right.raw() instanceof Expr.Sym || right.raw() instanceof Expr.Indexed ? right.raw().toString() : "";
    if (!name.isEmpty() && !reading.context().isKnown(name) && !Trees.any(left.exact(), x -> x.equals(right.raw())) && !(left.raw() instanceof Expr.Diff) && Letters.function(name) == null) {
      reading.context().define(name, List.of(), false, left.exact(), reading.line(right), false);
      return definitions.defined(link, "another name for the same");
    }
    return null;
  }

  private boolean isFresh(Expr.Sym name) {
    return !reading.context().isKnown(name.name()) && isWord(name.name());
  }

  /** A name that nobody takes for a variable. */
  private static boolean isWord(String name) {
    return !Terms.isLetter(name) && name.chars().allMatch(Character::isLetter);
  }

  private static Set<Expr> parts(Expr e) {
    var found = new LinkedHashSet<Expr>();
    found.add(e);
    Trees.children(e).forEach(c -> found.addAll(parts(c)));
    return found;
  }
}
