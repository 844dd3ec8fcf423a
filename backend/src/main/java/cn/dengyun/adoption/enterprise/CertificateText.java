package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.signing.domain.SignatureKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a certificate says: a JWS of type {@value #TYPE} with the metadata of GB/T 36903 (kind, number, issuer, holder
 * with the kind of its code, validity) and what it takes to look it up in the status list. Unlike a credential of a
 * voucher it is good until its enterprise has to confirm, and it may be shown as often as one likes.
 *
 * @param holderCode the unified social credit code of the holder
 * @param level what the holder counts as; one that counts as less later is not what this says any more
 * @param validUntil also its {@code exp}, in whole seconds
 */
record CertificateText(
        String code,
        String holderName,
        String holderCode,
        String regionCode,
        AdoptionLevel level,
        LocalDate adoptedOn,
        LocalDate deepOn,
        int ruleNumber,
        int statusIndex,
        Instant issuedAt,
        Instant validUntil) {

    /** The {@code typ} of its header, so that nothing else that a key signs passes for a certificate. */
    static final String TYPE = "dyac";

    private static final String KIND = "皖企登云企业证明";
    private static final String ISSUER = "皖企登云公共服务平台";
    private static final String CODE_KIND = "统一社会信用代码";

    /** Of an enterprise that counts. */
    static CertificateText of(AdoptedEnterprise holder, Instant now) {
        return new CertificateText(
                holder.certificateCode(),
                holder.name(),
                holder.creditCode(),
                holder.regionCode(),
                holder.level(),
                holder.adoptedOn(),
                holder.deepOn(),
                holder.ruleNumber(),
                holder.statusIndex(),
                now,
                holder.validUntil());
    }

    String signed(SignatureKey key) {
        return key.sign(TYPE, claims());
    }

    /** In this order, so that the same certificate is the same text. */
    private String claims() {
        JsonObject claims = new JsonObject()
                .put("kind", KIND)
                .put("number", code)
                .put("issuer", ISSUER)
                .put("holder", holderName)
                .put("holderCode", holderCode)
                .put("holderCodeKind", CODE_KIND)
                .put("region", regionCode)
                .put("level", level.name())
                .put("adoptedOn", adoptedOn.toString());
        if (level == AdoptionLevel.DEEP) {
            claims.put("deepOn", deepOn.toString());
        }
        return claims.put("rule", ruleNumber)
                .put("ix", statusIndex)
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", validUntil.getEpochSecond())
                .encode();
    }
}
