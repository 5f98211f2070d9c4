package rookery.tui;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The package map: who may know whom, and which technology stays where.
///
/// `rookery.tui` itself joins everything, so it may import all and nothing but the demo may import
/// it.
final class ArchitectureTest {
  private static final JavaClasses CLIENT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("rookery.tui");

  @ParameterizedTest
  @CsvSource({
    "model,   protocol",
    "net,     protocol codec",
    "cache,   model protocol codec",
    "command, model net cache protocol",
    "term,    protocol",
    "view,    model command term protocol",
    "plain,   model command view protocol",
    "ssh,     model command view protocol",
  })
  void packageImportsOnlyWhatTheMapAllows(String name, String allowed) {
    List<String> packages = new ArrayList<>(List.of(packageOf(name)));
    for (String other : allowed.split(" ", -1)) {
      packages.add(packageOf(other));
    }
    classes()
        .that()
        .resideInAPackage("rookery.tui." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("rookery.."))
                .or(resideInAnyPackage(packages.toArray(String[]::new))))
        .check(CLIENT);
  }

  private static String packageOf(String name) {
    return switch (name) {
      case "protocol" -> "rookery.protocol";
      case "codec" -> "rookery.protocol.codec";
      default -> "rookery.tui." + name + "..";
    };
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("rookery.tui.(*)..").should().beFreeOfCycles().check(CLIENT);
  }

  @Test
  void nothingImportsThePackageThatJoinsItAll() {
    noClasses()
        .that()
        .resideOutsideOfPackages("rookery.tui", "rookery.tui.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("rookery.tui")
        .check(CLIENT);
  }

  @Test
  void lanternaStaysOnTheScreen() {
    noClasses()
        .that()
        .resideOutsideOfPackages("rookery.tui.view..", "rookery.tui.term..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.googlecode.lanterna..")
        .check(CLIENT);
  }

  @Test
  void socketsStayInTheConnection() {
    noClasses()
        .that()
        // The demo looks for a free port before it starts its server.
        .resideOutsideOfPackages("rookery.tui.net..", "rookery.tui.demo..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.http\\..*|java\\.net\\..*Socket.*|java\\.nio\\.channels\\..*Socket.*")
        .check(CLIENT);
  }

  @Test
  void sqlStaysInTheCache() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rookery.tui.cache..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(CLIENT);
  }

  @Test
  void modelDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage("rookery.tui.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio..")
        .check(CLIENT);
  }

  @Test
  void onlyMainAndTheDemoPrint() {
    noClasses()
        .that(not(belongToAnyOf(Main.class).or(resideInAPackage("rookery.tui.demo.."))))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLIENT);
  }

  @Test
  void exceptionsAreSpecific() {
    GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLIENT);
  }
}
