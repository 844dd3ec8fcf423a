package cn.dengyun.voucher.application;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.startup.ClockProducer;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.voucher.application.domain.Signals;
import cn.dengyun.voucher.application.domain.VoucherApplication;
import cn.dengyun.voucher.application.domain.VoucherRequest;
import cn.dengyun.voucher.application.store.EvidenceStore;
import cn.dengyun.voucher.application.store.EvidenceStore.PriorContract;
import cn.dengyun.voucher.application.store.EvidenceStore.ProviderCounts;
import cn.dengyun.voucher.policy.DecisionRecords;
import cn.dengyun.voucher.policy.domain.RuleSet;
import cn.dengyun.voucher.policy.domain.fraud.FraudRules;
import cn.dengyun.voucher.policy.domain.fraud.FraudSignals;
import cn.dengyun.voucher.policy.domain.fraud.FraudSignals.Concentration;
import cn.dengyun.voucher.policy.domain.fraud.FraudSignals.EvidenceKind;
import cn.dengyun.voucher.policy.domain.fraud.FraudSignals.Party;
import cn.dengyun.voucher.policy.domain.fraud.FraudSignals.PriorUse;
import cn.dengyun.voucher.policy.domain.fraud.FraudSignals.Substance;
import cn.dengyun.voucher.policy.domain.fraud.FraudThresholds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks for what is suspicious about an application when a reviewer takes it up. */
@ApplicationScoped
class SignalService {

    private static final Duration RECENT = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);

    private final EvidenceStore evidence;
    private final CertifiedStandings standings;
    private final ProviderService providers;

    SignalService(EvidenceStore evidence, CertifiedStandings standings, ProviderService providers) {
        this.evidence = evidence;
        this.standings = standings;
        this.providers = providers;
    }

    /** What the fraud rules say about it now. */
    Uni<Signals> look(SqlConnection connection, VoucherApplication application, RuleSet rules, Instant now) {
        Set<UUID> named = Set.copyOf(application.request().providers());
        return providers
                .findAll(named)
                .chain(known -> standings
                        .of(connection, organizations(application, known))
                        .chain(found -> evidence.priorUses(connection, application)
                                .chain(uses -> evidence.requestsSince(
                                                connection,
                                                application,
                                                application.submittedAt().minus(RECENT))
                                        .chain(requests -> evidence.counts(
                                                        connection,
                                                        application,
                                                        application
                                                                .submittedAt()
                                                                .minus(WEEK))
                                                .map(counts -> signals(
                                                        application, rules, known, found, uses, requests, counts))))))
                .map(signals -> new Signals(FraudRules.judge(signals, FraudThresholds.standard()), List.of(), now));
    }

    private static List<UUID> organizations(VoucherApplication application, Map<UUID, Provider> known) {
        List<UUID> ids = new ArrayList<>(List.of(application.organizationId()));
        known.values().forEach(provider -> ids.add(provider.organizationId()));
        return ids;
    }

    private static FraudSignals signals(
            VoucherApplication application,
            RuleSet rules,
            Map<UUID, Provider> providers,
            Map<UUID, CertifiedStanding> standings,
            List<PriorContract> uses,
            List<String> requests,
            ProviderCounts counts) {
        CertifiedStanding own = standings.get(application.organizationId());
        UUID provider = application.request().provider();
        Provider named = provider == null ? null : providers.get(provider);
        CertifiedStanding seller = named == null ? null : standings.get(named.organizationId());
        boolean isOwn = providers.values().stream()
                .anyMatch(each -> each.organizationId().equals(application.organizationId()));
        return new FraudSignals(
                uses.stream()
                        .map(use -> new PriorUse(EvidenceKind.CONTRACT, use.number(), use.applicationId()))
                        .toList(),
                party(own),
                seller == null ? null : party(seller),
                null,
                isOwn,
                isOwn,
                null,
                null,
                substance(application, own),
                application.providerId() == null
                        ? null
                        : new Concentration(counts.vouchers(), counts.ofSameCity(), counts.ofSameWeek(), null),
                amount(application.request()),
                recent(requests, provider),
                rules.splitThresholdFen() == null
                        ? null
                        : rules.splitThresholdFen().value());
    }

    private static Party party(CertifiedStanding standing) {
        return new Party(null, standing.contactPhone(), null, null, null);
    }

    private static Substance substance(VoucherApplication application, CertifiedStanding own) {
        return new Substance(
                application.checked().registeredOn(),
                LocalDate.ofInstant(application.submittedAt(), ClockProducer.BUSINESS_ZONE),
                own.staffCount(),
                own.revenueFen(),
                own.assetsFen(),
                own.industryCode(),
                null);
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
