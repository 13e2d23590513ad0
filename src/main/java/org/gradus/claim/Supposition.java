package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;

/**
 * What a name without a meaning at its place is taken for: by a definition further on, by what the document states with it,
 * or by custom.
 *
 * @param definition the meaning
 * @param words      why, to be listed among the conditions of what is proved with it
 * @param others     other bodies by which the name may as well be meant; where it is firm nothing is refuted that one of them makes right
 * @param facts      what is known of names in it
 * @param firm       whether what fails with every body is wrong: else nothing is refuted with it
 */
record Supposition(Definition definition, String words, List<Expr> others, List<Assumption> facts, boolean firm) {

  Supposition(Definition definition, String words) {
    this(definition, words, List.of(), List.of(), false);
  }

  /** The meaning by one of its bodies, 0 being the usual one. */
  Definition meaning(int variant) {
    var d = definition;
    return variant == 0 || variant > others.size() ? d
        : d.with(others.get(variant - 1));
  }
}
