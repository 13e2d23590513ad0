package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project that is not ours, built by Maven without network: docs/sample-project, with a class of failing tests added. It
 * gets gradus from a repository that holds what was compiled here, and links to what is in the user's.
 */
final class SampleProjectTest {

  @TempDir
  Path folder;

  @Test
  void aPlainMavenProjectBuildsRunsAndFailsWithTheDiagnosis() throws Exception {
    var home = Path.of(System.getProperty("user.home"), ".m2", "repository");
    var maven = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(p -> Path.of(p, "mvn")).filter(Files::isExecutable).findFirst();
    assumeTrue(maven.isPresent() && Files.isDirectory(home), "needs mvn on the PATH and a local repository");
    var repository = folder.resolve("repository");
    link(home, repository, List.of("org", "gradus", "gradus", "0.1.0-SNAPSHOT"));
    install(repository.resolve("org/gradus/gradus/0.1.0-SNAPSHOT"));
    var project = folder.resolve("project");
    copy(Path.of("docs/sample-project"), project);
    Files.copy(Path.of("src/test/resources/sample/WrongTest.java"), project.resolve("src/test/java/course/WrongTest.java"));
    Files.writeString(project.resolve("wrong.md"), "$$ \\frac{d}{dz} \\tanh z = 1 + \\tanh^2 z $$\n");

    var log = folder.resolve("log").toFile();
    var build = new ProcessBuilder(maven.get().toString(), "-o", "-B", "-q", "-Dmaven.repo.local=" + repository, "-Dmaven.test.failure.ignore=true", "test")
        .directory(project.toFile()).redirectErrorStream(true).redirectOutput(log);
    build.environment().put("JAVA_HOME", System.getProperty("java.home"));
    build.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    var process = build.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("Maven ends").isTrue();
    var said = Files.readString(log.toPath());
    assumeTrue(!said.contains("in offline mode"), () -> "the local repository lacks what the sample needs: " + said);

    var right = results(project, "LogisticLossTest");
    assertThat(right).as(said).hasSize(12 + 1 + 3 + 1).allSatisfy((name, failure) -> assertThat(failure).as(name).isEmpty());
    assertThat(right.keySet()).anyMatch(n -> n.contains("w = ")).anyMatch(n -> n.contains("line 11: \\frac{dJ}{dz} = "));
    var wrong = results(project, "WrongTest");
    assertThat(wrong).hasSize(2 + 2 + 1 + 1).allSatisfy((name, failure) -> assertThat(failure).as(name).isNotEmpty());
    assertThat(wrong.values()).anyMatch(f -> f.contains("the sign is wrong")).anyMatch(f -> f.contains("by w it is"))
        .anyMatch(f -> f.contains("no gradient was checked")).anyMatch(f -> f.contains("wrong.md:1:4: REFUTED: this is not the derivative [sign]"));

    assertThat(run(project)).isEqualTo("""
        J      = −log(σ(z·(2·y − 1)))
        J'     = (1 − 2·y)·(1 − σ(z·(2·y − 1)))
        σ(z)-y : PROVED
        J'(2)  = -0.11920292202211755
        """);
  }

  /** The names of the tests, and the messages of those that fail. */
  private static TreeMap<String, String> results(Path project, String type) throws IOException {
    var xml = Files.readString(project.resolve("target/surefire-reports/TEST-course." + type + ".xml"));
    var cases = Pattern.compile("<testcase name=\"([^\"]*)\"[^>]*?(?:/>|>(.*?)</testcase>)", Pattern.DOTALL).matcher(xml);
    var all = new TreeMap<String, String>();
    for (int i = 0; cases.find(); i++) {
      all.put(unescaped(cases.group(1)) + " #" + i, cases.group(2) == null ? "" : unescaped(cases.group(2)));
    }
    return all;
  }

  private static String unescaped(String s) {
    return s.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").replace("&#10;", "\n");
  }

  /** The program of the sample, in a JVM of its own with what this one has on its class path. */
  private static String run(Path project) throws Exception {
    var process = TestClassPath.java("-cp", project.resolve("target/classes") + File.pathSeparator + TestClassPath.all(), "course.Explore")
        .redirectErrorStream(true).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  /** Links to all that is in the repository, but real folders on the way to where ours goes. */
  private static void link(Path from, Path to, List<String> way) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from) || way.isEmpty()) {
      return;
    }
    try (var list = Files.list(from)) {
      for (var entry : list.toList()) {
        if (!entry.getFileName().toString().equals(way.getFirst())) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
    link(from.resolve(way.getFirst()), to.resolve(way.getFirst()), way.subList(1, way.size()));
  }

  private static void install(Path to) throws Exception {
    Files.createDirectories(to);
    Files.copy(Path.of("pom.xml"), to.resolve("gradus-0.1.0-SNAPSHOT.pom"));
    var classes = TestClassPath.classes();
    try (var jar = new JarOutputStream(Files.newOutputStream(to.resolve("gradus-0.1.0-SNAPSHOT.jar"))); var walk = Files.walk(classes)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    var all = new ArrayList<Path>();
    try (var walk = Files.walk(from)) {
      walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS) && !p.startsWith(from.resolve("target"))).forEach(all::add);
    }
    for (var file : all) {
      var copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }
}
