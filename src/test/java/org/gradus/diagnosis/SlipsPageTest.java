package org.gradus.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Write the page anew with {@code mvn test -Dtest=SlipsPageTest -Dgradus.write=true}. */
final class SlipsPageTest {

  private static final Path PAGE = Path.of("docs", "slips.md");

  @Test
  void the_page_in_docs_says_what_the_catalogue_says() throws IOException {
    if (Boolean.getBoolean("gradus.write")) {
      Files.writeString(PAGE, SlipsPage.markdown());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(SlipsPage.markdown());
  }

  @Test
  void every_entry_has_a_name_of_its_own_and_a_kind_that_reports_know() {
    assertThat(Catalogue.ENTRIES).extracting(Slip::name).doesNotHaveDuplicates();
    assertThat(Catalogue.ENTRIES).extracting(Slip::kind).allMatch(k -> SlipsPage.markdown().contains("| `" + k + "` |"));
  }
}
