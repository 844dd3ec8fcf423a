package cn.dengyun.publishing.article;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;
import javax.sql.DataSource;

/** A subscription of the person of an organisation, which nobody else knows of. */
@Singleton
final class ArticleSubscriptionAccess implements AccessThing {

    private final DataSource database;

    ArticleSubscriptionAccess(DataSource database) {
        this.database = database;
    }

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                SubscriptionResource.PATH + "/{}", Set.of(AccessOwner.values()), AccessFamily.Secrecy.PERSONAL);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestSubscriptions.made(database, owner.account());
    }
}
