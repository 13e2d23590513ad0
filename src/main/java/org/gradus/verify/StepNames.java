package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradus.claim.Arrays;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.claim.Wholes;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/** The names in a step, and what is known of them. */
final class StepNames {

  /** What may be declared of a scalar; every other property (a shape, symmetric, one-hot …) makes it none. */
  private static final Set<String> SCALAR = Set.of("integer", "index", "function", "real");

  /** A derivative as it is written: not a line without a relation below one, nor a name that stands for one. */
  private static final Pattern DERIVATIVE = Pattern.compile("\\\\partial|\\\\nabla|\\\\d?frac\\s*\\{\\s*(?:\\\\mathrm\\s*\\{\\s*)?d|\\\\dot|\\\\prime|'|\\bd\\w?\\s*/\\s*d");

  private StepNames() {}

  /** All names in a step, those of components and functions too. */
  static Set<String> names(Claim.Step s) {
    return new LinkedHashSet<>(free(s));
  }

  static List<String> free(Claim.Step s) {
    var names = new LinkedHashSet<String>();
    expressions(s).forEach(e -> names.addAll(names(e)));
    return List.copyOf(names);
  }

  static Set<String> names(Expr e) {
    var names = new LinkedHashSet<String>();
    Trees.freeSymbols(e).stream().map(Expr.Sym::name).filter(n -> !Wholes.isOpenLength(n)).forEach(names::add);
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i) {
        names.add(i.base());
      } else if (x instanceof Expr.Apply a) {
        names.add(a.name());
      }
      return false;
    });
    return names;
  }

  /** What is assumed of the names in the step, components that were made variables of their own among them. */
  static Assumed assumed(Claim.Step s) {
    var names = new LinkedHashSet<String>();
    free(s).forEach(n -> names.add(n.replaceFirst("\\[.*", "")));
    names.addAll(sizes(names, s.setting().arrays()));
    return Assumed.of(s.setting()).about(names, StepNames::values);
  }

  /** The letters in the shapes of the names: with n ≥ 2 said, a claim about x ∈ ℝⁿ is none about one component. */
  static Set<String> sizes(Set<String> names, Arrays arrays) {
    var letters = new LinkedHashSet<String>();
    for (var name : names) {
      var shape = arrays.shape(name);
      for (var length : shape == null ? new Expr[0] : new Expr[] {shape.rows(), shape.columns()}) {
        if (length != null) {
          Trees.freeSymbols(length).forEach(l -> letters.add(l.name()));
        }
      }
    }
    return letters;
  }

  /** The names whose values are spoken of: those that only number components are left out. */
  static Set<String> values(Expr e) {
    var names = new LinkedHashSet<String>();
    values(e, names);
    return names;
  }

  private static void values(Expr e, Set<String> names) {
    switch (e) {
      case Expr.Sym s -> names.add(s.name());
      case Expr.Indexed i -> names.add(i.base());
      default -> {
        if (e instanceof Expr.Apply a) {
          names.add(a.name());
        }
        Trees.children(e).forEach(c -> values(c, names));
      }
    }
  }

  static List<Expr> expressions(Claim.Step s) {
    var all = new ArrayList<Expr>();
    for (var e : new Expr[] {s.lhs(), s.rhs(), s.proposition()}) {
      if (e != null) {
        all.add(e);
      }
    }
    if (s.solution() != null) {
      all.add(s.solution().before());
      all.add(s.solution().after());
    }
    if (s.property() != null) {
      all.add(s.property().body());
    }
    return all;
  }

  static String unknown(Claim.Step s) {
    var names = new LinkedHashSet<>(free(s));
    expressions(s).forEach(e -> Trees.any(e, x -> x instanceof Expr.Indexed && names.add(x.toString()) && false));
    var unknown = names.stream().filter(n -> n.startsWith("∂") || s.setting().unknown().contains(n) && !isIdentity(s, n)).toList();
    return unknown.isEmpty() ? null : whatIs(unknown, s.setting().doubts());
  }

  /** The question what names are: nothing is said of them, or what the line says was not understood. */
  private static String whatIs(List<String> names, Map<String, Integer> doubts) {
    var doubted = names.stream().filter(n -> doubts.containsKey(n.replaceFirst("\\[.*", ""))).toList();
    var others = names.stream().filter(n -> !doubted.contains(n)).map(StepNames::shown).toList();
    var lines = doubted.stream().map(n -> doubts.get(n.replaceFirst("\\[.*", ""))).distinct().sorted().map(String::valueOf).toList();
    var said = (lines.size() < 2 ? "line " : "lines ") + String.join(" and ", lines) + (lines.size() < 2 ? " says of " : " say of ");
    var how = "was not understood; say it in a formula or a directive";
    return others.isEmpty() ? "what is " + String.join(", ", names) + "? What " + said + (names.size() == 1 ? "it " : "them ") + how
        : "what is " + String.join(", ", others) + "? " + (others.size() == 1 ? "It is" : "They are") + " neither declared nor defined before"
            + (doubted.isEmpty() ? ", or what is said of it was not understood" : "; and what " + said + String.join(", ", doubted) + " " + how);
  }

  /** A name as it is written: ŵ, not what. */
  private static String shown(String name) {
    return name.replaceFirst("^(\\p{L}+)hat$", "\\\\hat $1");
  }

  /** Why a failure is not held against the author where one side alone has a name. */
  static String notForEvery(String name) {
    return "it does not hold for every " + shown(name) + "; what value is meant here is not said";
  }

  /** A name of one side only of which the document says nothing, where no derivative connects the two sides; or null. */
  static String alone(Claim.Step s) {
    if (isDerivative(s)) {
      return null;
    }
    return Stream.of(true, false).flatMap(left -> aloneOn(s, left).stream()).findFirst().orElse(null);
  }

  /** Whether the step says what a derivative is: its names come from what is differentiated, also where it was worked out while reading. */
  static boolean isDerivative(Claim.Step s) {
    return s.kind() == Kind.DERIVATIVE && !s.implicit() && s.written().readLhs() != null && DERIVATIVE.matcher(s.written().readLhs()).find()
        && !names(s.lhs()).isEmpty() && !names(s.rhs()).isEmpty() || ClaimVerifier.derivative(s.lhs()) || ClaimVerifier.derivative(s.rhs());
  }

  /** The names of one side only of which the document says nothing. */
  static Set<String> aloneOn(Claim.Step s, boolean left) {
    var names = new LinkedHashSet<>(names(left ? s.lhs() : s.rhs()));
    names.removeAll(names(left ? s.rhs() : s.lhs()));
    names.removeIf(n -> isStated(s, n));
    return names;
  }

  private static boolean isStated(Claim.Step s, String name) {
    return name.endsWith("_") || isIdentity(s, name) || s.setting().says(name) || !s.setting().arrays().properties(name).isEmpty()
        || s.setting().arrays().isSize(name) || s.setting().domains().stream().anyMatch(a -> isPlaceOfOne(a.relation(), name));
  }

  /** The class c, of which y_c = 1 says what it is. */
  private static boolean isPlaceOfOne(Expr stated, String name) {
    return stated instanceof Expr.Rel r && r.rhs().equals(Exprs.ONE) && r.lhs() instanceof Expr.Indexed x && x.sub().equals(List.of(Exprs.sym(name)));
  }

  /** The letter I among matrices, where nothing else is said of it. */
  private static boolean isIdentity(Claim.Step s, String name) {
    return name.equals(Arrays.IDENTITY) && s.setting().arrays().shape(name) == null && s.setting().arrays().rank(name, 0) == Rank.MATRIX;
  }

  static String notScalar(Claim.Step s) {
    var names = new LinkedHashSet<String>();
    expressions(s).forEach(e -> Trees.freeSymbols(e).forEach(x -> names.add(x.name())));
    for (var list : List.of(s.setting().assumptions(), s.setting().domains())) {
      for (var a : list) {
        if (a.keyword() != null && a.name() != null && names.contains(a.name())
            && SCALAR.stream().noneMatch(a.keyword()::startsWith) && !s.setting().arrays().rank(a.name(), 0).isScalar()) {
          return a.name();
        }
      }
    }
    for (var e : expressions(s)) {
      if (Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar())) {
        return "a vector operation";
      }
    }
    return null;
  }

  /** A derivative by a name that the quantity does not contain is 0 only if that name is declared. */
  static String missingVariable(Claim.Step s) {
    var message = new String[1];
    for (var e : expressions(s)) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Diff d && d.by() instanceof Expr.Sym by && !Trees.freeSymbols(d.body()).contains(by)
            && !s.setting().declared().contains(by.name()) && !by.name().endsWith("_")
            && message[0] == null) {
          message[0] = "what is differentiated is not given as a function of " + by;
        }
        return message[0] != null;
      });
    }
    return message[0];
  }
}
