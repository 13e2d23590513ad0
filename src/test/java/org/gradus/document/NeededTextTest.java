package org.gradus.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NeededTextTest {

  @Test
  void whatEveryMatchHolds() {
    assertThat(NeededText.of("(?i)\\b(?:let|where)\\b")).isEqualTo(Set.of("let", "where"));
    assertThat(NeededText.of("\\s*(?<name>[Ss]et)s?\\s+\\w+")).isEqualTo(Set.of("set", "Set", "sets", "Sets"));
    assertThat(NeededText.of("ab?c")).isEqualTo(Set.of("abc", "ac"));
    assertThat(NeededText.of("x{0,2}y{2}")).isEqualTo(Set.of("y"));
    assertThat(NeededText.of("(?!foo)bar(?<!baz)")).isEqualTo(Set.of("bar"));
    assertThat(NeededText.of("\\Qa.b\\E\\w*")).isEqualTo(Set.of("a.b"));
    assertThat(NeededText.of("\\\\sum\\s*_|\\\\prod(?:ab)+")).isEqualTo(Set.of("\\sum", "\\prod"));
    assertThat(NeededText.of("(?:suppos|assum)\\w+ so")).isEqualTo(Set.of("suppos", "assum"));
  }

  @Test
  void whereNothingIsNeededNothingIsSaid() {
    for (var regex : new String[] {"", "a?b*", "\\w+", "a|", "[^a]", "[a-z]+", "(?x) a b", ".*", "(a)|\\1", "\\x41", "(?:ab)?", "(?=ab)"}) {
      assertThat(NeededText.of(regex)).as(regex).isNull();
    }
  }

  @Test
  void lettersOfEitherCaseAreTheSame() {
    for (var text : new String[] {"KELVIN", "\u212Aelvin", "kelvin"}) {
      assertThat(Sought.of("(?iu)kelvin").matcher(text).find()).as(text).isEqualTo(Pattern.compile("(?iu)kelvin").matcher(text).find());
    }
    assertThat(Sought.of("(?iU)ÜBER").matcher("so über alles").find()).isTrue();
    assertThat(Sought.of("über").matcher("ÜBER").find()).isFalse();
  }

  @Test
  void aTextThatHasNotWhatIsNeededIsLeftAsItIs() {
    assertThat(Sought.of("let").matcher("no such word").replaceAll("x")).isEqualTo("no such word");
    assertThat(Sought.of("let").matcher("no such word").matches()).isFalse();
    assertThat(Sought.of("let").matcher("no such word").lookingAt()).isFalse();
    assertThat(Sought.of("let").matcher("").find()).isFalse();
  }

  /** Patterns and texts of few letters, so that they often meet. */
  @Property(tries = 3_000)
  void isFoundAsThePatternFindsIt(@ForAll("regexes") String regex, @ForAll("texts") String text) {
    assertThat(Sought.of(regex).matcher(text).find()).isEqualTo(Pattern.compile(regex).matcher(text).find());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abAB \\-").ofMaxLength(7);
  }

  @Provide
  Arbitrary<String> regexes() {
    var leaf = Arbitraries.of("a", "b", "ab", "ba", "[ab]", "[^a]", "[a-b]", "\\\\", "\\w", ".", "\\b", "^", "(?i)", "\\Qab\\E", "[\\s\\-]", "(?!a)", "(?<=b)", "[A&&[^B]]");
    return Arbitraries.lazyOf(() -> leaf, () -> leaf, () -> leaf,
        () -> inner().list().ofMinSize(1).ofMaxSize(3).map(all -> String.join("", all)),
        () -> inner().list().ofMinSize(2).ofMaxSize(3).map(all -> "(?:" + String.join("|", all) + ")"),
        () -> inner().flatMap(x -> Arbitraries.of("?", "*", "+", "{1,2}", "{0,1}", "{2}", "??", "++").map(q -> "(?:" + x + ")" + q)));
  }

  private Arbitrary<String> inner() {
    return regexes();
  }
}
