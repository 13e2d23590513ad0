package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything public in the packages for users has documentation, and it is well formed: links and examples lead somewhere. */
final class JavadocTest {

  @TempDir
  Path folder;

  @Test
  void everythingPublicIsDocumented() throws Exception {
    var tool = ToolProvider.getSystemDocumentationTool();
    var found = new DiagnosticCollector<JavaFileObject>();
    var files = new ArrayList<Path>();
    for (var room : List.of("", "junit", "submission")) {
      try (var list = Files.list(Path.of("src/main/java/org/gradus").resolve(room))) {
        list.filter(f -> f.toString().endsWith(".java")).forEach(files::add);
      }
    }
    try (var manager = tool.getStandardFileManager(found, Locale.ROOT, null)) {
      var said = new StringWriter();
      var task = tool.getTask(said, manager, found, null, List.of("-quiet", "-d", folder.toString(), "-Xdoclint:all", "-Xmaxwarns", "1000", "--snippet-path", "src/test/java",
          "-classpath", TestClassPath.all()), manager.getJavaFileObjectsFromPaths(files));
      assertThat(task.call()).as(said.toString()).isTrue();
    }
    // A sentence says what a parameter or a result is where a word of the signature does not.
    assertThat(found.getDiagnostics()).filteredOn(d -> d.getSource() != null).extracting(d -> d.getSource() + ":" + d.getLineNumber() + ": " + d.getMessage(Locale.ROOT))
        .noneMatch(d -> !d.contains("no @param") && !d.contains("no @return") && !d.contains("no @throws"));
  }
}
