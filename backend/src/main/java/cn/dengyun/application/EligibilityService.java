package cn.dengyun.application;

import cn.dengyun.application.domain.ProgrammeFit;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.RequestedLines;
import cn.dengyun.policy.RequestedLines.Resolved;
import cn.dengyun.policy.RequestedLines.Wanted;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.ProgrammeLimits;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.RuleCitations;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.LimitUsage;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Judges what somebody might apply for, by the rules in force and by how things stand now. */
@ApplicationScoped
public class EligibilityService {

    private final Pool pool;
    private final ProgrammeService programmes;
    private final RuleVersions rules;
    private final RuleCitations citations;
    private final Budgets budgets;
    private final ProgrammeLimits limits;
    private final ApplicationStore applications;
    private final Applicants applicants;
    private final RequestedLines requested;
    private final ReferenceService reference;
    private final Clock clock;

    EligibilityService(
            Pool pool,
            ProgrammeService programmes,
            RuleVersions rules,
            RuleCitations citations,
            Budgets budgets,
            ProgrammeLimits limits,
            ApplicationStore applications,
            Applicants applicants,
            RequestedLines requested,
            ReferenceService reference,
            Clock clock) {
        this.pool = pool;
        this.programmes = programmes;
        this.rules = rules;
        this.citations = citations;
        this.budgets = budgets;
        this.limits = limits;
        this.applications = applications;
        this.applicants = applicants;
        this.requested = requested;
        this.reference = reference;
        this.clock = clock;
    }

