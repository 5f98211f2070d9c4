package rookery.loadtest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/// What measures a system shares nothing with it but the wire.
final class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("rookery.loadtest");

  @Test
  void importsOnlyTheWire() {
    classes()
        .that()
        .resideInAPackage("rookery.loadtest..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("rookery.."))
                .or(
                    resideInAnyPackage(
                        "rookery.loadtest..", "rookery.protocol", "rookery.protocol.codec")))
        .check(MODULE);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("rookery.loadtest.(*)..").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  void exceptionsAreSpecific() {
    GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(MODULE);
  }
}
