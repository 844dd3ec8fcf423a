package cn.dengyun.assessment.level;

import cn.dengyun.adoption.enterprise.KnownUses;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.assessment.standard.AssessmentStandard;
import cn.dengyun.assessment.standard.AssessmentStandards;
import cn.dengyun.assessment.standard.Scoring;
import cn.dengyun.assessment.standard.StandardForm;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.DocumentService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Assessments. What is not there for the actor is refused with {@code assessment-not-found} (404), and with
 * {@code not-yours} (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class AssessmentService {

    /** The constraint that a second open one of an enterprise breaks. */
    private static final String ONE_OPEN = "assessment_one_open";

    private final AggregateStore<Assessment> assessments;
    private final AssessmentStore store;
    private final AssessmentStandards standards;
    private final CertifiedStandings standings;
    private final KnownUses uses;
    private final ContractParties parties;
    private final OrganizationLinks links;
    private final DocumentService documents;
    private final LevelCertificates certificates;
    private final SpotCheckClosing spotChecks;
    private final AssessmentOpinions opinions;
    private final AssessmentExpertStore experts;
    private final WorkingCalendar calendar;
    private final MergePatch patches;
    private final Clock clock;

    AssessmentService(
            Aggregates aggregates,
            AssessmentStore store,
            AssessmentStandards standards,
            CertifiedStandings standings,
            KnownUses uses,
            ContractParties parties,
            OrganizationLinks links,
            DocumentService documents,
            LevelCertificates certificates,
            SpotCheckClosing spotChecks,
            AssessmentOpinions opinions,
            AssessmentExpertStore experts,
            WorkingCalendar calendar,
            MergePatch patches,
            Clock clock) {
        this.assessments = aggregates.of(Assessment.class, Assessment.PUBLIC);
        this.store = store;
        this.standards = standards;
        this.standings = standings;
        this.uses = uses;
        this.parties = parties;
        this.links = links;
        this.documents = documents;
        this.certificates = certificates;
        this.spotChecks = spotChecks;
        this.opinions = opinions;
        this.experts = experts;
        this.calendar = calendar;
        this.patches = patches;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** One that the actor may know of; an expert of one that he was drawn for, as long as his opinion is awaited. */
    Uni<Assessment> find(Actor actor, UUID id) {
        return assessments
                .find(actor, id)
                .onFailure(Rejection.class)
                .recoverWithUni(refusal -> actor.isClient()
                        ? Uni.createFrom().failure(refusal)
                        : experts.isAsked(id, actor.id())
                                .chain(isAsked -> isAsked
                                        ? store.find(id)
                                        : Uni.createFrom().failure(refusal)));
    }

    /** One that the actor may know of, held until the unit of work ends. */
    Uni<Assessment> lock(SqlConnection connection, Actor actor, UUID id) {
        return assessments.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Assessment>> list(Actor actor, Filter filter, String cursor, int limit) {
        boolean isAuthority = actor.has(Roles.AUTHORITY) && !Aggregate.seesAll(actor);
        Filter seen = isAuthority ? filter.is("(submitted_at IS NOT NULL)", true) : filter;
        return assessments.page(actor, seen, cursor, limit);
    }

    /** How many enterprises hold which level where, of those that the actor oversees or sees all of. */
    Uni<List<AssessmentStore.LevelCount>> count(Actor actor, String regionCode) {
        return store.count(
                now(),
                Aggregate.seesAll(actor),
                Oversight.of(actor),
                Oversight.of(regionCode == null ? Assessment.PROVINCE : regionCode));
    }

    /**
     * An assessment among levels that hold.
     *
     * @param unit the reporting unit of its enterprise
     */
    record Comparison(Assessment assessment, String unit, List<AssessmentStore.ComparedLevel> counts) {}

    /** Where the enterprise of one stands. */
    Uni<Comparison> compare(Actor actor, UUID id) {
        return assessments.find(actor, id).chain(found -> {
            RegionCode region = new RegionCode(found.regionCode());
            String unit = region.isCity() || region.isUnderTheProvince()
                    ? region.value()
                    : region.parent().orElse(region).value();
            return store.compare(now(), Oversight.of(unit), found.enterprise().industryCode())
                    .map(counts -> new Comparison(found, unit, counts));
        });
    }

    /**
     * An enterprise begins one by the published standard. Rejects with {@code assessment-not-certified},
     * {@code assessment-standard-missing}, {@code assessment-open} (409) and {@code invalid-request} (400).
     */
    Effect<Assessment> start(Actor actor, AssessmentForms.Answers says) {
        return Effect.of(connection -> assessed(connection, actor.organizationId())
                .chain(enterprise -> standards.published(connection).chain(standard -> {
                    AnswerCheck.require(standard.form(), says);
                    Assessment made = made(enterprise, standard, says);
                    return assessments
                            .create(actor, made, made.told(AssessmentEvent.STARTED))
                            .prepare()
                            .chain(prepared -> prepared.in(connection))
                            .onFailure(Rows.broken(ONE_OPEN))
                            .transform(broken -> Rejection.conflict("assessment-open"));
                })));
    }

    private Assessment made(AssessedEnterprise enterprise, AssessmentStandard standard, AssessmentForms.Answers says) {
        Instant now = now();
        return new Assessment(
                Ids.next(),
                0,
                enterprise,
                standard.id(),
                standard.number(),
                KeptTexts.write(says),
                AssessmentStatus.DRAFT,
                0,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    private Uni<AssessedEnterprise> assessed(SqlConnection connection, UUID organization) {
        return standings.of(connection, List.of(organization)).map(known -> {
            CertifiedStanding standing = known.get(organization);
            if (standing == null || !standing.isCertified()) {
                throw Rejection.conflict("assessment-not-certified");
            }
            return new AssessedEnterprise(
                    organization, standing.nameZh(), standing.creditCode(), standing.region(), standing.industryCode());
        });
    }

    /**
     * Changes what is answered. Rejects with {@code transition-not-allowed} (409), {@code invalid-request} (400) and as
     * the precondition does.
     */
    Effect<Assessment> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AssessmentMove.EDIT);
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
            AssessmentMove.EDIT.from(found.status());
            AssessmentForms.Answers says = patches.valid(found.says(), patch, AssessmentForms.Answers.class);
            if (says.equals(found.says())) {
                return Uni.createFrom().item(found);
            }
            return standards.of(connection, found.standardId()).chain(standard -> {
                AnswerCheck.require(standard.form(), says);
                return assessments.carryOut(connection, found, found.edited(says, now()));
            });
        }));
    }

    /**
     * Submits it, by the standard that it has begun by. Rejects with {@code assessment-not-certified},
     * {@code assessment-not-rated}, {@code transition-not-allowed} (409) and {@code invalid-request} (400) with all
     * that is missing.
     */
    Effect<Assessment> submit(Actor actor, UUID id, AssessmentForms.Submission wanted) {
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AssessmentMove.SUBMIT);
            AssessmentMove.SUBMIT.from(found.status());
            return assessed(connection, found.organizationId())
                    .chain(enterprise -> standards
                            .of(connection, found.standardId())
                            .chain(standard -> requireComplete(connection, found, standard.form(), wanted)
                                    .chain(() ->
                                            submission(connection, actor, found, enterprise, standard.form(), wanted)))
                            .chain(what ->
                                    assessments.carryOut(connection, found, found.submitted(enterprise, what, now()))));
        }));
    }

    private Uni<Void> requireComplete(
            SqlConnection connection, Assessment found, StandardForm standard, AssessmentForms.Submission wanted) {
        return documents
                .ofRecord(connection, AssessmentRecord.KIND, found.id())
                .invoke(known -> {
                    Set<UUID> inForce = known.stream()
                            .filter(CaseDocument::isInForce)
                            .map(CaseDocument::id)
                            .collect(Collectors.toSet());
                    List<Defect> defects = new ArrayList<>();
                    if (!wanted.pledge()) {
                        defects.add(Defect.at("/pledge", "assessment-pledge-missing"));
                    }
                    for (int i = 0; i < wanted.documentIds().size(); i++) {
                        if (!inForce.contains(wanted.documentIds().get(i))) {
                            defects.add(Defect.at("/documentIds/" + i, "assessment-document-unknown"));
                        }
                    }
                    defects.addAll(AnswerCheck.missingOf(standard, found.says()));
                    if (!defects.isEmpty()) {
                        throw Rejection.invalid(defects);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<AssessmentSubmission> submission(
            SqlConnection connection,
            Actor actor,
            Assessment found,
            AssessedEnterprise enterprise,
            StandardForm standard,
            AssessmentForms.Submission wanted) {
        Instant now = now();
        Scoring.Result result = Scoring.of(standard, AnswerCheck.valuesOf(standard, found.says()));
        if (result.level() == AssessmentLevel.UNRATED) {
            throw Rejection.conflict("assessment-not-rated", Scoring.shown(result.score()));
        }
        return uses.of(connection, enterprise.creditCode(), now)
                .map(known -> new AssessmentFindings(
                        dimensionsOf(result), AnswerCheck.figuresOf(standard, found.says(), known), result.missed()))
                .chain(findings -> store.ofOrganization(connection, found.organizationId())
                        .chain(own -> documents.repeated(connection, AssessmentRecord.KIND, found.id(), own))
                        .map(repeated -> new AssessmentSubmission(
                                result.score(),
                                result.level(),
                                Assessment.reviewRegion(result.level(), enterprise.regionCode()),
                                KeptTexts.write(findings),
                                wanted.documentIds().stream().distinct().toList(),
                                repeated.elsewhere(),
                                actor.id(),
                                now)));
    }

    private static List<AssessmentFindings.DimensionScore> dimensionsOf(Scoring.Result result) {
        return result.dimensions().entrySet().stream()
                .map(each -> new AssessmentFindings.DimensionScore(each.getKey(), Scoring.shown(each.getValue())))
                .toList();
    }

    /**
     * An authority finds a level, returns it or rejects it. Rejects with {@code four-eyes-required},
     * {@code review-own-side}, {@code assessment-level-of-province} (403), {@code assessment-rounds-used},
     * {@code expert-opinions-missing}, {@code expert-level-exceeded}, {@code transition-not-allowed} (409) and
     * {@code invalid-request} (400).
     */
    Effect<Assessment> review(Actor actor, UUID id, AssessmentForms.Review says) {
        return switch (says.decision()) {
            case APPROVE -> announce(actor, id, says);
            case RETURN ->
                judge(
                        actor,
                        id,
                        AssessmentMove.RETURN,
                        (found, now) -> found.returned(actor, says.defects(), says.reason(), now));
            case REJECT ->
                judge(
                        actor,
                        id,
                        AssessmentMove.REJECT,
                        (found, now) -> found.rejected(actor, appealUntil(now), says.reason(), now));
        };
    }

    private Effect<Assessment> announce(Actor actor, UUID id, AssessmentForms.Review says) {
        requireLevel(says.level());
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AssessmentMove.APPROVE);
            Instant now = now();
            return requireOtherSide(connection, actor, found)
                    .chain(() -> noticeUntil(connection, found, now))
                    .map(until -> found.announced(actor, says.level(), until, says.reason(), now))
                    .call(() -> opinions.requireFor(connection, found, AssessmentMatter.review(found), says.level()))
                    .chain(change -> carryOut(connection, found, change));
        }));
    }

    static void requireLevel(AssessmentLevel level) {
        if (level == AssessmentLevel.UNRATED) {
            throw Rejection.invalid(List.of(Defect.at("/level", "assessment-level-none")));
        }
    }

    /** The end of a public notice that begins now, as the standard says that the assessment has begun by. */
    Uni<Instant> noticeUntil(SqlConnection connection, Assessment found, Instant now) {
        return standards
                .of(connection, found.standardId())
                .map(standard -> calendar.after(now, standard.form().noticeWorkingDays()));
    }

    Instant appealUntil(Instant now) {
        return calendar.after(now, Assessment.APPEAL_WORKING_DAYS);
    }

    /**
     * Rejects with {@code review-own-side} (403), {@code transition-not-allowed} and {@code assessment-level-not-lower}
     * (409).
     */
    Effect<Assessment> downgrade(Actor actor, UUID id, AssessmentForms.Downgrade says) {
        return judge(
                actor,
                id,
                AssessmentMove.DOWNGRADE,
                (found, now) -> found.downgraded(actor, null, says.level(), appealUntil(now), says.reason(), now));
    }

    /**
     * The same of one that is held, as a spot check has found. Rejects with {@code not-yours},
     * {@code four-eyes-required} (403), {@code transition-not-allowed} and {@code assessment-level-not-lower} (409).
     *
     * @param proposedBy who has found it
     */
    Uni<Assessment> downgradeBy(
            SqlConnection connection,
            Actor actor,
            Assessment found,
            AssessmentLevel level,
            UUID proposedBy,
            String why) {
        found.requireHand(actor, AssessmentMove.DOWNGRADE);
        Instant now = now();
        return carryOut(connection, found, found.downgraded(actor, proposedBy, level, appealUntil(now), why, now));
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Effect<Assessment> withdraw(Actor actor, UUID id, String why) {
        return move(actor, id, AssessmentMove.WITHDRAW, (found, now) -> found.withdrawn(why, now));
    }

    /**
     * The enterprise confirms that nothing that its level rests on has changed. Rejects with
     * {@code assessment-not-certified}, {@code assessment-confirmation-early}, {@code transition-not-allowed} (409) and
     * {@code invalid-request} (400).
     */
    Effect<Assessment> reconfirm(Actor actor, UUID id, AssessmentForms.Confirmation says) {
        List<Defect> defects = new ArrayList<>();
        if (!says.pledge()) {
            defects.add(Defect.at("/pledge", "assessment-pledge-missing"));
        }
        if (!says.unchanged()) {
            defects.add(Defect.at("/unchanged", "assessment-facts-changed"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AssessmentMove.RECONFIRM);
            Change<Assessment> change = found.reconfirmed(now());
            return assessed(connection, found.organizationId())
                    .chain(certified -> assessments.carryOut(connection, found, change));
        }));
    }

    private Effect<Assessment> move(
            Actor actor, UUID id, AssessmentMove move, BiFunction<Assessment, Instant, Change<Assessment>> decide) {
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, move);
            return carryOut(connection, found, decide.apply(found, now()));
        }));
    }

    /** The same by an authority, and by nobody who is of the other side with another hat. */
    private Effect<Assessment> judge(
            Actor actor, UUID id, AssessmentMove move, BiFunction<Assessment, Instant, Change<Assessment>> decide) {
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, move);
            return requireOtherSide(connection, actor, found)
                    .chain(() -> carryOut(connection, found, decide.apply(found, now())));
        }));
    }

    /**
     * Sees that nobody decides who is of the other side, or was asked for an opinion as an expert. Rejects with
     * {@code review-own-side} and {@code four-eyes-required} (403).
     */
    Uni<Void> requireOtherSide(SqlConnection connection, Actor actor, Assessment found) {
        return links.requireNoContact(connection, actor, List.of(found.organizationId()))
                .chain(() -> experts.wasAsked(connection, found.id(), actor.id()))
                .invoke(wasAsked -> {
                    if (wasAsked) {
                        throw Rejection.forbidden("four-eyes-required");
                    }
                })
                .replaceWithVoid();
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it; null where there is none. */
    Uni<Assessment> held(SqlConnection connection, UUID id) {
        return store.lock(connection, id);
    }

    /** Carries out a change of one that is held; its certificate and its spot check follow. */
    Uni<Assessment> carryOut(SqlConnection connection, Assessment found, Change<Assessment> change) {
        return assessments
                .carryOut(connection, found, change)
                .onFailure(Rows.broken(ONE_OPEN))
                .transform(broken -> Rejection.conflict("assessment-open"))
                .call(after -> certificates.follow(connection, found, after))
                .call(after -> spotChecks.follow(connection, found, after))
                .call(after -> opinions.follow(connection, found, after));
    }

    /** What the clock does with one, unless somebody was faster. */
    Effect<Assessment> passTime(Assessment due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(found -> {
            Instant now = now();
            if (found.actsAt() == null || now.isBefore(found.actsAt())) {
                return Uni.createFrom().item(found);
            }
            if (found.status() == AssessmentStatus.PUBLIC_NOTICE) {
                return takeEffect(connection, found, now);
            }
            Change<Assessment> change =
                    found.statusAt(now) == AssessmentStatus.LAPSED ? found.lapsed(now) : found.reminded(now);
            return carryOut(connection, found, change);
        }));
    }

    /**
     * The level holds where nothing that was said against it is undecided, and not as long as its enterprise is frozen
     * or not certified. The one that holds until then lapses.
     */
    private Uni<Assessment> takeEffect(SqlConnection connection, Assessment found, Instant now) {
        UUID organization = found.organizationId();
        return parties.held(connection, List.of(organization))
                .chain(held -> store.isDisputed(connection, found.id()).map(isDisputed -> {
                    ContractParties.Party party = held.get(organization);
                    return !isDisputed && party != null && party.isCertified() && !party.isFrozen();
                }))
                .chain(isFree -> isFree
                        ? lapseBefore(connection, organization, now)
                                .chain(() -> carryOut(connection, found, found.tookEffect(now)))
                        : Uni.createFrom().item(found));
    }

    private Uni<Void> lapseBefore(SqlConnection connection, UUID organization, Instant now) {
        return store.lockInForce(connection, organization)
                .chain(before -> before.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : carryOut(connection, before.get(), before.get().lapsed(now))
                                .replaceWithVoid());
    }
}
