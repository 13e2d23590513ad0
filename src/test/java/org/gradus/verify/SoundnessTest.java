package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Claims made to mislead: borders between cases, domains, branches, near misses, lost and gained solutions. */
class SoundnessTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void noFalseClaimIsProvedOrTestedAndNoTrueOneRefuted() throws Exception {
    var wrong = new ArrayList<String>();
    int proved = 0;
    int refuted = 0;
    try (var pool = Executors.newFixedThreadPool(2)) {
      var answers = new ArrayList<Future<String>>();
      var cases = cases();
      for (var c : cases) {
        answers.add(pool.submit(() -> Requests.answer(request(c)).verdict()));
      }
      for (int i = 0; i < cases.size(); i++) {
        var verdict = answers.get(i).get();
        var truth = cases.get(i).get("truth").asText();
        proved += verdict.equals("PROVED") ? 1 : 0;
        refuted += verdict.equals("REFUTED") ? 1 : 0;
        if ((verdict.equals("PROVED") || verdict.equals("TESTED")) && !truth.equals("true") || verdict.equals("REFUTED") && !truth.equals("false")) {
          wrong.add(verdict + " " + cases.get(i));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(proved).as("true claims that are proved").isGreaterThan(200);
    assertThat(refuted).as("false claims that are refuted").isGreaterThan(120);
  }

  private static Request request(JsonNode c) {
    Map<String, Object> fields = JSON.convertValue(c, new TypeReference<>() {});
    fields.remove("truth");
    return new Request(null, (String) fields.remove("op"), fields);
  }

  private static ArrayList<JsonNode> cases() throws IOException {
    var list = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(Path.of("src/test/resources/soundness/cases.jsonl"))) {
      list.add(JSON.readTree(line));
    }
    return list;
  }
}
