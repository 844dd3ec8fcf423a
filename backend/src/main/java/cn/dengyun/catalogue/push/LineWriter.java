package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.ChangeEvent;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.store.OfferingRevision;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.provider.Provider;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Writes what lines mean, wherever they come from: new contents, the event for the feed, and what was confirmed. */
@ApplicationScoped
class LineWriter {

    private final OfferingWriter writer;
    private final Outbox outbox;

    LineWriter(OfferingWriter writer, Outbox outbox) {
        this.writer = writer;
        this.outbox = outbox;
    }

    /**
     * What decisions write, put together here and not while a connection waits: work for a thread of its own. It fails
     * with {@link ChangedMeanwhile} when one of the offerings has changed since.
     */
    Function<SqlConnection, Uni<Void>> effect(
            Provider provider, LineDecisions decisions, UUID callerId, ChangeEvent.Origin origin, Instant now) {
        List<OfferingRevision> revisions = decisions.revisions();
        List<UUID> unchanged = decisions.unchanged();
        if (revisions.isEmpty()) {
            return connection -> writer.confirm(connection, provider.id(), now, unchanged);
        }
        UUID factId = Ids.next();
        List<MirrorChange> changes = revisions.stream()
                .map(OfferingRevision::change)
                .filter(Objects::nonNull)
                .toList();
        DomainEvent event = ChangeEvent.of(factId, provider, changes, origin, now);
        OfferingWriter.Batch batch = OfferingWriter.prepare(provider.id(), factId, callerId, now, revisions);
        return connection -> writer.write(connection, batch)
                .invoke(written -> ChangedMeanwhile.unless(written == revisions.size()))
                .chain(() -> outbox.write(connection, event))
                .chain(() -> writer.confirm(connection, provider.id(), now, unchanged));
    }
}
