package cn.dengyun.events.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where an organisation wants to be told of events.
 *
 * @param regionCode an authority's region, which widens what it is told; null for everybody else
 * @param types beginnings of types; empty for all
 * @param description may be null, as contactEmail may
 * @param reason why it is not active; null when it is
 * @param previousKeys those before the last rotation; null when there was none or they have ended
 * @param previousUntil when they end; null when there are none
 */
record WebhookEndpoint(
        UUID id,
        UUID organizationId,
        String regionCode,
        String url,
        String description,
        List<String> types,
        String contactEmail,
        State state,
        Reason reason,
        SigningKeys keys,
        SigningKeys previousKeys,
        Instant previousUntil,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it is told of events. Whatever happens while it is not, it is told later. */
    @Schema(name = "WebhookEndpointStatus")
    enum State {
        ACTIVE,
        PAUSED,
        /** It answered 410. */
        DISABLED
    }

    /** Why it is not active. */
    @Schema(name = "WebhookEndpointStatusReason")
    enum Reason {
        /** Its owner wanted so. */
        OWNER,
        /** It has failed for too long. */
        FAILING,
        /** It answered 410. */
        GONE
    }

    /** Its entity tag, without quotes. */
    String tag() {
        return String.valueOf(version);
    }

    String path() {
        return path(id);
    }

    static String path(UUID id) {
        return "/api/v1/webhook-endpoints/" + id;
    }

    WebhookEndpoint with(WebhookEndpointDetails details, Instant now) {
        return new WebhookEndpoint(
                id,
                organizationId,
                regionCode,
                details.url(),
                details.description(),
                details.types() == null ? List.of() : details.types(),
                details.contactEmail(),
                state,
                reason,
                keys,
                previousKeys,
                previousUntil,
                version + 1,
                createdAt,
                now);
    }

    WebhookEndpoint in(State newState, Reason newReason, Instant now) {
        return new WebhookEndpoint(
                id,
                organizationId,
                regionCode,
                url,
                description,
                types,
                contactEmail,
                newState,
                newReason,
                keys,
                previousKeys,
                previousUntil,
                version + 1,
                createdAt,
                now);
    }

    /** With new keys; the present ones sign beside them until the given moment. */
    WebhookEndpoint rotated(SigningKeys fresh, Instant until, Instant now) {
        return new WebhookEndpoint(
                id,
                organizationId,
                regionCode,
                url,
                description,
                types,
                contactEmail,
                state,
                reason,
                fresh,
                until.isAfter(now) ? keys : null,
                until.isAfter(now) ? until : null,
                version + 1,
                createdAt,
                now);
    }

    /** The same with its keys in another form. */
    WebhookEndpoint withKeys(UnaryOperator<SigningKeys> turn) {
        return new WebhookEndpoint(
                id,
                organizationId,
                regionCode,
                url,
                description,
                types,
                contactEmail,
                state,
                reason,
                turn.apply(keys),
                previousKeys == null ? null : turn.apply(previousKeys),
                previousUntil,
                version,
                createdAt,
                updatedAt);
    }

    WebhookEndpointDetails details() {
        return new WebhookEndpointDetails(url, description, types, contactEmail);
    }

    /** The header {@code webhook-signature}; during a rotation with the signatures of both generations. */
    String sign(String id, Instant now, String body) {
        String signature = keys.sign(id, now.getEpochSecond(), body);
        return previousKeys == null || !now.isBefore(previousUntil)
                ? signature
                : signature + " " + previousKeys.sign(id, now.getEpochSecond(), body);
    }
}
