package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * The chain rule between quantities that the document does not define: {@code ∂C/∂w_{jk} = Σ_i ∂C/∂z_i ∂z_i/∂w_{jk}}
 * holds whatever C and z are, as long as C depends on w only through the z's.
 */
final class ChainRule {

  /** A quantity with its indices. */
  private record Node(String name, List<Expr> subs, List<Expr> sups) {
    Expr expr() {
      return subs.isEmpty() && sups.isEmpty() ? Exprs.sym(name) : Exprs.indexed(name, subs, sups);
    }
  }

  /** From {@code of} to {@code by} over the nodes between. */
  private record Path(Node of, List<Node> between, Node by) {
    List<Expr> nodes() {
      var all = new ArrayList<Expr>(List.of(of.expr()));
      between.forEach(n -> all.add(n.expr()));
      all.add(by.expr());
      return all;
    }
  }

  private ChainRule() {}

  /** What has to hold so that both sides are the same derivative by the chain rule; null if they are not. */
  static List<String> conditions(Expr l, Expr r) {
    for (var left : paths(l)) {
      for (var right : paths(r)) {
        if (left.of().equals(right.of()) && left.by().equals(right.by())
            && !(left.between().isEmpty() && right.between().isEmpty())) {
          var all = new LinkedHashSet<String>();
          for (var path : List.of(left, right)) {
            for (var n : path.between()) {
              all.add(path.of().name() + " depends on " + path.by().name() + " only through " + n.name());
            }
          }
          return List.copyOf(all);
        }
      }
    }
    return null;
  }

  /** What a certificate is about where there are {@link #conditions}; null if the paths are not stated alike. */
  static Certificates.Subject subject(Expr l, Expr r) {
    for (var left : paths(l)) {
      for (var right : paths(r)) {
        if (left.of().equals(right.of()) && left.by().equals(right.by())) {
          return new Certificates.Subject(new Claim.Chain(l, r, left.nodes(), right.nodes()), Map.of());
        }
      }
    }
    return null;
  }

  private static List<Path> paths(Expr e) {
    var summed = new HashSet<String>();
    var body = e;
    while (body instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
      if (b.lower() != null && !Exprs.isOne(b.lower()) || !summed.add(b.index().name())) {
        return List.of();
      }
      body = b.body();
    }
    var links = new ArrayList<Expr.Indexed>();
    for (var f : body instanceof Expr.Mul m ? m.args() : List.of(body)) {
      if (!(f instanceof Expr.Indexed x) || !isPartial(x)) {
        return List.of();
      }
      links.add(x);
    }
    var found = new ArrayList<Path>();
    for (var first : links) {
      for (int subs = 0; subs <= first.sub().size(); subs++) {
        for (int sups = 0; sups <= first.sup().size(); sups++) {
          var path = follow(first, subs, sups, links, summed);
          if (path != null) {
            found.add(path);
          }
        }
      }
    }
    return found;
  }

  static boolean isPartial(Expr.Indexed x) {
    return x.base().startsWith("∂") && x.base().contains("/∂");
  }

  private static Path follow(Expr.Indexed first, int subs, int sups, List<Expr.Indexed> links, Set<String> summed) {
    var of = above(first, subs, sups);
    var rest = new ArrayList<>(links);
    rest.remove(first);
    var between = new ArrayList<Node>();
    var at = below(first, subs, sups);
    while (!rest.isEmpty()) {
      Expr.Indexed next = null;
      for (var x : rest) {
        if (x.sub().size() >= at.subs().size() && x.sup().size() >= at.sups().size()
            && above(x, at.subs().size(), at.sups().size()).equals(at)) {
          next = x;
          break;
        }
      }
      if (next == null) {
        return null;
      }
      rest.remove(next);
      between.add(at);
      at = below(next, at.subs().size(), at.sups().size());
    }
    return isSummedRight(of, between, at, summed) ? new Path(of, between, at) : null;
  }

  /** Every summed index numbers a quantity between, and none of the ends. */
  private static boolean isSummedRight(Node of, List<Node> between, Node by, Set<String> summed) {
    var inside = new HashSet<String>();
    between.forEach(n -> n.subs().forEach(i -> Trees.freeSymbols(i).forEach(s -> inside.add(s.name()))));
    var ends = new HashSet<String>();
    for (var n : List.of(of, by)) {
      n.subs().forEach(i -> Trees.freeSymbols(i).forEach(s -> ends.add(s.name())));
      n.sups().forEach(i -> Trees.freeSymbols(i).forEach(s -> ends.add(s.name())));
    }
    return inside.containsAll(summed) && summed.stream().noneMatch(ends::contains);
  }

  private static Node above(Expr.Indexed x, int subs, int sups) {
    return new Node(x.base().substring(1, x.base().indexOf("/∂")), List.copyOf(x.sub().subList(0, subs)), List.copyOf(x.sup().subList(0, sups)));
  }

  private static Node below(Expr.Indexed x, int subs, int sups) {
    return new Node(x.base().substring(x.base().indexOf("/∂") + 2), List.copyOf(x.sub().subList(subs, x.sub().size())),
        List.copyOf(x.sup().subList(sups, x.sup().size())));
  }
}
