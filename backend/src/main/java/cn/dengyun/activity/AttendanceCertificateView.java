package cn.dengyun.activity;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A certificate of attendance, for whoever prints it or sends it on. */
@Schema(name = "AttendanceCertificate", description = "That somebody was at an activity, as a signed text")
record AttendanceCertificateView(
        @Schema(required = true, description = "By which everybody can look it up", examples = "T4K7-M2P9-QXT8-V")
        String code,

        @Schema(
                required = true,
                description = "A JWS that is signed with Ed25519; its claims are the metadata of GB/T 36903",
                examples =
                        "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5dGMiLCJraWQiOiJhMUIyYzNENCJ9.eyJraW5kIjoi4oCmIn0.c2lnbmF0dXJl")
        String text,

        @Schema(required = true, description = "The registration of who was there")
        UUID registrationId,

        @Schema(required = true, description = "What the activity is called", examples = "企业登云实务培训（合肥站）")
        String activityTitle,

        @Schema(required = true, description = "The enterprise", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(
                required = true,
                description = "Who was there, as the certificate says it: the first character of the name",
                examples = "张*")
        String participant,

        @Schema(required = true, description = "Until when it is good, unless the status list says otherwise")
        Instant validUntil) {

    static AttendanceCertificateView of(AttendanceCertificates.Issued issued) {
        AttendanceCertificate certificate = issued.certificate();
        return new AttendanceCertificateView(
                certificate.code(),
                issued.text(),
                certificate.registrationId(),
                certificate.title(),
                certificate.holderName(),
                certificate.participant(),
                certificate.validUntil());
    }
}
