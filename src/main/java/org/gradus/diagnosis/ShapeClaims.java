package org.gradus.diagnosis;

import java.util.List;
import java.util.Locale;
import org.gradus.claim.Claim;
import org.gradus.claim.Property;
import org.gradus.claim.Property.Form;

/** What is wrong with a claim about the shape of a function: which one it has instead, where that is proved. */
final class ShapeClaims {

  private ShapeClaims() {}

  static Finding find(Case c) {
    var form = c.step().property().form();
    for (var other : instead(form)) {
      if (c.referee().proves(with(c.step(), other))) {
        return Finding.of(OtherSlips.CONVEXITY, "it is " + words(other) + ", not " + words(form));
      }
    }
    return Finding.of(OtherSlips.CONVEXITY, switch (form) {
      case CONVEX -> "the second derivative is negative somewhere, so this is not convex";
      case CONCAVE -> "the second derivative is positive somewhere, so this is not concave";
      case NOT_CONVEX -> "it is convex";
      case QUASICONVEX -> "between two points it rises above both";
      case INCREASING, STRICTLY_INCREASING -> "it does not increase everywhere";
      case DECREASING, STRICTLY_DECREASING -> "it does not decrease everywhere";
      case MONOTONE -> "it rises and it falls";
      case BOUNDED -> "its values go beyond the bound";
      case MINIMUM -> "it has no minimum there";
      case MAXIMUM -> "it has no maximum there";
      case INFLECTION -> "its curvature does not change its sign there";
      case LIPSCHITZ -> "its slope is larger somewhere";
      case SMOOTH -> "its second derivative is larger somewhere";
      case STRONGLY_CONVEX -> "its second derivative is smaller than that somewhere";
    });
  }

  /** What may have been meant, the stronger claim first. */
  private static List<Form> instead(Form form) {
    return switch (form) {
      case CONVEX -> List.of(Form.CONCAVE, Form.QUASICONVEX);
      case CONCAVE, NOT_CONVEX -> List.of(Form.CONVEX);
      case INCREASING -> List.of(Form.STRICTLY_DECREASING, Form.DECREASING);
      case DECREASING -> List.of(Form.STRICTLY_INCREASING, Form.INCREASING);
      case STRICTLY_INCREASING -> List.of(Form.INCREASING, Form.STRICTLY_DECREASING, Form.DECREASING);
      case STRICTLY_DECREASING -> List.of(Form.DECREASING, Form.STRICTLY_INCREASING, Form.INCREASING);
      case MINIMUM -> List.of(Form.MAXIMUM, Form.INFLECTION);
      case MAXIMUM -> List.of(Form.MINIMUM, Form.INFLECTION);
      case INFLECTION -> List.of(Form.MINIMUM, Form.MAXIMUM);
      case STRONGLY_CONVEX -> List.of(Form.CONVEX);
      case QUASICONVEX, MONOTONE, BOUNDED, LIPSCHITZ, SMOOTH -> List.of();
    };
  }

  private static String words(Form form) {
    return switch (form) {
      case MINIMUM -> "a minimum";
      case MAXIMUM -> "a maximum";
      case INFLECTION -> "a point of inflection";
      case LIPSCHITZ -> "Lipschitz with this constant";
      default -> form.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static Claim.Step with(Claim.Step s, Form form) {
    var p = s.property();
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), s.proposition(), s.alternatives(), s.setting(),
        s.unreadable(), s.decimals(), s.solution(), new Property(form, p.body(), p.variables(), p.value()), s.expectation(), s.implicit(),
        s.notes());
  }
}
