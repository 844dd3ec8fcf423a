package cn.dengyun.trade.provisioning;

import java.time.Instant;
import java.util.UUID;

/**
 * A call of an endpoint, as it is on record.
 *
 * @param attempt which of the times it was asked for it belongs to, from 1
 * @param millis how long it took; null before it ended
 * @param outcome null while it is under way, or where nobody ever knew
 * @param status of HTTP; null where there was no answer
 * @param message of the provider; null where it said nothing
 * @param url the address of the endpoint then: it may move; null for whoever may not know it
 */
record ProvisioningCall(
        UUID id,
        UUID provisioningId,
        ProvisioningCallKind kind,
        int attempt,
        Instant begunAt,
        Long millis,
        ProvisioningOutcome outcome,
        Integer status,
        String message,
        String url) {

    /** For whoever may not know where the endpoint is. */
    ProvisioningCall withoutUrl() {
        return new ProvisioningCall(id, provisioningId, kind, attempt, begunAt, millis, outcome, status, message, null);
    }
}
