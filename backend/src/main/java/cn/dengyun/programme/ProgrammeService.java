package cn.dengyun.programme;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.shared.SearchText;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The door of programmes: what they are called, and who may know of them. */
@ApplicationScoped
public class ProgrammeService {

    private static final Set<ProgrammeStatus> EDITABLE = EnumSet.of(ProgrammeStatus.DRAFT, ProgrammeStatus.SIMULATED);

    private final Pool pool;
    private final ProgrammeStore store;
    private final ProgrammeWriter writer;
    private final ProgrammeNotes notes;
    private final Cursors cursors;
    private final MergePatch mergePatch;
    private final Clock clock;

    ProgrammeService(
            Pool pool,
            ProgrammeStore store,
            ProgrammeWriter writer,
            ProgrammeNotes notes,
            Cursors cursors,
            MergePatch mergePatch,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.writer = writer;
        this.notes = notes;
        this.cursors = cursors;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** Rejects with {@code programme-not-found} (404), also for one that is not public and not the actor's. */
    public Uni<Programme> find(Actor actor, UUID id) {
        Instant now = now();
        return store.find(pool, id, now).map(found -> ProgrammeAccess.requireKnown(found, actor, now));
    }

    /**
     * Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}.
     *
     * @param regions of their owners; null, as the other filters, for any
     */
    public Uni<Page<Programme>> list(
            Actor actor,
            ProgrammeStatus status,
            Integer fiscalYear,
            List<String> regions,
            ProgrammeKind kind,
            String text,
            String cursor,
            int limit) {
        String query = "programmes?" + status + "&" + fiscalYear + "&" + regions + "&" + kind + "&" + text;
        String own = actor.has(Roles.AUTHORITY) ? actor.regionCode() : null;
        ProgrammeStore.Filter filter = new ProgrammeStore.Filter(
                ProgrammeAccess.seesAll(actor),
                own,
                status,
                fiscalYear,
                regions,
                kind,
                text == null ? null : SearchText.normalise(text));
        return store.page(pool, filter, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, now())
                .map(found -> cursors.pageById(query, found, limit, Programme::id));
    }

    /**
     * Makes a draft of the actor's own region, with a ledger and an empty pool.
     *
     * <p>Rejects with {@code forbidden} (403).
     */
    public Effect<Programme> create(Actor actor, ProgrammeForms.NewProgramme wanted) {
        if (actor.isClient() || actor.regionCode() == null) {
            throw Rejection.forbidden("forbidden");
        }
        Instant now = now();
        Programme programme = new Programme(
                Ids.next(),
                wanted.nameZh().strip(),
                wanted.nameEn(),
                wanted.summaryZh(),
                wanted.summaryEn(),
                FundingLevel.of(new RegionCode(actor.regionCode())),
                actor.regionCode(),
                actor.organizationId(),
                wanted.fiscalYear(),
                wanted.kind() == null ? ProgrammeKind.VOUCHER : wanted.kind(),
                ProgrammeStatus.DRAFT,
                null,
                null,
                0,
                null,
                null,
                0,
                now,
                actor.id(),
                now,
                actor.id());
        return Effect.of(connection -> writer.insert(connection, programme)
                .chain(() -> notes.write(connection, ProgrammeEvent.CREATED, null, programme, wanted.reason(), now))
                .replaceWith(programme));
    }

    /**
     * Changes names and summaries as a merge patch says, before they are approved.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403),
     * {@code programme-transition-not-allowed} (409), {@code invalid-request} (400) and as the precondition does.
     */
    public Effect<Programme> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        Instant now = now();
        return Effect.of(connection -> writer.lock(connection, actor, id, now)
                .invoke(found -> requireEditable(found, actor, precondition, now))
                .chain(found -> {
                    Programme after = patched(found, patch);
                    return after.equals(found)
                            ? Uni.createFrom().item(found)
                            : writer.carryOut(
                                    connection,
                                    new ProgrammeChange(ProgrammeEvent.EDITED, found, after, null, now, actor.id()));
                }));
    }

    private void requireEditable(Programme programme, Actor actor, Precondition precondition, Instant now) {
        ProgrammeAccess.requireOwner(programme, actor);
        precondition.check(tag(programme, actor));
        if (!EDITABLE.contains(programme.statusAt(now))) {
            throw Rejection.conflict("programme-transition-not-allowed", programme.statusAt(now), "EDIT");
        }
    }

    private Programme patched(Programme programme, JsonNode patch) {
        ProgrammeForms.Texts texts = mergePatch.apply(
                new ProgrammeForms.Texts(
                        programme.nameZh(), programme.nameEn(), programme.summaryZh(), programme.summaryEn()),
                patch,
                ProgrammeForms.Texts.class);
        List<Defect> defects = texts.defects();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return programme.withTexts(texts.nameZh(), texts.nameEn(), texts.summaryZh(), texts.summaryEn());
    }

    /** The entity tag of what the actor sees of it now: also what the clock does changes it. */
    public String tag(Programme programme, Actor actor) {
        Instant now = now();
        String seen = programme.statusAt(now) + " " + ProgrammeAccess.actions(programme, actor, now);
        return EntityTags.of(programme.version() + "-" + programme.ruleVersion(), seen);
    }

    /** As precise as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
