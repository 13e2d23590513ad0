package org.gradus.notation;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Greek letters: Unicode character ↔ plain name, which is also the LaTeX command. */
final class Greek {

  private static final String LOWER = "αalpha βbeta γgamma δdelta εepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu "
      + "ξxi πpi ρrho σsigma τtau υupsilon φphi χchi ψpsi ωomega ϵepsilon ϕphi ϑtheta ς" + "sigma µmu ϱrho ";
  private static final String UPPER = "ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega";

  private static final Map<String, String> BY_CHARACTER = new LinkedHashMap<>();
  private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

  static {
    for (var entry : (LOWER + UPPER).split(" ")) {
      var character = entry.substring(0, 1);
      var name = entry.substring(1);
      BY_CHARACTER.put(character, name);
      BY_NAME.putIfAbsent(name, character);
    }
  }

  private Greek() {}

  /** The name of a Greek character, or null. */
  static String name(char c) {
    return BY_CHARACTER.get(String.valueOf(c));
  }

  /** The character of that name, or null. */
  static String character(String name) {
    return BY_NAME.get(name);
  }

  static boolean isName(String name) {
    return BY_NAME.containsKey(name);
  }
}
