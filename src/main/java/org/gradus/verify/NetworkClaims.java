package org.gradus.verify;

import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Layers;
import org.gradus.engine.Activation;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** What certificates of equations of a network are about. */
final class NetworkClaims {

  private static final String SIGMA = "sigma";

  private NetworkClaims() {}

  /** The subject of a certificate: for the kind of network, or for every one where {@code spec} is null. */
  static Certificates.Subject subject(Expr lhs, Expr rhs, NetworkSpec spec) {
    Expr any = Exprs.apply(SIGMA, 0, List.of(Exprs.sym(Activation.Z)));
    var hidden = spec == null ? any : spec.hidden().formula();
    var output = spec == null ? any : spec.output().actsOnLayer() ? Claim.Network.SOFTMAX : spec.output().formula();
    var cost = spec == null ? Exprs.sym("C") : spec.loss().term();
    return new Certificates.Subject(new Claim.Network(stated(lhs), stated(rhs), hidden, output, cost,
        spec != null && spec.loss().isOneHot()), Map.of());
  }

  /** With one name for the cost and one for the activation functions. */
  private static Expr stated(Expr e) {
    return switch (e) {
      case Expr.Sym s when EngineFormula.isCost(s) -> Exprs.sym("C");
      case Expr.Call c when c.is("sigmoid") && EngineFormula.isQuantityIn(c.arg()) -> Exprs.apply(SIGMA, 0, List.of(stated(c.arg())));
      case Expr.Apply f -> Exprs.apply(SIGMA, f.primes(), f.args().stream().map(NetworkClaims::stated).toList());
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, NetworkClaims::stated);
    };
  }

  /** What is tried to be written out: nothing, the activations, all. */
  static List<List<String>> choices(Claim.Network w) {
    var all = List.copyOf(Layers.families(w));
    return List.of(List.of(), all.stream().filter(q -> q.startsWith("a@")).toList(), all);
  }
}
