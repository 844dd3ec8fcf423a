package cn.dengyun.catalogue.duty;

import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;

/** What a provider owes by the action plan. */
enum ObligationKind {
    /** At least 100 industrial apps a year, of those who run cloud platforms. */
    INDUSTRIAL_APPS,
    /** That every provider confirms each of its published offerings every quarter. */
    CATALOGUE_UPDATE;

    boolean binds(Provider provider) {
        return this == CATALOGUE_UPDATE || provider.kinds().contains(ProviderKind.CLOUD_PLATFORM);
    }

    /** Of whom a list of it consists; null for all. */
    ProviderKind of() {
        return this == CATALOGUE_UPDATE ? null : ProviderKind.CLOUD_PLATFORM;
    }
}
