package cn.dengyun.sample;

import static cn.dengyun.sample.SuggestionStatus.DRAFT;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The door of suggestions. What is not there for the actor is refused with {@code suggestion-not-found} (404). */
@Sample
@ApplicationScoped
class SuggestionService {

    private final AggregateStore<Suggestion> suggestions;
    private final MergePatch patches;
    private final Clock clock;

    SuggestionService(Aggregates aggregates, MergePatch patches, Clock clock) {
        this.suggestions = aggregates.of(Suggestion.class, Suggestion.PUBLIC);
        this.patches = patches;
        this.clock = clock;
    }

    Uni<Suggestion> find(Actor actor, UUID id) {
        return suggestions.find(actor, id);
    }

    Uni<Page<Suggestion>> list(Actor actor, Filter filter, String cursor, int limit) {
        return suggestions.page(actor, filter, cursor, limit);
    }

    /** Makes a draft. Rejects with {@code not-yours} (403) an authority outside of its region. */
    Effect<Suggestion> create(Actor actor, SuggestionForm form) {
        Instant now = clock.instant();
        Suggestion draft = new Suggestion(Ids.next(), 0, actor.organizationId(), form, DRAFT, now, now);
        return suggestions.create(actor, draft, draft.told(SuggestionEvent.CREATED));
    }

    /** Changes a draft. Rejects as {@link #move} and the precondition do, and with {@code invalid-request} (400). */
    Effect<Suggestion> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return suggestions.change(actor, id, precondition, found -> {
            SuggestionForm says = patches.valid(found.form(), patch, SuggestionForm.class);
            return says.equals(found.form())
                    ? Change.none(found)
                    : found.moved(SuggestionMove.EDIT, says, null, clock.instant());
        });
    }

    /** Moves one along its lifecycle. Rejects with {@code not-yours} (403), {@code transition-not-allowed} (409). */
    Effect<Suggestion> move(Actor actor, UUID id, SuggestionMove move, String reason) {
        return suggestions.change(actor, id, found -> found.moved(move, found.form(), reason, clock.instant()));
    }
}
