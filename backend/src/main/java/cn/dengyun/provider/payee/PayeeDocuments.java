package cn.dengyun.provider.payee;

import cn.dengyun.files.AttachmentAccess;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Whoever sees a payee account reads the document that shows it. */
@ApplicationScoped
class PayeeDocuments implements AttachmentAccess {

    static final String KIND = "payee-account";

    private final PayeeAccountService accounts;

    PayeeDocuments(PayeeAccountService accounts) {
        this.accounts = accounts;
    }

    @Override
    public String recordKind() {
        return KIND;
    }

    @Override
    public Uni<Boolean> mayRead(Actor actor, UUID recordId) {
        return accounts.find(actor, recordId)
                .replaceWith(true)
                .onFailure(Rejection.class)
                .recoverWithItem(false);
    }
}
