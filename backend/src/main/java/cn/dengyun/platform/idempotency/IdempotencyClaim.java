package cn.dengyun.platform.idempotency;

import java.util.UUID;

/**
 * A request that wants to be carried out at most once.
 *
 * @param fingerprint what {@link Idempotency#fingerprint} makes of the request
 */
public record IdempotencyClaim(Key id, String fingerprint) {

    /** Who calls, and the key it gave the request. */
    public record Key(UUID caller, String key) {}
}
