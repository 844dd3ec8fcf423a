package cn.dengyun.identity.account;

import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** People who may sign in, as they act, for what is done for each of them. */
@ApplicationScoped
public class ActiveAccounts {

    private final AccountStore store;

    ActiveAccounts(AccountStore store) {
        this.store = store;
    }

    /**
     * Those behind an id, in the order of their ids.
     *
     * @param rows as many at most
     */
    public Uni<List<Actor>> page(UUID after, int rows) {
        return store.enabled(after, rows)
                .map(found -> found.stream().map(each -> each.toActor(null)).toList());
    }
}
