package cn.dengyun.provider.payee;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payee account as its caller sees it. */
@Schema(name = "PayeeAccount", description = "A bank account that an organisation is paid to")
record PayeeAccountView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "Who is paid to it") UUID organizationId,

        @Schema(description = "Its name when it proposed the account", examples = "肥西示范精密机械有限公司")
        String organizationName,

        @Schema(description = "GB/T 2260 code of the organisation's region then", examples = "340123")
        String regionCode,

        @Schema(description = "Holder of the account", examples = "肥西示范精密机械有限公司")
        String holder,

        @Schema(description = "The bank and its branch", examples = "徽商银行肥西支行")
        String bankName,

        @Schema(description = "CNAPS code of the branch", examples = "319361000013")
        String bankCode,

        @Schema(
                description = "In full for finance; for everybody else the last four digits, with stars before them",
                examples = "***************8877")
        String number,

        @Schema(nullable = true, description = "The attachment that shows the account; null for those of the demo")
        UUID documentId,

        @Schema(description = "Where it stands at this moment")
        PayeeAccountStatus status,

        @Schema(description = "The account that proposed it")
        UUID proposedBy,

        @Schema(description = "When it was proposed") Instant proposedAt,

        @Schema(nullable = true, description = "The account that verified, rejected or withdrew it")
        UUID decidedBy,

        @Schema(nullable = true, description = "When that was")
        Instant decidedAt,

        @Schema(nullable = true, description = "Why, in the words of whoever did it", examples = "与开户证明核对一致")
        String reason,

        @Schema(
                nullable = true,
                description = "From when the organisation is paid to it: at once for its first account, at the end"
                        + " of the third working day after the verification for another; null unless it is verified")
        Instant effectiveFrom,

        @Schema(nullable = true, description = "From when it is paid to the next; null as long as there is none")
        Instant effectiveUntil,

        @Schema(
                description = "Other organisations that use this number or want to: a reason to ask before it is"
                        + " verified. Only those who check accounts are told",
                examples = "[\"广德示范电子材料有限公司\"]")
        List<String> numberAlsoOf,

        @Schema(description = "What the caller may do now", examples = "[\"VERIFY\", \"REJECT\"]")
        List<String> availableActions)
        implements Tagged {

    static PayeeAccountView of(PayeeAccount account, List<String> alsoOf, Actor actor, Instant now) {
        return new PayeeAccountView(
                account.id(),
                account.version(),
                account.organizationId(),
                account.organizationName(),
                account.regionCode(),
                account.holder(),
                account.bankName(),
                account.bankCode(),
                actor.has(Roles.FINANCE)
                        ? account.numberToPayTo()
                        : account.number().masked(),
                account.documentId(),
                account.statusAt(now),
                account.proposedBy(),
                account.proposedAt(),
                account.decidedBy(),
                account.decidedAt(),
                account.reason(),
                account.effectiveFrom(),
                account.effectiveUntil(),
                alsoOf,
                account.actionsAt(actor, now));
    }

    /** The clock, and what others do, change what is shown without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, number, numberAlsoOf, availableActions));
    }
}
