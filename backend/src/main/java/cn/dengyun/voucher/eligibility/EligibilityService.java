package cn.dengyun.voucher.eligibility;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.startup.ClockProducer;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.budget.store.BudgetStore;
import cn.dengyun.voucher.eligibility.store.StandingStore;
import cn.dengyun.voucher.policy.OfferingLayers;
import cn.dengyun.voucher.policy.domain.ApplicantFacts;
import cn.dengyun.voucher.policy.domain.ApplicantFacts.Standing;
import cn.dengyun.voucher.policy.domain.Ask;
import cn.dengyun.voucher.policy.domain.DecisionRecord;
import cn.dengyun.voucher.policy.domain.RuleSet;
import cn.dengyun.voucher.policy.domain.Ruled;
import cn.dengyun.voucher.policy.domain.Situation;
import cn.dengyun.voucher.programme.ProgrammeService;
import cn.dengyun.voucher.programme.RuleVersions;
import cn.dengyun.voucher.programme.domain.Programme;
import cn.dengyun.voucher.programme.domain.ProgrammeStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Judges what somebody might apply for, by the rules in force and by how things stand now. */
@ApplicationScoped
public class EligibilityService {

    private static final LocalDate FIRST_DAY = LocalDate.of(1800, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    private final Pool pool;
    private final ProgrammeService programmes;
    private final RuleVersions rules;
    private final BudgetStore budgets;
    private final StandingStore store;
    private final CertifiedStandings standings;
    private final ProviderService providers;
    private final CatalogueService catalogue;
    private final ReferenceService reference;
    private final Clock clock;

    EligibilityService(
            Pool pool,
            ProgrammeService programmes,
            RuleVersions rules,
            BudgetStore budgets,
            StandingStore store,
            CertifiedStandings standings,
            ProviderService providers,
            CatalogueService catalogue,
            ReferenceService reference,
            Clock clock) {
        this.pool = pool;
        this.programmes = programmes;
        this.rules = rules;
        this.budgets = budgets;
        this.store = store;
        this.standings = standings;
        this.providers = providers;
        this.catalogue = catalogue;
        this.reference = reference;
        this.clock = clock;
    }

    /**
     * What the rules say to the actor's organisation. Nothing is stored and nothing is held.
     *
     * <p>Rejects with {@code programme-not-found}, {@code rule-version-not-found} (404) and {@code invalid-request}
     * (400; all defects).
     */
    public Uni<DecisionRecord> check(Actor actor, EligibilityForms.NewCheck form) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return programmes
                .find(actor, form.programmeId())
                .chain(programme -> ask(form)
                        .chain(ask -> rules.get(pool, programme.id(), programme.ruleVersion())
                                .chain(inForce -> applicant(actor.organizationId(), form)
                                        .chain(facts -> decide(programme, inForce, facts, ask, now)))));
    }

    private Uni<DecisionRecord> decide(
            Programme programme, RuleSet inForce, ApplicantFacts facts, Ask ask, Instant now) {
        UUID provider = providerOf(ask);
        return store.look(pool, programme.id(), facts.organizationId(), provider)
                .chain(found -> budgets.nearest(pool, programme.id(), upwards(facts.regionCode()))
                        .map(budget -> DecisionRecord.of(
                                programme.id(),
                                programme.ruleVersion(),
                                inForce,
                                facts.withCommitted(found.committedFen()),
                                ask,
                                new Situation(
                                        programme.regionCode(),
                                        programme.opensAt(),
                                        programme.closesAt(),
                                        programme.statusAt(now) == ProgrammeStatus.SUSPENDED,
                                        budget == null ? Long.valueOf(0) : Long.valueOf(budget.availableFen()),
                                        provider == null ? null : providerLeft(inForce, ask, found),
                                        now))));
    }

