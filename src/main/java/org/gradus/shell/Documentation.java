package org.gradus.shell;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where JShell looks for the documentation of what it completes. By itself it knows the sources of the JDK alone; those of
 * gradus lie beside the jar. The one way to tell it is a field for its tests, which {@code gradus} opens with {@code
 * --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}; without that there are signatures, and no words.
 */
public final class Documentation {

  private Documentation() {}

  /** Adds the sources of gradus, if they are there. */
  public static void find() {
    var sources = sources();
    if (sources == null) {
      return;
    }
    try {
      var field = Class.forName("jdk.jshell.SourceCodeAnalysisImpl").getDeclaredField("availableSourcesOverride");
      field.setAccessible(true);
      field.set(null, new Sources(sources));
    } catch (ReflectiveOperationException | RuntimeException _) {
      // signatures without words
    }
  }

  /** The folder of sources of a build that stands where it was built, or null. */
  private static Path sources() {
    try {
      var jar = Path.of(Documentation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (var up = jar.getParent(); up != null; up = up.getParent()) {
        if (Files.isRegularFile(up.resolve("src/main/java/org/gradus/Gradus.java"))) {
          return up.resolve("src/main/java");
        }
      }
      return null;
    } catch (URISyntaxException | RuntimeException _) {
      return null;
    }
  }

  /** The archive of the JDK's sources is large: it is opened when somebody asks. */
  private static final class Sources extends AbstractList<Path> {
    private final Path own;
    private List<Path> all;

    Sources(Path own) {
      this.own = own;
    }

    private synchronized List<Path> all() {
      if (all == null) {
        all = new ArrayList<>(List.of(own));
        var archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (Files.isReadable(archive)) {
          try (var modules = Files.list(FileSystems.newFileSystem(archive, Map.of()).getPath("/"))) {
            modules.filter(Files::isDirectory).forEach(all::add);
          } catch (IOException _) {
            // without the documentation of the JDK
          }
        }
      }
      return all;
    }

    @Override
    public Path get(int index) {
      return all().get(index);
    }

    @Override
    public int size() {
      return all().size();
    }
  }
}
