package org.gradus;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What this JVM runs with, for another one: runners of tests have class loaders of their own, and do not tell. */
public final class TestClassPath {

  private TestClassPath() {}

  /** The compiled classes of gradus. */
  public static Path classes() {
    try {
      return Path.of(Gradus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The classes of gradus, and all libraries. */
  public static String all() {
    var all = new LinkedHashSet<Path>();
    all.add(classes());
    try {
      for (var manifest : Collections.list(TestClassPath.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
        var text = manifest.toString();
        if (text.startsWith("jar:file:")) {
          all.add(Path.of(URI.create(text.substring(4, text.indexOf('!')))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Begins a command that runs the JDK's {@code java} with all of this. */
  public static ProcessBuilder java(String... arguments) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
