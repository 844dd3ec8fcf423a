package cn.dengyun.identity.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A person who is signed in on one device.
 *
 * @param address from where it began
 * @param userAgent what the device called itself; null when it said nothing
 * @param isOwnAccountOnly whether its tokens are good for the person's own account only
 * @param idleUntil when it ends unless it is refreshed before
 * @param endsAt when it ends at the latest
 */
public record Session(
        UUID id,
        UUID accountId,
        String address,
        String userAgent,
        boolean isOwnAccountOnly,
        Instant createdAt,
        Instant lastUsedAt,
        Instant idleUntil,
        Instant endsAt) {

    /** When it ends unless it is refreshed, after being used at that moment. */
    static Instant idleUntil(Instant now, Duration idle, Instant endsAt) {
        Instant until = now.plus(idle);
        return until.isBefore(endsAt) ? until : endsAt;
    }
}
