package cn.dengyun.identity.account;

import cn.dengyun.identity.client.ApiClientStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells callers who they are. */
@ApplicationScoped
class CallerService {

    private final AccountStore accounts;
    private final ApiClientStore clients;

    CallerService(AccountStore accounts, ApiClientStore clients) {
        this.accounts = accounts;
        this.clients = clients;
    }

    /** Rejects with {@code token-invalid} (401) when the account or client is gone although its token still lives. */
    Uni<CallerView> describe(Actor actor) {
        if (actor.isClient()) {
            return clients.byId(actor.id())
                    .map(found -> found.map(client -> CallerView.of(client, actor.scopes()))
                            .orElseThrow(CallerService::gone));
        }
        return accounts.byId(actor.id()).map(found -> found.map(CallerView::of).orElseThrow(CallerService::gone));
    }

    private static Rejection gone() {
        return Rejection.of(Rejection.Kind.UNAUTHENTICATED, "token-invalid");
    }
}
