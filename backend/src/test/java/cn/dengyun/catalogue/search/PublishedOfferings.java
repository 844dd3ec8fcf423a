package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.store.OfferingWriter;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Offerings for the tests of other packages. */
@ApplicationScoped
public class PublishedOfferings {

    private final Pool pool;
    private final OfferingWriter writer;
    private final MadeUpOfferings offerings = new MadeUpOfferings(42);

    PublishedOfferings(Pool pool, OfferingWriter writer) {
        this.pool = pool;
        this.writer = writer;
    }

    public UUID publish(UUID provider, String name, String nameEn, String description) {
        return MadeUpOfferings.publish(pool, writer, provider, List.of(offerings.named(name, nameEn, description)))
                .get(0);
    }
}