    private static UUID providerOf(Ask ask) {
        List<UUID> named =
                ask.lines().stream().map(Ask.Line::providerId).distinct().toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /** What is left of the ceiling that was set for it, else of the one by the rules. */
    private static Long providerLeft(RuleSet inForce, Ask ask, StandingStore.Found found) {
        if (found.ceilingFen() != null) {
            return found.ceilingFen() < 0 ? Long.MAX_VALUE : found.ceilingFen() - found.takenFen();
        }
        Ruled<Long> ceiling =
                ask.lines().get(0).platformProvider() ? inForce.platformCeilingFen() : inForce.otherCeilingFen();
        return ceiling == null ? null : ceiling.value();
    }

    /** The region by its code in force, what it lies in, and so on. */
    private List<String> upwards(String region) {
        if (!RegionCode.hasForm(region)) {
            return List.of();
        }
        List<String> path = new ArrayList<>();
        RegionCode own = new RegionCode(region);
        for (RegionCode code = own; code != null; code = code.parent().orElse(null)) {
            // A county under the province directly has nothing of its city's money.
            if (!(code.isCity() && own.isUnderTheProvince())) {
                path.add(code.value());
            }
        }
        return path;
    }

    private Uni<ApplicantFacts> applicant(UUID organization, EligibilityForms.NewCheck form) {
        List<UUID> ids = List.of(organization);
        return standings
                .of(pool, ids)
                .chain(known -> providers
                        .among(pool, ids)
                        .map(providing -> facts(known.get(organization), providing.contains(organization), form)));
    }

    private ApplicantFacts facts(CertifiedStanding standing, boolean isProvider, EligibilityForms.NewCheck form) {
        return new ApplicantFacts(
                standing.organizationId(),
                standing.creditCode(),
                standingOf(standing),
                null,
                inForce(standing.region()),
                standing.industryCode(),
                standing.size(),
                form.registeredOn(),
                standing.revenueFen(),
                standing.tags(),
                isProvider,
                form.violations(),
                0,
                List.of());
    }

    private String inForce(String region) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE);
        return reference.regionsInForce(region, today).stream().findFirst().orElse(region);
    }

    private static Standing standingOf(CertifiedStanding standing) {
        if (standing.isFrozen()) {
            return Standing.FROZEN;
        }
        if (standing.isCertified()) {
            return Standing.CERTIFIED;
        }
        if (standing.isPending()) {
            return Standing.PENDING;
        }
        return standing.isRevoked() ? Standing.REVOKED : Standing.NONE;
    }

    /** The lines with layers and providers as the catalogue has them. Rejects with {@code invalid-request}. */
    private Uni<Ask> ask(EligibilityForms.NewCheck form) {
        List<UUID> chosen = form.lines().stream()
                .map(EligibilityForms.Line::offeringId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(chosen)
                .onItem()
                .transformToUniAndConcatenate(id -> catalogue
                        .orderable(id)
                        .onFailure(Rejection.class)
                        .recoverWithItem(new OrderableOffering(id, null, 0, null, false, false)))
                .collect()
                .asMap(OrderableOffering::id)
                .chain(offerings ->
                        providers.findAll(named(form, offerings)).map(known -> ask(form, offerings, known)));
    }

    private static Set<UUID> named(EligibilityForms.NewCheck form, Map<UUID, OrderableOffering> offerings) {
        Set<UUID> ids = new HashSet<>();
        form.lines().forEach(line -> ids.add(line.providerId()));
        offerings.values().forEach(offering -> ids.add(offering.providerId()));
        ids.remove(null);
        return ids;
    }

    private static Ask ask(
            EligibilityForms.NewCheck form, Map<UUID, OrderableOffering> offerings, Map<UUID, Provider> providers) {
        List<Defect> defects = new ArrayList<>();
        List<Ask.Line> lines = new ArrayList<>();
        for (int i = 0; i < form.lines().size(); i++) {
            lines.add(line(form.lines().get(i), "/lines/" + i, offerings, providers, defects));
        }
        require(defects, form.registeredOn(), "/registeredOn");
        if (form.violations() != null) {
            form.violations().forEach(day -> require(defects, day, "/violations"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new Ask(lines, form.otherFiscalMoney(), Boolean.TRUE.equals(form.acceptsLess()));
    }

    private static void require(List<Defect> defects, LocalDate day, String pointer) {
        if (day != null && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            defects.add(Defect.at(pointer, "eligibility-day-unfit"));
        }
    }

    private static Ask.Line line(
            EligibilityForms.Line line,
            String place,
            Map<UUID, OrderableOffering> offerings,
            Map<UUID, Provider> providers,
            List<Defect> defects) {
        OrderableOffering offering = line.offeringId() == null ? null : offerings.get(line.offeringId());
        boolean isChosen = offering != null && offering.isPublished() && offering.isVoucherEligible();
        if (offering != null && !isChosen) {
            defects.add(Defect.at(place + "/offeringId", "application-offering-unfit"));
        }
        if (offering == null && line.layer() == null) {
            defects.add(Defect.at(place + "/layer", "required"));
        }
        UUID provider = isChosen ? offering.providerId() : line.providerId();
        boolean isOther = line.providerId() != null && !line.providerId().equals(provider);
        if (isOther || provider != null && !providers.containsKey(provider)) {
            defects.add(Defect.at(place + "/providerId", "application-provider-unfit"));
        }
        boolean isDayFit = line.contractDate() == null
                || !line.contractDate().isBefore(FIRST_DAY)
                        && !line.contractDate().isAfter(LAST_DAY);
        if (!isDayFit) {
            defects.add(Defect.at(place + "/contractDate", "eligibility-day-unfit"));
        }
        Provider known = provider == null ? null : providers.get(provider);
        return new Ask.Line(
                line.offeringId(),
                isChosen ? OfferingLayers.of(offering.kind()) : line.layer(),
                provider,
                known != null && known.kinds().contains(ProviderKind.CLOUD_PLATFORM),
                line.inclTaxFen(),
                line.exTaxFen(),
                isDayFit ? line.contractDate() : null);
    }
}
