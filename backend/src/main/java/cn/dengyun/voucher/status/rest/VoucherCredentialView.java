package cn.dengyun.voucher.status.rest;

import cn.dengyun.voucher.status.CredentialService.Issued;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A credential, for whoever draws the image. */
@Schema(name = "VoucherCredential", description = "What the QR image of a voucher holds")
public record VoucherCredentialView(
        @Schema(
                required = true,
                description = "At most 400 characters: a JWS that is signed with Ed25519, see `getVoucherKeys`",
                examples =
                        "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5diIsImtpZCI6ImExQjJjM0Q0In0.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl")
        String credential,

        @Schema(required = true, description = "Ask for a new one before that")
        Instant expiresAt) {

    static VoucherCredentialView of(Issued issued) {
        return new VoucherCredentialView(issued.text(), issued.credential().expiresAt());
    }
}
