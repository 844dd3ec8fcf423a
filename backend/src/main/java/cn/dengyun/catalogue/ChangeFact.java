package cn.dengyun.catalogue;

import cn.dengyun.catalogue.domain.Change;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.provider.Provider;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The fact that a unit of work changed a provider's catalogue: one for a single edit, one for each chunk of a push. */
public final class ChangeFact {

    static final String TYPE = "cn.dengyun.catalogue.offerings.changed";

    private ChangeFact() {}

    /**
     * @param changes what the public sees of it, one element for each offering; offerings whose change nobody sees are
     *     left out, and when all are, only the provider is told
     * @param cause what it came with, from one of the methods below
     */
    public static Fact of(
            UUID id, Provider provider, Collection<Change> changes, Map<String, String> cause, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("providerId", provider.id());
        data.putAll(cause);
        for (Change change : changes) {
            data.merge(change.name().toLowerCase(Locale.ROOT), 1, (count, one) -> (int) count + (int) one);
        }
        return new Fact(
                id,
                TYPE,
                "/api/v1/providers/" + provider.id(),
                provider.organizationId(),
                !changes.isEmpty(),
                Json.encode(data),
                now);
    }

    /** One offering was edited. */
    public static Map<String, String> single(UUID offeringId) {
        return Map.of("offeringId", offeringId.toString());
    }

    /** One offering was moved, by an authority when there is a reason. */
    public static Map<String, String> because(UUID offeringId, String reason) {
        return reason == null ? single(offeringId) : Map.of("offeringId", offeringId.toString(), "reason", reason);
    }

    /** A chunk of a push was carried out. */
    public static Map<String, String> push(UUID pushId) {
        return Map.of("pushId", pushId.toString());
    }
}