    /**
     * What the rules say to the actor's organisation. Nothing is stored and nothing is held.
     *
     * <p>Rejects with {@code programme-not-found}, {@code rule-version-not-found} (404) and {@code invalid-request}
     * (400; all defects).
     */
    public Uni<Checked> check(Actor actor, EligibilityForms.NewCheck form) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return programmes
                .find(actor, form.programmeId())
                .chain(programme -> ask(form)
                        .chain(ask -> rules.get(pool, programme.id(), programme.ruleVersion())
                                .chain(inForce -> applicant(actor.organizationId(), form.checked())
                                        .chain(facts -> decide(programme, inForce, facts, ask, now))
                                        .chain(record -> checked(record, inForce, now)))));
    }

    private Uni<Checked> checked(DecisionRecord record, RuleSet inForce, Instant now) {
        return citations
                .links(pool, List.of(new RuleCitations.Dated(inForce, now)))
                .map(links -> new Checked(record, inForce.documentsToBring(), links.get(0)));
    }

    /**
     * What the rules say.
     *
     * @param requiredDocuments what has to be on the application when it is submitted
     * @param links to the clauses of the rules, by what these are called
     */
    public record Checked(
            DecisionRecord record, List<DocumentPurpose> requiredDocuments, Map<String, ClauseLink> links) {}

    /**
     * Programmes of vouchers that take, or will take, applications from where the actor's organisation is, newest
     * first, and what the rules of each say to the most that it could ask for. Rejects with {@code cursor-invalid}.
     */
    public Uni<Page<Match>> matches(Actor actor, boolean areAnnounced, String cursor, int limit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return applicant(actor.organizationId(), CheckedFacts.NONE)
                .chain(facts -> programmes
                        .list(
                                actor,
                                areAnnounced ? ProgrammeStatus.ANNOUNCED : ProgrammeStatus.OPEN,
                                null,
                                facts.regionCode() == null ? null : reference.around(facts.regionCode()),
                                ProgrammeKind.VOUCHER,
                                null,
                                cursor,
                                limit)
                        .chain(page -> Multi.createFrom()
                                .iterable(page.data())
                                .onItem()
                                .transformToUniAndConcatenate(programme -> match(programme, facts, now))
                                .collect()
                                .asList()
                                .map(matches -> new Page<>(matches, page.page()))));
    }

    private Uni<Match> match(Programme programme, ApplicantFacts facts, Instant now) {
        return rules.get(pool, programme.id(), programme.ruleVersion())
                .chain(inForce -> decide(programme, inForce, facts, Ask.most(inForce, now), now)
                        .chain(record -> checked(record, inForce, now))
                        .map(most -> new Match(programme, most)));
    }

    /**
     * A programme, and what its rules say.
     *
     * @param most about an application for as much as anybody could ask for, which leaves open only what is not known
     *     of the applicant
     */
    public record Match(Programme programme, Checked most) {

        public ProgrammeFit fit() {
            return ProgrammeFit.of(most.record().evaluation());
        }
    }

    private Uni<DecisionRecord> decide(
            Programme programme, RuleSet inForce, ApplicantFacts facts, Ask ask, Instant now) {
        UUID provider = providerOf(ask);
        return limits.look(pool, programme.id(), facts.organizationId(), provider)
                .chain(look -> quotaLeft(programme, facts.regionCode())
                        .map(left -> Judging.by(programme.terms(programme.ruleVersion(), inForce))
                                .suspended(programme.statusAt(now) == ProgrammeStatus.SUSPENDED)
                                .quotaLeft(left)
                                .providerLeft(provider == null ? null : providerLeft(inForce, ask, look))
                                .decide(facts.withCommitted(look.committedFen()), ask, now)));
    }

    /** What would be left to whoever applied now: nothing while others wait, for nobody overtakes them. */
    private Uni<Long> quotaLeft(Programme programme, String region) {
        return budgets.payingFor(pool, programme.id(), region).chain(budget -> {
            if (budget == null) {
                return Uni.createFrom().item(0L);
            }
            return applications
                    .isAnybodyWaiting(pool, budget.id())
                    .map(isWaiting -> isWaiting ? 0L : budget.availableFen());
        });
    }

    private static UUID providerOf(Ask ask) {
        List<UUID> named =
                ask.lines().stream().map(Ask.Line::providerId).distinct().toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /** What is left of the ceiling that was set for it, else of the one by the rules. */
    private static Long providerLeft(RuleSet inForce, Ask ask, LimitUsage look) {
        if (look.providerLeftFen() != null) {
            return look.providerLeftFen();
        }
        RuleParameter<Long> ceiling =
                ask.lines().get(0).platformProvider() ? inForce.platformCeilingFen() : inForce.otherCeilingFen();
        return ceiling == null ? null : ceiling.value();
    }

    private Uni<ApplicantFacts> applicant(UUID organization, CheckedFacts checked) {
        return applicants.of(pool, List.of(organization)).map(known -> {
            ApplicantFacts facts = known.get(organization).facts(checked, 0);
            return facts.withRegion(reference.codeInForce(facts.regionCode()));
        });
    }

    /** The lines with layers and providers as the catalogue has them. Rejects with {@code invalid-request}. */
    private Uni<Ask> ask(EligibilityForms.NewCheck form) {
        List<Wanted> wanted = form.lines().stream()
                .map(line -> new Wanted(line.offeringId(), line.layer(), line.providerId()))
                .toList();
        return requested.resolve(wanted).map(resolved -> ask(form, resolved));
    }

    private static Ask ask(EligibilityForms.NewCheck form, List<Resolved> resolved) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < resolved.size(); i++) {
            defects.addAll(resolved.get(i).defects());
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        List<Ask.Line> lines = new ArrayList<>();
        for (int i = 0; i < resolved.size(); i++) {
            lines.add(line(form.lines().get(i), resolved.get(i)));
        }
        return new Ask(lines, form.otherFiscalMoney(), Boolean.TRUE.equals(form.acceptsLess()));
    }

    private static Ask.Line line(EligibilityForms.Line line, Resolved resolved) {
        return new Ask.Line(
                line.offeringId(),
                resolved.layer(),
                resolved.providerId(),
                resolved.platformProvider(),
                line.inclTaxFen(),
                line.exTaxFen(),
                line.contractDate());
    }
}
