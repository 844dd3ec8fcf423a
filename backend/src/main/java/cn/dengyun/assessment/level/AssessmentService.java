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
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
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
import java.util.function.Function;
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
    private final DocumentService documents;
    private final MergePatch patches;
    private final Clock clock;

    AssessmentService(
            Aggregates aggregates,
            AssessmentStore store,
            AssessmentStandards standards,
            CertifiedStandings standings,
            KnownUses uses,
            DocumentService documents,
            MergePatch patches,
            Clock clock) {
        this.assessments = aggregates.of(Assessment.class, Assessment.PUBLIC);
        this.store = store;
        this.standards = standards;
        this.standings = standings;
        this.uses = uses;
        this.documents = documents;
        this.patches = patches;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<Assessment> find(Actor actor, UUID id) {
        return assessments.find(actor, id);
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
     * {@code assessment-level-of-province} (403), {@code assessment-rounds-used}, {@code transition-not-allowed} (409)
     * and {@code invalid-request} (400).
     */
    Effect<Assessment> review(Actor actor, UUID id, AssessmentForms.Review says) {
        return switch (says.decision()) {
            case APPROVE -> confirm(actor, id, says);
            case RETURN ->
                move(
                        actor,
                        id,
                        AssessmentMove.RETURN,
                        found -> found.returned(actor, says.defects(), says.reason(), now()));
            case REJECT -> move(actor, id, AssessmentMove.REJECT, found -> found.rejected(actor, says.reason(), now()));
        };
    }

    /** The one that holds until then lapses. */
    private Effect<Assessment> confirm(Actor actor, UUID id, AssessmentForms.Review says) {
        if (says.level() == AssessmentLevel.UNRATED) {
            throw Rejection.invalid(List.of(Defect.at("/level", "assessment-level-none")));
        }
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AssessmentMove.APPROVE);
            Instant now = now();
            Change<Assessment> change = found.confirmed(actor, says.level(), says.reason(), now);
            return store.lockInForce(connection, found.organizationId())
                    .chain(before -> before.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : assessments
                                    .carryOut(
                                            connection,
                                            before.get(),
                                            before.get().lapsed(now))
                                    .replaceWithVoid())
                    .chain(() -> assessments.carryOut(connection, found, change));
        }));
    }

    /** Rejects with {@code transition-not-allowed} and {@code assessment-level-not-lower} (409). */
    Effect<Assessment> downgrade(Actor actor, UUID id, AssessmentForms.Downgrade says) {
        return move(
                actor,
                id,
                AssessmentMove.DOWNGRADE,
                found -> found.downgraded(actor, says.level(), says.reason(), now()));
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Effect<Assessment> withdraw(Actor actor, UUID id, String why) {
        return move(actor, id, AssessmentMove.WITHDRAW, found -> found.withdrawn(why, now()));
    }

    private Effect<Assessment> move(
            Actor actor, UUID id, AssessmentMove move, Function<Assessment, Change<Assessment>> decide) {
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, move);
            return assessments.carryOut(connection, found, decide.apply(found));
        }));
    }

    /** Lets one lapse whose validity is over, unless somebody was faster. */
    Effect<Assessment> passTime(Assessment due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(found -> {
            Instant now = now();
            boolean isDue = found.status().isInForce() && found.statusAt(now) == AssessmentStatus.LAPSED;
            return isDue
                    ? assessments.carryOut(connection, found, found.lapsed(now))
                    : Uni.createFrom().item(found);
        }));
    }
}
