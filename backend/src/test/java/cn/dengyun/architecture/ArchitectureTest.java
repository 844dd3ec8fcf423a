package cn.dengyun.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code keeps every rule, and every rule has been seen to fail on the class planted against it. */
class ArchitectureTest {

    private static final String BASE = "cn.dengyun";
    private static final String PLANTED = "cn.dengyun.architecture.planted";

    private static final Pattern MAIN_CODE_OF_THE_SAMPLE =
            Pattern.compile(".*/sample/Suggestion(?!Test|Access)[A-Za-z$0-9]*\\.class");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);
    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

    /** What each rule must name when it looks at the planted classes. */
    private static final Map<String, List<String>> PLANTED_AGAINST = Map.ofEntries(
            Map.entry(
                    "domain is plain Java",
                    List.of(
                            "planted.voucher.domain.VoucherThatKnowsAFramework",
                            "planted.voucher.deep.inner.domain.DeepValueThatKnowsAFramework")),
            Map.entry("shared knows no framework", List.of("planted.shared.ValueThatKnowsAFramework")),
            Map.entry("platform knows no slice", List.of("planted.platform.TechnologyThatKnowsASlice")),
            Map.entry(
                    "slices keep their order",
                    List.of(
                            "planted.reference.ReferenceThatKnowsTrade",
                            "planted.reference.deep.inner.DeepReferenceThatKnowsTrade")),
            Map.entry("slices have no cycles", List.of("planted.identity.PersonWhoKnowsTheProvider")),
            Map.entry(
                    "the packages of identity have no cycles",
                    List.of("planted.identity.account.deep.AccountThatKnowsTheSession")),
            Map.entry(
                    "store and rest are private to their slice",
                    List.of(
                            "planted.trade.TradeThatReachesIntoVoucher",
                            "planted.trade.deep.inner.TradeThatReachesDeepIntoVoucher")),
            Map.entry(
                    "rest reaches the store through the service",
                    List.of(
                            "planted.voucher.rest.ResourceThatReadsTheStore",
                            "planted.voucher.deep.inner.rest.DeepView")),
            Map.entry("only rest knows rest", List.of("planted.voucher.deep.inner.ReviewThatKnowsRest")),
            Map.entry("a store knows no service", List.of("planted.voucher.deep.inner.store.RowsThatKnowAService")),
            Map.entry("resources begin no unit of work", List.of("planted.voucher.rest.ResourceThatBeginsAUnitOfWork")),
            Map.entry("nobody waits for a Uni", List.of("planted.trade.TradeThatWaits")),
            Map.entry(
                    "one Hibernate session does one thing at a time", List.of("planted.trade.TradeThatSharesASession")),
            Map.entry("sessions are opened at one place", List.of("planted.trade.TradeThatOpensASession")),
            Map.entry("Hibernate writes no batches", List.of("planted.trade.TradeThatWritesBatches")),
            Map.entry("every operation is named", List.of("planted.voucher.rest.ResourceWithoutAnything.read")),
            Map.entry(
                    "every operation says who may call it",
                    List.of("planted.voucher.rest.ResourceWithoutAnything.read")),
            Map.entry(
                    "no client cancels a write by hanging up",
                    List.of("planted.voucher.rest.ResourceWithoutAnything.write")),
            Map.entry("slices ask the clock they are given", List.of("planted.trade.TradeThatReadsTheWallClock")),
            Map.entry("configuration is mapped", List.of("planted.trade.TradeWithAConfiguredField")),
            Map.entry("names say what a thing is", List.of("planted.trade.TradeManager")));

    @ParameterizedTest
    @MethodSource("rules")
    void theCodeKeepsEveryRule(String name) {
        ArchRule rule = new ArchitectureRules(BASE).all().get(name);

        rule.check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSampleKeepsEveryRule(String name) {
        JavaClasses sample = new ClassFileImporter()
                .withImportOption(location -> location.matches(MAIN_CODE_OF_THE_SAMPLE))
                .importPackages(BASE + ".sample");

        new ArchitectureRules(BASE).all().get(name).check(sample);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleFailsOnTheClassPlantedAgainstIt(String name) {
        ArchRule rule = new ArchitectureRules(PLANTED).all().get(name);
        assertThat(PLANTED_AGAINST).containsKey(name);

        assertThatThrownBy(() -> rule.check(VIOLATIONS))
                .isInstanceOf(AssertionError.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(PLANTED_AGAINST.get(name)));
    }

    static Stream<String> rules() {
        return new ArchitectureRules(BASE).all().keySet().stream();
    }
}
