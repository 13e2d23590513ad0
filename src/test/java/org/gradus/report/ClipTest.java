package org.gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.gradus.report.Layout.Mark;
import org.junit.jupiter.api.Test;

final class ClipTest {

  @Property(tries = 300)
  void what_is_marked_is_shown_and_marked_again(@ForAll @AlphaChars @Chars(' ') @StringLength(max = 900) String line,
      @ForAll @IntRange(max = 899) int from, @ForAll @IntRange(max = 120) int length, @ForAll @IntRange(max = 899) int other) {
    int start = Math.min(from, line.length());
    int end = Math.min(start + length, line.length());
    var mark = new Mark(start, end, '^');
    var clip = new Clip(line, 73, List.of(mark, new Mark(Math.min(other, line.length()), Math.min(other + 9, line.length()), '-')));
    var moved = clip.moved(mark);
    assertThat(clip.text().substring(moved.from(), moved.to())).isEqualTo(line.substring(start, end));
  }

  @Property(tries = 300)
  void a_long_line_with_one_part_is_cut_to_what_is_around_it(@ForAll @AlphaChars @Chars(' ') @StringLength(min = 400, max = 3000) String line,
      @ForAll @IntRange(max = 399) int at) {
    assertThat(new Clip(line, 73, List.of(new Mark(at, at + 1, '^'))).text().length()).isLessThan(4 * Clip.AROUND);
  }

  @Test
  void a_line_of_a_few_rows_is_left_alone() {
    var line = "x + ".repeat(40);
    assertThat(new Clip(line, 73, List.of(new Mark(3, 5, '^'))).text()).isEqualTo(line);
  }

  @Test
  void no_character_is_cut_in_two() {
    var line = "\uD835\uDC31".repeat(400);
    for (int at = 0; at < line.length(); at += 2) {
      assertThat(new Clip(line, 73, List.of(new Mark(at, at + 2, '^'))).text().codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
  }
}
