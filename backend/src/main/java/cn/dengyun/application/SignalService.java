package cn.dengyun.application;

import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.application.store.EvidenceStore;
import cn.dengyun.application.store.EvidenceStore.ProviderCounts;
import cn.dengyun.application.store.EvidenceStore.Use;
import cn.dengyun.application.store.OriginStore;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.identity.organization.OrganizationTraits;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.fraud.FraudRules;
import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.policy.domain.fraud.FraudSignals.Concentration;
import cn.dengyun.policy.domain.fraud.FraudSignals.Party;
import cn.dengyun.policy.domain.fraud.FraudSignals.PriorUse;
import cn.dengyun.policy.domain.fraud.FraudSignals.Substance;
import cn.dengyun.policy.domain.fraud.FraudSignals.Traffic;
import cn.dengyun.policy.domain.fraud.FraudThresholds;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.payee.PayeeAccountService;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what is suspicious about an application when a reviewer takes it up. */
@ApplicationScoped
class SignalService {

    private static final Duration RECENT = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);

    /** More of them say nothing more. */
    private static final int MAX_USES = 20;

    private final EvidenceStore evidence;
    private final CertifiedStandings standings;
    private final ProviderService providers;
    private final OriginStore origins;
    private final OrganizationLinks links;
    private final PayeeAccountService accounts;

    SignalService(
            EvidenceStore evidence,
            CertifiedStandings standings,
            ProviderService providers,
            OriginStore origins,
            OrganizationLinks links,
            PayeeAccountService accounts) {
        this.evidence = evidence;
        this.standings = standings;
        this.providers = providers;
        this.origins = origins;
        this.links = links;
        this.accounts = accounts;
    }

    /**
     * What the fraud rules say about it now.
     *
     * @param checked what reviewers have looked up about it
     */
    Uni<ApplicationSignals> look(
            SqlConnection connection,
            VoucherApplication application,
            CheckedFacts checked,
            RuleSet rules,
            Instant now) {
        return parties(connection, application)
                .chain(parties -> surroundings(connection, application, parties)
                        .map(around -> signals(application, checked, rules, parties, around, now)))
                .map(signals ->
                        new ApplicationSignals(FraudRules.judge(signals, FraudThresholds.standard()), List.of(), now));
    }

    /**
     * What was found, with what its evidence was used for by now: somebody may have been certified or approved since.
     *
     * @return null when nobody has looked yet
     */
    Uni<ApplicationSignals> renewed(SqlConnection connection, VoucherApplication application) {
        if (application.signals() == null) {
            return Uni.createFrom().nullItem();
        }
        ApplicationSignals found = DecisionRecords.read(application.signals(), ApplicationSignals.class);
        return priorUses(connection, application)
                .map(uses -> found.renewed(FraudRules.evidenceUsedBefore(
                        application.request().contracts().isEmpty() ? null : uses, FraudThresholds.standard())));
    }

    /** By others that are certified: whoever is not yet could name any number. */
    private Uni<List<PriorUse>> priorUses(SqlConnection connection, VoucherApplication application) {
        return application.request().contracts().isEmpty()
                ? Uni.createFrom().item(List.of())
                : priorUses(connection, application, Ids.OLDEST);
    }

    private Uni<List<PriorUse>> priorUses(SqlConnection connection, VoucherApplication application, UUID after) {
        return evidence.otherUses(connection, application, after)
                .chain(page -> standings
                        .of(
                                connection,
                                page.stream()
                                        .map(Use::organizationId)
                                        .distinct()
                                        .toList())
                        .chain(known -> {
                            List<PriorUse> counting = page.stream()
                                    .filter(use -> isCertified(known.get(use.organizationId())))
                                    .limit(MAX_USES)
                                    .map(use -> new PriorUse(use.kind(), use.number(), use.applicationId()))
                                    .toList();
                            return !counting.isEmpty() || page.size() < EvidenceStore.PAGE
                                    ? Uni.createFrom().item(counting)
                                    : priorUses(
                                            connection,
                                            application,
                                            page.get(page.size() - 1).applicationId());
                        }));
    }

    private static boolean isCertified(CertifiedStanding standing) {
        return standing != null && standing.isCertified();
    }

    /**
     * @param sellers the providers that are named
     * @param isOpen whether a part of what is wanted names no provider
     * @param isOwn whether the applicant is one of them
     */
    private record Parties(CertifiedStanding own, List<CertifiedStanding> sellers, boolean isOpen, boolean isOwn) {

        List<UUID> organizations() {
            return Stream.concat(Stream.of(own), sellers.stream())
                    .map(CertifiedStanding::organizationId)
                    .distinct()
                    .toList();
        }
    }

    private Uni<Parties> parties(SqlConnection connection, VoucherApplication application) {
        return providers
                .findAll(connection, application.request().providers())
                .chain(known -> standings
                        .of(connection, organizations(application, known))
                        .map(found -> parties(application, known, found)));
    }

    private static Parties parties(
            VoucherApplication application, Map<UUID, Provider> providers, Map<UUID, CertifiedStanding> standings) {
        List<CertifiedStanding> sellers = application.request().providers().stream()
                .map(providers::get)
                .filter(Objects::nonNull)
                .map(provider -> standings.get(provider.organizationId()))
                .filter(Objects::nonNull)
                .toList();
        boolean isOpen = sellers.size() < application.request().providers().size()
                || application.request().lines().stream().anyMatch(line -> line.providerId() == null);
        boolean isOwn = providers.values().stream()
                .anyMatch(each -> each.organizationId().equals(application.organizationId()));
        return new Parties(standings.get(application.organizationId()), sellers, isOpen, isOwn);
    }

    private record Surroundings(
            List<PriorUse> uses,
            List<String> requests,
            ProviderCounts counts,
            Traffic traffic,
            Set<UUID> linked,
            Map<UUID, String> accounts) {}

    private Uni<Surroundings> surroundings(SqlConnection connection, VoucherApplication application, Parties parties) {
        Instant submitted = application.submittedAt();
        return Uni.combine()
                .all()
                .unis(
                        priorUses(connection, application),
                        evidence.requestsSince(connection, application, submitted.minus(RECENT)),
                        evidence.counts(connection, application, submitted.minus(WEEK)),
                        traffic(connection, application, parties.own()),
                        linked(connection, parties, submitted),
                        accounts.numbersOf(connection, parties.organizations(), submitted))
                .with(Surroundings::new);
    }

    private Uni<Traffic> traffic(SqlConnection connection, VoucherApplication application, CertifiedStanding own) {
        return links.ofPhone(connection, own.traits().contactPhone())
                .chain(sameContact ->
                        origins.traffic(connection, application.id(), sameContact, application.providerId()))
                .map(found -> found == null
                        ? null
                        : new Traffic(
                                found.fromSameAddress(),
                                null,
                                null,
                                found.enterprises(),
                                found.addressToProvider(),
                                found.enterprisesToProvider()));
    }

    /** Which of the sellers the applicant is linked with. */
    private Uni<Set<UUID>> linked(SqlConnection connection, Parties parties, Instant at) {
        UUID own = parties.own().organizationId();
        return Multi.createFrom()
                .iterable(parties.sellers())
                .map(CertifiedStanding::organizationId)
                .onItem()
                .transformToUniAndConcatenate(seller -> links.areLinked(connection, own, seller, at)
                        .map(isLinked -> isLinked || seller.equals(own) ? seller : null))
                .collect()
                .with(Collectors.toSet());
    }

    private static List<UUID> organizations(VoucherApplication application, Map<UUID, Provider> known) {
        List<UUID> ids = new ArrayList<>(List.of(application.organizationId()));
        known.values().forEach(provider -> ids.add(provider.organizationId()));
        return ids;
    }

    /** One for each provider. What the platform does not keep stays unknown: shareholders, groups and devices. */
    private static List<FraudSignals> signals(
            VoucherApplication application,
            CheckedFacts checked,
            RuleSet rules,
            Parties parties,
            Surroundings around,
            Instant now) {
        Substance substance = substance(application, checked, parties.own(), now);
        List<FraudSignals> signals = new ArrayList<>();
        parties.sellers()
                .forEach(seller -> signals.add(signals(application, rules, parties, seller, substance, around)));
        if (signals.isEmpty() || parties.isOpen()) {
            signals.add(signals(application, rules, parties, null, substance, around));
        }
        return signals;
    }

    /** @param seller null where none is named */
    private static FraudSignals signals(
            VoucherApplication application,
            RuleSet rules,
            Parties parties,
            CertifiedStanding seller,
            Substance substance,
            Surroundings around) {
        ProviderCounts counts = around.counts();
        return new FraudSignals(
                application.request().contracts().isEmpty() ? null : around.uses(),
                party(parties.own(), around),
                seller == null ? null : party(seller, around),
                null,
                seller != null && around.linked().contains(seller.organizationId()),
                parties.isOwn(),
                null,
                around.traffic(),
                substance,
                application.providerId() == null
                        ? null
                        : new Concentration(counts.vouchers(), counts.ofSameCity(), counts.ofSameWeek(), null),
                amount(application.request()),
                recent(around.requests(), application.request().provider()),
                rules.splitThresholdFen() == null
                        ? null
                        : rules.splitThresholdFen().value());
    }

    private static Party party(CertifiedStanding standing, Surroundings around) {
        OrganizationTraits traits = standing.traits();
        return new Party(
                traits.legalRepresentative(),
                traits.contactPhone(),
                traits.registeredAddress(),
                around.accounts().get(standing.organizationId()),
                traits.controller(),
                standing.nameZh());
    }

    /** What a reviewer has looked up goes before what the enterprise is certified with. */
    private static Substance substance(
            VoucherApplication application, CheckedFacts checked, CertifiedStanding own, Instant now) {
        OrganizationTraits traits = own.traits();
        return new Substance(
                checked.registeredOn() == null ? traits.registeredOn() : checked.registeredOn(),
                LocalDate.ofInstant(application.submittedAt(), ClockProducer.BUSINESS_ZONE),
                own.staffCount(),
                own.revenueFen(),
                own.assetsFen(),
                own.industryCode(),
                checked.registeredIndustry() == null ? traits.registeredIndustry() : checked.registeredIndustry(),
                traits.deregisteredOn(),
                LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE));
    }

    private static long amount(VoucherRequest request) {
        return request.lines().stream().mapToLong(VoucherRequest.Line::exTaxFen).sum();
    }

    private static List<Long> recent(List<String> requests, UUID provider) {
        return requests.stream()
                .map(text -> DecisionRecords.read(text, VoucherRequest.class))
                .filter(request -> provider == null || provider.equals(request.provider()))
                .map(SignalService::amount)
                .toList();
    }
}
