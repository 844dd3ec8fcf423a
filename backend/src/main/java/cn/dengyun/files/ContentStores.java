package cn.dengyun.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** The stores by kind: new content goes to the database, what is stored is read where it is. */
@ApplicationScoped
class ContentStores {

    private final Instance<ContentStore> stores;

    ContentStores(Instance<ContentStore> stores) {
        this.stores = stores;
    }

    ContentStore forNew() {
        return of(ContentStore.Kind.DATABASE);
    }

    ContentStore of(ContentStore.Kind kind) {
        return stores.stream()
                .filter(store -> store.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no store for contents in " + kind));
    }
}
