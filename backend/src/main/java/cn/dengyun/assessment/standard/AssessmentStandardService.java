package cn.dengyun.assessment.standard;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Standards: one person of the province writes one, another publishes it in the place of the one before. What is not
 * there for the actor is refused with {@code assessment-standard-not-found} (404).
 */
@ApplicationScoped
class AssessmentStandardService {

    private static final String NUMBER = "assessment_standard_number_unique";
    private static final String ONE_PUBLISHED = "assessment_standard_one_published";

    private final AggregateStore<AssessmentStandard> store;
    private final AssessmentStandards standards;
    private final MergePatch patches;
    private final Clock clock;

    AssessmentStandardService(Aggregates aggregates, AssessmentStandards standards, MergePatch patches, Clock clock) {
        this.store = aggregates.of(AssessmentStandard.class, AssessmentStandard.PUBLIC);
        this.standards = standards;
        this.patches = patches;
        this.clock = clock;
    }

    Uni<AssessmentStandard> find(Actor actor, UUID id) {
        return store.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<AssessmentStandard>> list(Actor actor, Filter filter, String cursor, int limit) {
        return store.page(actor, filter, cursor, limit);
    }

    /** Rejects with {@code not-yours} (403) and {@code invalid-request} (400). */
    Effect<AssessmentStandard> draw(Actor actor, StandardForm form) {
        StandardCheck.require(form);
        return Effect.of(connection -> standards.next(connection).chain(number -> {
            AssessmentStandard made = made(actor, number, form);
            return store.create(actor, made, AssessmentStandardEvent.CREATED.told(made))
                    .prepare()
                    .chain(prepared -> prepared.in(connection))
                    .onFailure(Rows.broken(NUMBER))
                    .transform(taken -> new ChangedMeanwhile());
        }));
    }

    private AssessmentStandard made(Actor actor, int number, StandardForm form) {
        Instant now = now();
        return new AssessmentStandard(
                Ids.next(),
                0,
                number,
                actor.organizationId(),
                AssessmentStandard.PROVINCE,
                KeptTexts.write(form),
                AssessmentStandardStatus.DRAFT,
                actor.id(),
                null,
                null,
                null,
                null,
                now,
                now);
    }

    /**
     * Rejects with {@code not-yours} (403), {@code transition-not-allowed} (409), {@code invalid-request} (400) and as
     * the precondition does.
     */
    Effect<AssessmentStandard> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return store.change(actor, id, precondition, found -> {
            AssessmentStandardMove.EDIT.from(found.status());
            StandardForm says = patches.valid(found.form(), patch, StandardForm.class);
            if (says.equals(found.form())) {
                return Change.none(found);
            }
            StandardCheck.require(says);
            return found.edited(actor, says, now());
        });
    }

    /**
     * Another person publishes it; the one before is superseded. Rejects with {@code not-yours},
     * {@code four-eyes-required} (403) and {@code transition-not-allowed} (409).
     */
    Effect<AssessmentStandard> publish(Actor actor, UUID id, String why) {
        return Effect.of(connection -> store.lock(connection, actor, id).chain(found -> {
            Instant now = now();
            Change<AssessmentStandard> change = found.published(actor, why, now);
            return standards
                    .lockPublished(connection)
                    .chain(before -> before.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : supersede(connection, before.get(), why, now))
                    .chain(() -> store.carryOut(connection, found, change))
                    .onFailure(Rows.broken(ONE_PUBLISHED))
                    .transform(other -> new ChangedMeanwhile());
        }));
    }

    private Uni<Void> supersede(SqlConnection connection, AssessmentStandard before, String why, Instant now) {
        return store.carryOut(connection, before, before.superseded(why, now)).replaceWithVoid();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
