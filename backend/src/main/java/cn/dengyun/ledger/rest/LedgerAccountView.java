package cn.dengyun.ledger.rest;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account with its balance. */
@Schema(name = "LedgerAccount", description = "An account with its balance")
public record LedgerAccountView(
        @Schema(required = true) AccountKind kind,

        @Schema(required = true, description = "The programme, the budget or the payee whose it is")
        UUID ownerId,

        @Schema(
                required = true,
                description = "In fen; negative for `TREASURY` and receivables only",
                examples = "50000000")
        long balanceFen) {

    static LedgerAccountView of(LedgerService.AccountBalance found) {
        return new LedgerAccountView(found.account().kind(), found.account().owner(), found.balanceFen());
    }
}
