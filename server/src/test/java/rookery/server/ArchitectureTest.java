package rookery.server;

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
/// `rookery.server` itself builds everything, so it may import all and nothing may import it.
final class ArchitectureTest {
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("rookery.server");

  /// Under these names a line of the map means several packages.
  private static final List<String> FEATURES =
      List.of("account", "roster", "group", "chat", "presence", "keeper");

  @ParameterizedTest
  @CsvSource({
    // Who hands frames on knows `Frame`; features and store see messages only.
    "session,  protocol codec",
    "dispatch, log limit session protocol codec",
    "limit,    session protocol",
    "observe,  session protocol",
    "log,      session protocol",
    "route,    log session protocol codec",
    // One feature may use another; that this goes in one direction is the rule about circles.
    "account,  features dispatch log route limit session protocol",
    "roster,   features dispatch log route limit session protocol",
    "group,    features dispatch log route limit session protocol",
    "chat,     features dispatch log route limit session protocol",
    "keeper,   features dispatch log route limit session protocol",
    "presence, features dispatch log route limit session protocol",
    "db,       features log protocol",
    "redis,    features log route session protocol codec",
    "wire,     dispatch limit session protocol codec",
  })
  void packageImportsOnlyWhatTheMapAllows(String name, String allowed) {
    List<String> packages = new ArrayList<>(packagesOf(name));
    for (String other : allowed.split(" ", -1)) {
      packages.addAll(packagesOf(other));
    }
    classes()
        .that()
        .resideInAPackage("rookery.server." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("rookery.."))
                .or(resideInAnyPackage(packages.toArray(String[]::new))))
        .check(SERVER);
  }

  private static List<String> packagesOf(String name) {
    return switch (name) {
      case "protocol" -> List.of("rookery.protocol");
      case "codec" -> List.of("rookery.protocol.codec");
      case "features" -> FEATURES.stream().flatMap(f -> packagesOf(f).stream()).toList();
      default -> List.of("rookery.server." + name + "..");
    };
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("rookery.server.(*)..").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void nothingImportsThePackageThatBuildsItAll() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rookery.server")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("rookery.server")
        .check(SERVER);
  }

  @Test
  void helidonStaysAtTheRim() {
    onlyIn(List.of("wire..", "db..", "observe.."), "io.helidon..");
  }

  @Test
  void redisStaysInItsAdapter() {
    onlyIn(List.of("redis.."), "io.lettuce..", "io.netty..", "reactor..");
  }

  @Test
  void sqlStaysInItsAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rookery.server.db..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "com.zaxxer..",
            "org.h2..",
            "com.mysql..",
            "org.flywaydb..")
        .check(SERVER);
  }

  @Test
  void socketsStayInTheListeners() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rookery.server.wire..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\..*Socket.*|java\\.nio\\.channels\\..*(Socket|Datagram).*")
        .check(SERVER);
  }

  /// `rookery.server` may know any technology, since it configures all of them.
  private static void onlyIn(List<String> packages, String... technology) {
    List<String> rim = new ArrayList<>(List.of("rookery.server"));
    packages.forEach(name -> rim.add("rookery.server." + name));
    noClasses()
        .that()
        .resideOutsideOfPackages(rim.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology)
        .check(SERVER);
  }

  @Test
  void onlyMainPrints() {
    noClasses()
        .that(not(belongToAnyOf(Main.class)))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(SERVER);
  }

  @Test
  void exceptionsAreSpecific() {
    GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(SERVER);
  }
}
