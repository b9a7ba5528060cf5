package dev.laurel.local;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Who may import whom, and where clocks, randomness, the environment and AWS may stand.
@AnalyzeClasses(packages = "dev.laurel", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  /// What each room may import of ours, besides itself.
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          "storage", List.of(),
          "json", List.of(),
          "credentials", List.of("json"),
          "runtime", List.of("storage", "json"),
          "issuers", List.of("credentials", "storage", "json"),
          "assessment", List.of("issuers", "credentials", "storage", "json"),
          "tlog", List.of("credentials", "storage", "json"),
          "verification", List.of("credentials", "tlog", "storage", "json"),
          "issuance",
              List.of(
                  "credentials",
                  "tlog",
                  "assessment",
                  "issuers",
                  "verification",
                  "storage",
                  "json"),
          "notification", List.of("credentials", "verification", "storage", "json"));

  /// Tests of rooms; the production classes of the test kit are no part of any artifact.
  private static final String[] OUTERMOST = {
    "dev.laurel.local..", "dev.laurel.bench..", "dev.laurel.testkit.."
  };

  @ArchTest
  static void rooms_importOnlyTheirNeighbours(
      com.tngtech.archunit.core.domain.JavaClasses classes) {
    ROOMS.forEach((room, neighbours) -> {
      String[] allowed =
          Stream.concat(Stream.of(room), neighbours.stream())
              .map(r -> "dev.laurel." + r + "..")
              .toArray(String[]::new);
      DescribedPredicate<JavaClass> others =
          resideInAPackage("dev.laurel..")
              .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed)))
              .as("another room than %s", neighbours);
      noClasses()
          .that()
          .resideInAPackage("dev.laurel." + room + "..")
          .should()
          .dependOnClassesThat(others)
          .check(classes);
    });
  }

  @ArchTest
  static final ArchRule functions_neverImportEachOther =
      com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
          .matching("dev.laurel.functions.(*)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule functions_areImportedByNobodyButLocal =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.laurel.functions..", "dev.laurel.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.laurel.functions..");

  @ArchTest
  static final ArchRule verification_neverTouchesWhatSigns =
      noClasses()
          .that()
          .resideInAnyPackage("dev.laurel.verification..", "dev.laurel.functions.verification..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.laurel.issuance..",
              "dev.laurel.aws.kms..",
              "dev.laurel.aws.ses..",
              "dev.laurel.aws.s3..",
              "java.awt..",
              "javax.imageio..");

  @ArchTest
  static final ArchRule embedded_isImportedByLocalOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.laurel.embedded..", "dev.laurel.local..", "dev.laurel.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.laurel.embedded..");

  @ArchTest
  static final ArchRule awsSdk_standsOnlyInAdaptersAndWiring =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.laurel.aws..", "dev.laurel.local..")
          .and()
          .haveSimpleNameNotContaining("Wiring")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule lambda_standsOnlyAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.laurel.runtime..", "dev.laurel.functions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.amazonaws..", "org.crac..");

  /// Where the world may be asked for the time, for chance and for the environment. Adapters' own
  /// `prime` runs before a snapshot over canned answers and leaves nothing behind.
  private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction pure() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(Stream.of(OUTERMOST), Stream.of("dev.laurel.runtime.."))
                .toArray(String[]::new))
        .and()
        .haveSimpleNameNotContaining("Wiring");
  }

  @ArchTest
  static final ArchRule time_isPassedIn =
      pure()
          .should()
          .callMethodWhere(
              target(owner(JavaClass.Predicates.assignableTo(Instant.class)))
                  .and(target(name("now"))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethodWhere(
              target(owner(JavaClass.Predicates.assignableTo(Clock.class)))
                  .and(
                      target(
                          DescribedPredicate.describe(
                              "a system clock", t -> t.getName().startsWith("system")))));

  @ArchTest
  static final ArchRule systemClocks_standInWiring =
      pure()
          .and()
          .resideOutsideOfPackage("dev.laurel.aws..")
          .should()
          .callMethod(InstantSource.class, "system");

  @ArchTest
  static final ArchRule chance_isPassedIn =
      pure()
          .should()
          .callConstructorWhere(
              target(owner(JavaClass.Predicates.assignableTo(java.util.Random.class)))
                  .and(target(rawParameterTypes(List.of()))))
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethodWhere(
              target(owner(JavaClass.Predicates.type(SecureRandom.class)))
                  .and(target(name("getInstanceStrong"))));

  /// Handlers hand the environment to their wiring: Lambda makes them, nobody else can.
  @ArchTest
  static final ArchRule environment_isReadAtTheEdge =
      pure()
          .and()
          .haveSimpleNameNotEndingWith("Handler")
          .should()
          .callMethodWhere(
              target(owner(JavaClass.Predicates.type(System.class))).and(target(name("getenv"))));

  @ArchTest
  static final ArchRule handlers_areThin =
      classes()
          .that()
          .haveSimpleNameEndingWith("Handler")
          .and()
          .resideInAPackage("dev.laurel.functions..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "dev.laurel..");
}
