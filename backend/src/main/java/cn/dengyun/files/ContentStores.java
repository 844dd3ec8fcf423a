package cn.dengyun.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** The stores by kind: new content goes where the configuration says, what is stored is read where it is. */
@ApplicationScoped
class ContentStores {

    private final Instance<ContentStore> stores;
    private final FilesConfig config;

    ContentStores(Instance<ContentStore> stores, FilesConfig config) {
        this.stores = stores;
        this.config = config;
    }

    ContentStore forNew() {
        return of(config.store().kind());
    }

    /** Where the bytes of an attachment come from. */
    ContentBody.Source of(Attachment attachment) {
        ContentStore home = of(attachment.store());
        return (offset, length) -> home.read(attachment.contentId(), offset, length);
    }

    ContentStore of(ContentStore.Kind kind) {
        return stores.stream()
                .filter(store -> store.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no store for contents in " + kind));
    }
}
