package org.gradus.notation;

import java.util.Map;
import java.util.Set;

/** The LaTeX commands that are no more than another spelling of a sign, or of nothing. */
final class LatexCommands {

  /** Command → the sign in the spelling of the parsers. */
  static final Map<String, String> SIGNS = Map.ofEntries(
      Map.entry("cdot", "*"), Map.entry("times", "*"), Map.entry("ast", "*"), Map.entry("div", "/"), Map.entry("slash", "/"),
      Map.entry("odot", "odot"), Map.entry("circ", "odot"), Map.entry("otimes", "otimes"),
      Map.entry("le", "<="), Map.entry("leq", "<="), Map.entry("succeq", "succeq"), Map.entry("succ", "succ"), Map.entry("preceq", "preceq"), Map.entry("prec", "prec"),
      Map.entry("succcurlyeq", "succeq"), Map.entry("preccurlyeq", "preceq"), Map.entry("leqslant", "<="), Map.entry("ge", ">="), Map.entry("geq", ">="),
      Map.entry("geqslant", ">="), Map.entry("lt", "<"), Map.entry("gt", ">"), Map.entry("ne", "!="), Map.entry("neq", "!="),
      Map.entry("approx", "~="), Map.entry("simeq", "~="), Map.entry("cong", "~="), Map.entry("thickapprox", "~="),
      Map.entry("equiv", ":="), Map.entry("triangleq", ":="), Map.entry("doteq", ":="), Map.entry("coloneqq", ":="),
      Map.entry("coloneq", ":="), Map.entry("eqqcolon", NamesBehind.SIGN), Map.entry("eqcolon", NamesBehind.SIGN), Map.entry("in", "in"), Map.entry("propto", "propto"), Map.entry("sim", "~"),
      Map.entry("to", "->"), Map.entry("rightarrow", "->"), Map.entry("longrightarrow", "->"), Map.entry("mapsto", "->"),
      Map.entry("Rightarrow", "=>"), Map.entry("implies", "=>"), Map.entry("Longrightarrow", "=>"),
      Map.entry("iff", "<=>"), Map.entry("Leftrightarrow", "<=>"), Map.entry("Longleftrightarrow", "<=>"),
      Map.entry("leftarrow", "<-"), Map.entry("gets", "<-"), Map.entry("longleftarrow", "<-"),
      Map.entry("lbrace", "\\{"), Map.entry("rbrace", "\\}"), Map.entry("lbrack", "["), Map.entry("rbrack", "]"),
      Map.entry("lvert", "<|"), Map.entry("rvert", "|>"), Map.entry("lVert", "<||"), Map.entry("rVert", "||>"),
      Map.entry("vert", "|"), Map.entry("mid", "|"), Map.entry("Vert", "||"), Map.entry("parallel", "||"),
      Map.entry("lfloor", "lfloor"), Map.entry("rfloor", "rfloor"), Map.entry("lceil", "lceil"), Map.entry("rceil", "rceil"),
      Map.entry("langle", "langle"), Map.entry("rangle", "rangle"), Map.entry("lang", "langle"), Map.entry("rang", "rangle"),
      Map.entry("lor", "or"), Map.entry("vee", "or"), Map.entry("land", "and"), Map.entry("wedge", "and"),
      Map.entry("colon", ":"), Map.entry("lparen", "("), Map.entry("rparen", ")"));

  /** Commands that set type and mean nothing. */
  static final Set<String> SILENT = Set.of("displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag",
      "big", "Big", "bigg", "Bigg", "bigm", "Bigm", "hfill", "hline", "noindent", "mathstrut", "strut", "allowbreak", "nobreak",
      "rm", "bf", "it", "cal", "small", "large", "normalsize", "left.", "centering", "mathop", "mathbin", "mathrel", "mathord",
      "mathinner", "thinspace", "enspace", "negthinspace", "medspace", "thickspace", "space", "null", "relax", "protect",
      "ensuremath", "smash", "qed", "qedhere");

  /** Commands with one argument that is passed over with them. */
  static final Set<String> SKIP_WITH_ARGUMENT = Set.of("label", "hspace", "vspace", "phantom", "hphantom", "vphantom", "mspace",
      "hskip", "vskip", "cite", "ref", "eqref", "color", "intertext");

  /** Fonts: the contents only. */
  static final Set<String> FONTS = Set.of("mathbf", "boldsymbol", "bm", "mathit", "vec", "pmb", "mathnormal", "bold", "mathop",
      "mathbin", "mathrel", "mathord", "mathfrak", "mathscr", "overrightarrow", "ensuremath", "smash", "underline", "boxed",
      "fbox", "cancel", "bcancel", "xcancel", "mathstrut", "uline", "textcolor", "not");

  /** Accent → its suffix. */
  static final Map<String, String> ACCENTS = Map.of("hat", "hat", "widehat", "hat", "bar", "bar", "overline", "bar", "tilde",
      "tilde", "widetilde", "tilde", "dot", "dot", "ddot", "ddot", "check", "check", "breve", "breve");

  static final Set<String> WORDS = Set.of("text", "textrm", "mbox", "textbf", "textit", "textsf", "texttt", "hbox", "textnormal", "emph");
  static final Set<String> UPRIGHT = Set.of("mathrm", "operatorname", "operatorname*", "mathsf", "mathtt", "textsc");

  static final Map<String, String> GREEK_VARIANTS = Map.of("varepsilon", "epsilon", "vartheta", "theta", "varphi", "phi",
      "varrho", "rho", "varsigma", "sigma", "varpi", "pi", "varkappa", "kappa", "omicron", "o");

  /** Environments whose rows are formulas of their own. */
  static final Set<String> DISPLAYS = Set.of("aligned", "align", "align*", "alignat", "alignat*", "gathered", "gather", "gather*",
      "split", "equation", "equation*", "eqnarray", "eqnarray*", "multline", "multline*", "flalign", "flalign*", "displaymath", "math", "alignedat");

  private LatexCommands() {}
}
