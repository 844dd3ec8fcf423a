package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.signing.domain.SignatureKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * A certificate of one level. One that is lowered is not what this says any more: then it ends, and another begins.
 *
 * @param lapsesAt of the level, whatever else ends it before
 * @param endedAt null while its level holds
 */
record LevelCertificate(
        UUID id,
        UUID assessmentId,
        String code,
        int statusIndex,
        AssessmentLevel level,
        String holderName,
        String creditCode,
        String regionCode,
        int standardNumber,
        Instant issuedAt,
        Instant endedAt,
        Instant lapsesAt) {

    /** The {@code typ} of its header, so that nothing else that a key signs passes for one. */
    static final String TYPE = "dylc";

    private static final String KIND = "皖企登云水平等级证书";
    private static final String ISSUER = "皖企登云公共服务平台";
    private static final String CODE_KIND = "统一社会信用代码";

    boolean isGoodAt(Instant now) {
        return endedAt == null && now.isBefore(lapsesAt);
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
                        .put("region", regionCode)
                        .put("level", level.name())
                        .put("levelSince", LevelCertificates.dayOf(issuedAt).toString())
                        .put("standard", standardNumber)
                        .put("ix", statusIndex)
                        .put("iat", now.getEpochSecond())
                        .put("exp", lapsesAt.getEpochSecond())
                        .encode());
    }
}
