package cn.dengyun.sample;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an enterprise, or an authority for its region, would have done better. */
record Suggestion(
        UUID id,
        int version,
        UUID organizationId,
        SuggestionForm form,
        SuggestionStatus status,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "status <> 'DRAFT'";

    @Override
    public boolean isPublic() {
        return status != SuggestionStatus.DRAFT;
    }

    @Override
    public String regionCode() {
        return form.regionCode();
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(SuggestionMove.values(), status, move -> isHandledBy(actor));
    }

    /** The change by a move, with what it says then. Rejects with {@code transition-not-allowed} (409). */
    Change<Suggestion> moved(SuggestionMove move, SuggestionForm says, String reason, Instant now) {
        Suggestion after = new Suggestion(id, version + 1, organizationId, says, move.from(status), createdAt, now);
        return new Change<>(after, after.told(move.event), reason);
    }

    DomainEvent told(SuggestionEvent event) {
        return event.about(this, new SuggestionEvent.Data(id, status, regionCode()), updatedAt);
    }
}
