package cn.dengyun.programme;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Writes programmes, and nobody else does: the row, the fact and the audit entry in the caller's unit of work. */
@ApplicationScoped
class ProgrammeWriter {

    private final ProgrammeStore store;
    private final BudgetStore budgets;
    private final LedgerService ledger;
    private final ProgrammeNotes notes;

    ProgrammeWriter(ProgrammeStore store, BudgetStore budgets, LedgerService ledger, ProgrammeNotes notes) {
        this.store = store;
        this.budgets = budgets;
        this.ledger = ledger;
        this.notes = notes;
    }

    /**
     * A programme, held until the unit of work ends. Rejects with {@code programme-not-found} (404), also when the
     * actor may not know of it.
     */
    Uni<Programme> lock(SqlConnection connection, Actor actor, UUID id, Instant now) {
        return store.lock(connection, id, now).map(found -> ProgrammeAccess.requireKnown(found, actor, now));
    }

    /** Writes a new programme with its ledger and the empty pool of its region; nobody is told. */
    Uni<Void> insert(SqlConnection connection, Programme programme) {
        return store.insert(connection, programme)
                .chain(() -> ledger.open(connection, programme.id()))
                .chain(() -> budgets.insert(
                        connection, Ids.next(), programme.id(), programme.regionCode(), null, programme.createdAt()));
    }

    /**
     * Carries out a change of a programme that is locked.
     *
     * @return the programme as it is on record then
     */
    Uni<Programme> carryOut(SqlConnection connection, ProgrammeChange change) {
        return amend(connection, change.after(), change.at(), change.by())
                .chain(() -> store.find(connection, change.after().id(), change.at()))
                .call(stored ->
                        notes.write(connection, change.event(), change.before(), stored, change.reason(), change.at()));
    }

    /** Writes what goes with something else, which is what everybody is told: rules or money. */
    Uni<Void> amend(SqlConnection connection, Programme after, Instant at, UUID by) {
        return store.update(connection, after, at, by);
    }
}
