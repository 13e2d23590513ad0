package org.gradus.notation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What LaTeX commands look like: their characters, and how they behave between others. */
final class MathMlSymbols {

  /** How a sign behaves: what stands before a minus decides whether it is one of one side or of two. */
  enum Role { ORDINARY, FUNCTION, LARGE, LIMIT, BINARY, RELATION, OPEN, CLOSE, FENCE, PUNCTUATION, SPACE }

  /** A sign and its role. */
  record Symbol(String text, Role role) {}

  private static final Map<String, Symbol> COMMANDS = new HashMap<>();

  static {
    all(Role.RELATION, "le≤ leq≤ leqslant⩽ ge≥ geq≥ geqslant⩾ lt< gt> ne≠ neq≠ approx≈ thickapprox≈ simeq≃ sim∼ cong≅ equiv≡ "
        + "triangleq≜ doteq≐ coloneqq≔ coloneq≔ eqqcolon≕ in∈ notin∉ ni∋ propto∝ varpropto∝ subset⊂ subseteq⊆ supset⊃ supseteq⊇ "
        + "to→ rightarrow→ longrightarrow⟶ mapsto↦ longmapsto⟼ leftarrow← gets← longleftarrow⟵ leftrightarrow↔ Rightarrow⇒ "
        + "implies⟹ Longrightarrow⟹ Leftarrow⇐ impliedby⟸ Longleftarrow⟸ Leftrightarrow⇔ iff⟺ Longleftrightarrow⟺ "
        + "hookrightarrow↪ rightharpoonup⇀ rightleftharpoons⇌ uparrow↑ downarrow↓ updownarrow↕ nearrow↗ searrow↘ swarrow↙ nwarrow↖ "
        + "ll≪ gg≫ prec≺ succ≻ preceq⪯ succeq⪰ perp⊥ bot⊥ parallel∥ mid∣ nmid∤ models⊨ vdash⊢ vDash⊨ asymp≍ lesssim≲ gtrsim≳ "
        + "colon: therefore∴ because∵ leadsto⇝ rightsquigarrow⇝ lessgtr≶");
    all(Role.BINARY, "cdot⋅ times× ast∗ star⋆ div÷ pm± mp∓ circ∘ bullet∙ odot⊙ otimes⊗ oplus⊕ ominus⊖ oslash⊘ cup∪ cap∩ "
        + "setminus∖ smallsetminus∖ lor∨ vee∨ land∧ wedge∧ sqcup⊔ sqcap⊓ uplus⊎ dagger† ddagger‡ wr≀ diamond⋄ amalg⨿ bmod%mod");
    all(Role.ORDINARY, "partial∂ nabla∇ infty∞ forall∀ exists∃ nexists∄ emptyset∅ varnothing∅ ellℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath𝚤 "
        + "jmath𝚥 top⊤ intercal⊺ prime′ backprime‵ neg¬ lnot¬ angle∠ triangle△ triangledown▽ bigtriangledown▽ square□ Box□ "
        + "blacksquare■ qed■ checkmark✓ dots… ldots… dotsc… dotso… cdots⋯ dotsb⋯ dotsm⋯ dotsi⋯ vdots⋮ ddots⋱ degree° "
        + "backslash\\ hslash ℏ complement∁ flat♭ sharp♯ natural♮ clubsuit♣ heartsuit♥ spadesuit♠ mho ℧ eth ð "
        + "S § P ¶ pounds £ copyright © Diamond◊ lozenge◊ bigstar★ colon:");
    all(Role.LARGE, "sum∑ prod∏ coprod∐ bigcup⋃ bigcap⋂ bigvee⋁ bigwedge⋀ bigoplus⨁ bigotimes⨂ bigodot⨀ bigsqcup⨆ biguplus⨄");
    all(Role.FUNCTION, "int∫ iint∬ iiint∭ oint∮");
    all(Role.OPEN, "lbrace{ lbrack[ lparen( langle⟨ lfloor⌊ lceil⌈ lvert| lVert‖ lgroup⟮ llbracket⟦ ulcorner⌜");
    all(Role.CLOSE, "rbrace} rbrack] rparen) rangle⟩ rfloor⌋ rceil⌉ rvert| rVert‖ rgroup⟯ rrbracket⟧ urcorner⌝");
    all(Role.FENCE, "vert| Vert‖ |‖");
    for (var name : ("arccos arcsin arctan arccot arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh arsinh "
        + "arcosh artanh sgn erf tr rank diag Var Cov softmax sech csch").split(" ")) {
      COMMANDS.put(name, new Symbol(name, Role.FUNCTION));
    }
    for (var name : "lim max min sup inf det gcd Pr argmax argmin limsup liminf".split(" ")) {
      COMMANDS.put(name, new Symbol(name.equals("limsup") || name.equals("liminf") ? "lim " + name.substring(3) : name, Role.LIMIT));
    }
    for (var name : "varepsilonε varthetaϑ varphiφ varrhoϱ varsigmaς varpiϖ varkappaϰ epsilonϵ phiϕ omicronο digammaϝ".split(" ")) {
      COMMANDS.put(name.substring(0, name.length() - 1), new Symbol(name.substring(name.length() - 1), Role.ORDINARY));
    }
  }

