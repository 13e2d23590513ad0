package org.gradus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The walls of the house: data flows one way, and foreign libraries stay in their rooms. */
@AnalyzeClasses(packages = "org.gradus", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final List<String> ROOMS = List.of(
      "expr", "numeric", "certificate", "compiled", "proof", "tensor", "notation", "document", "symbolic", "analysis", "plot", "engine", "claim",
      "diagnosis", "verify", "gradient", "report", "grade", "submission", "junit", "notebook", "cli", "shell");

  @ArchTest
  static final ArchRule expr_knows_nobody = knowsOnly("expr");

  @ArchTest
  static final ArchRule numeric = knowsOnly("numeric", "expr");

  @ArchTest
  static final ArchRule compiled = knowsOnly("compiled", "expr", "numeric");

  @ArchTest
  static final ArchRule the_checker_knows_no_search = knowsOnly("certificate", "expr", "numeric");

  @ArchTest
  static final ArchRule proof = knowsOnly("proof", "expr", "numeric", "certificate");

  @ArchTest
  static final ArchRule notation = knowsOnly("notation", "expr");

  @ArchTest
  static final ArchRule document = knowsOnly("document", "notation", "expr");

  @ArchTest
  static final ArchRule symbolic = knowsOnly("symbolic", "expr", "numeric", "proof");

  @ArchTest
  static final ArchRule tensor = knowsOnly("tensor", "expr", "numeric", "proof", "symbolic");

  @ArchTest
  static final ArchRule analysis = knowsOnly("analysis", "compiled", "expr", "numeric", "proof", "symbolic");

  @ArchTest
  static final ArchRule plot = knowsOnly("plot", "expr", "numeric", "analysis");

  @ArchTest
  static final ArchRule charts_in_one_room = foreign("org.knowm.xchart..", "plot", "cli");

  @ArchTest
  static final ArchRule engine = knowsOnly("engine", "compiled", "expr", "numeric", "proof", "symbolic");

  @ArchTest
  static final ArchRule claim = knowsOnly("claim", "expr", "notation", "document");

  @ArchTest
  static final ArchRule diagnosis = knowsOnly("diagnosis", "expr", "numeric", "notation", "claim");

  @ArchTest
  static final ArchRule verify = knowsOnly(
      "verify", "compiled", "expr", "numeric", "certificate", "proof", "tensor", "notation", "document", "symbolic", "analysis", "engine",
      "claim", "diagnosis");

  @ArchTest
  static final ArchRule reports_know_results_and_documents = knowsOnly("report", "verify", "document", "notation");

  @ArchTest
  static final ArchRule grade = knowsOnly("grade", "verify", "document", "notation", "numeric", "expr", "gradient", "engine", "submission");

  @ArchTest
  static final ArchRule gradient = knowsOnly("gradient", "verify", "numeric", "expr");

  @ArchTest
  static final ArchRule junit_knows_results = knowsOnly("junit", "gradient", "verify", "report", "document", "notation", "expr");

  @ArchTest
  static final ArchRule test_framework_in_one_room = foreign("org.junit..", "junit");

  @ArchTest
  static final ArchRule notebooks_in_one_room = foreign("org.rapaio..", "notebook");

  @ArchTest
  static final ArchRule a_notebook_shows_the_library = knowsOnly("notebook");

  @ArchTest
  static final ArchRule shell_knows_nobody = knowsOnly("shell");

  @ArchTest
  static final ArchRule submission_knows_nobody = knowsOnly("submission");

  @ArchTest
  static final ArchRule no_circles =
      SlicesRuleDefinition.slices().matching("org.gradus.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule json_in_few_rooms = foreign("com.fasterxml..", "cli", "report", "grade", "shell", "document");

  @ArchTest
  static final ArchRule symja_in_one_room = noClasses().that().resideOutsideOfPackages(inside("symbolic"))
      .and().doNotHaveFullyQualifiedName("org.gradus.Formula") // toSymja
      .should().dependOnClassesThat().resideInAPackage("org.matheclipse..");

  @ArchTest
  static final ArchRule jas_in_one_room = foreign("edu.jas..", "symbolic");

  @ArchTest
  static final ArchRule picocli_in_the_faces = foreign("picocli..", "cli", "grade", "shell");

  @ArchTest
  static final ArchRule markdown_in_one_room = foreign("org.commonmark..", "document");

  @ArchTest
  static final ArchRule nobody_ends_the_jvm_but_main = noClasses()
      .that()
      .doNotHaveFullyQualifiedName("org.gradus.cli.Main")
      .should()
      .callMethod(System.class, "exit", int.class)
      .allowEmptyShould(true);

  private static ArchRule knowsOnly(String room, String... known) {
    var others = ROOMS.stream()
        .filter(other -> !other.equals(room) && !Arrays.asList(known).contains(other))
        .map(ArchitectureTest::inside)
        .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }

  private static ArchRule foreign(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Stream.of(rooms).map(ArchitectureTest::inside).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }

  private static String inside(String room) {
    return "org.gradus." + room + "..";
  }
}
