package org.gradus.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Documents;
import org.gradus.document.Sought;
import org.junit.jupiter.api.Test;

/** Every pattern of this package finds in every text of the examples what it would find if it were always tried. */
class PatternsOfWordsTest {

  @Test
  void nothingIsPassedOver() throws Exception {
    var patterns = patterns();
    assertThat(patterns).hasSizeGreaterThan(200);
    for (var text : texts()) {
      patterns.forEach((name, p) -> {
        var matcher = p.matcher(text);
        // where the pattern itself is tried, it finds what it finds
        if (matcher.pattern() != p.pattern() && matcher.find() != p.pattern().matcher(text).find()) {
          fail(name + " passes over what it finds in " + text);
        }
      });
    }
  }

  private static Map<String, Sought> patterns() throws Exception {
    var found = new LinkedHashMap<String, Sought>();
    var folder = Path.of(ClaimExtractor.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("org/gradus/claim");
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          for (var f : Class.forName("org.gradus.claim." + name.substring(0, name.length() - ".class".length())).getDeclaredFields()) {
            if (f.getType() == Sought.class && Modifier.isStatic(f.getModifiers())) {
              f.setAccessible(true);
              found.put(f.getDeclaringClass().getSimpleName() + "." + f.getName(), (Sought) f.get(null));
            }
          }
        }
      }
    }
    return found;
  }

  private static Set<String> texts() throws Exception {
    var texts = new LinkedHashSet<String>();
    try (var files = Files.list(Path.of("derivations"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        for (var block : Documents.read(file.toString(), Files.readAllBytes(file)).blocks()) {
          switch (block) {
            case Block.Prose p -> texts.add(p.text());
            case Block.Formula f -> texts.add(f.latex());
            case Block.Heading h -> texts.add(h.text());
            case Block.Directive _, Block.Enumerator _ -> { }
          }
        }
      }
    }
    return texts;
  }
}