  /** Functions of which only some packages know: they are set as their names where nothing else is said. */
  static final Set<String> INVISIBLE = Set.of("nonumber", "notag", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle",
      "limits", "nolimits", "hline", "noindent", "centering", "relax", "protect", "allowbreak", "nobreak", "mathstrut", "strut",
      "mathopen", "mathclose", "mathpunct", "mathinner", "mathord", "mathbin", "mathrel", "mathop", "ensuremath", "smash",
      "small", "large", "normalsize", "footnotesize", "null", "hfill", "hfil", "break", "newline", "left.", "par");

  /** Commands of which nothing is seen, their argument neither. */
  static final Set<String> WITHOUT_ARGUMENT = Set.of("label", "vspace", "color", "hskip", "vskip", "phantom", "vphantom", "hphantom",
      "cite", "ref", "eqref", "mathchoice", "rule", "setlength");

  /** Command → its space in em. */
  static final Map<String, String> SPACES = Map.ofEntries(Map.entry(",", "0.167em"), Map.entry("thinspace", "0.167em"),
      Map.entry(":", "0.222em"), Map.entry(">", "0.222em"), Map.entry("medspace", "0.222em"), Map.entry(";", "0.278em"),
      Map.entry("thickspace", "0.278em"), Map.entry("!", "-0.167em"), Map.entry("negthinspace", "-0.167em"),
      Map.entry(" ", "0.25em"), Map.entry("\n", "0.25em"), Map.entry("\t", "0.25em"), Map.entry("space", "0.25em"),
      Map.entry("enspace", "0.5em"), Map.entry("quad", "1em"), Map.entry("qquad", "2em"), Map.entry("/", "0em"), Map.entry("-", "0em"));

  /** Accent → the sign above, and whether it is as wide as what is below. */
  static final Map<String, String> ACCENTS = Map.ofEntries(Map.entry("hat", "^"), Map.entry("widehat", "^"), 
      Map.entry("tilde", "~"), Map.entry("widetilde", "~"), Map.entry("vec", "→"), Map.entry("dot", "˙"), Map.entry("ddot", "¨"),
      Map.entry("dddot", "⃛"), Map.entry("check", "ˇ"), Map.entry("widecheck", "ˇ"), Map.entry("breve", "˘"), Map.entry("acute", "´"),
      Map.entry("grave", "`"), Map.entry("mathring", "˚"), Map.entry("overrightarrow", "→"), Map.entry("overleftarrow", "←"),
      Map.entry("overleftrightarrow", "↔"), Map.entry("overbrace", "⏞"), Map.entry("overbracket", "⎴"));

  static final Set<String> WIDE = Set.of("widehat", "widetilde", "widecheck", "overrightarrow", "overleftarrow", "overleftrightarrow",
      "overbrace", "overbracket");

  private MathMlSymbols() {}

  private static void all(Role role, String words) {
    for (var word : words.split(" (?=[A-Za-z|])")) {
      int end = 0;
      while (end < word.length() && (word.charAt(end) < 128 && Character.isLetter(word.charAt(end)) || end == 0)) {
        end++;
      }
      var text = word.substring(end).strip();
      COMMANDS.putIfAbsent(word.substring(0, end), new Symbol(text.startsWith("%") ? text.substring(1) : text, role));
    }
  }

  /** What the command of this name looks like, or null. */
  static Symbol command(String name) {
    var symbol = COMMANDS.get(name);
    var greek = symbol == null ? Greek.character(name) : null;
    return greek == null ? symbol : new Symbol(greek, Role.ORDINARY);
  }

  /** How a character that is not a letter behaves. */
  static Role role(int c) {
    return switch (c) {
      case '+', '-', '*', '±', '∓', '⋅', '·', '×', '÷', '∘', '⊙', '⊗', '∪', '∩', '∧', '∨', '−' -> Role.BINARY;
      case '=', '<', '>', ':', '≤', '≥', '≠', '≈', '≡', '∈', '→', '⇒', '⇔', '∼', '∝', '⟹', '⟺', '↦', '≔' -> Role.RELATION;
      case '(', '[', '⟨', '⌊', '⌈' -> Role.OPEN;
      case ')', ']', '⟩', '⌋', '⌉' -> Role.CLOSE;
      case '|', '‖' -> Role.FENCE;
      case ',', ';' -> Role.PUNCTUATION;
      case '∑', '∏' -> Role.LARGE;
      default -> Role.ORDINARY;
    };
  }
}
