package cn.dengyun.provider;

import jakarta.enterprise.inject.spi.CDI;
import java.util.UUID;

/** What this node knows of providers, for tests that count what it asks the database. */
public final class KnownProviders {

    private KnownProviders() {}

    /** Whoever asks for it next asks the database, and then it is known for the whole of its time. */
    public static void forget(UUID id) {
        CDI.current().select(ProviderCache.class).get().forget(id);
    }
}
