package cn.dengyun.provider.site;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A platform that a provider runs. Only the provider itself writes it.
 *
 * @param regionCode where the provider is
 */
public record ProviderPlatform(
        UUID id,
        int version,
        UUID providerId,
        UUID organizationId,
        String regionCode,
        ProviderPlatformForm form,
        ProviderPlatformStatus status,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "true";

    public boolean isOperating() {
        return status == ProviderPlatformStatus.OPERATING;
    }

    public String nameZh() {
        return form.nameZh();
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(ProviderPlatformMove.values(), status, move -> isHandledBy(actor) && !actor.isViewer());
    }

    /** The change by a move, with what it says then. Rejects with {@code transition-not-allowed} (409). */
    Change<ProviderPlatform> moved(ProviderPlatformMove move, ProviderPlatformForm says, String reason, Instant now) {
        ProviderPlatform after = new ProviderPlatform(
                id, version + 1, providerId, organizationId, regionCode, says, move.from(status), createdAt, now);
        return new Change<>(after, after.told(move.event), reason);
    }

    DomainEvent told(ProviderPlatformEvent event) {
        return event.about(this, new ProviderPlatformEvent.Data(id, providerId, nameZh()), updatedAt);
    }
}
