package cn.dengyun.activity;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.signing.domain.SignatureKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A certificate that somebody was at an activity: it begins with a check-in and ends with it. It is given out once the
 * activity is over, when what the activity says does not change any more.
 *
 * @param participant the first character of the name; who reads the certificate knows the rest
 * @param holderName of the enterprise that had registered the person, as its credit code
 * @param endedAt null while the check-in stands
 */
record AttendanceCertificate(
        UUID id,
        UUID registrationId,
        String code,
        int statusIndex,
        String participant,
        String holderName,
        String creditCode,
        String regionCode,
        Instant endedAt,
        UUID activityId,
        ActivityKind kind,
        String title,
        String organizerName,
        Instant startsAt,
        Instant endsAt) {

    /** The {@code typ} of its header, so that nothing else that a key signs passes for one. */
    static final String TYPE = "dytc";

    /** That somebody was there stays so; a signed text has an end all the same. */
    private static final int YEARS = 10;

    private static final String KIND = "皖企登云活动参加证明";
    private static final String ISSUER = "皖企登云公共服务平台";
    private static final String CODE_KIND = "统一社会信用代码";
    private static final String LEVEL = "ATTENDED";

    boolean isGivenOutAt(Instant now) {
        return !now.isBefore(endsAt);
    }

    boolean isGoodAt(Instant now) {
        return endedAt == null && isGivenOutAt(now) && now.isBefore(validUntil());
    }

    Instant validUntil() {
        return endsAt.atZone(ClockProducer.BUSINESS_ZONE).plusYears(YEARS).toInstant();
    }

    LocalDate heldOn() {
        return LocalDate.ofInstant(startsAt, ClockProducer.BUSINESS_ZONE);
    }

    /**
     * A JWS with the metadata of GB/T 36903 and what it takes to look it up in the status list; in this order, so that
     * the same certificate is the same text.
     */
    String signed(SignatureKey key, Instant now) {
        return key.sign(
                TYPE,
                new JsonObject()
                        .put("kind", KIND)
                        .put("number", code)
                        .put("issuer", ISSUER)
                        .put("holder", holderName)
                        .put("holderCode", creditCode)
                        .put("holderCodeKind", CODE_KIND)
                        .put("participant", participant)
                        .put("region", regionCode)
                        .put("level", LEVEL)
                        .put("activity", title)
                        .put("activityKind", kind.name())
                        .put("organizer", organizerName)
                        .put("heldOn", heldOn().toString())
                        .put("ix", statusIndex)
                        .put("iat", now.getEpochSecond())
                        .put("exp", validUntil().getEpochSecond())
                        .encode());
    }
}
