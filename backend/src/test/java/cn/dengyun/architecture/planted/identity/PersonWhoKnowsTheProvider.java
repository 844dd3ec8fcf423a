package cn.dengyun.architecture.planted.identity;

import cn.dengyun.architecture.planted.provider.ProviderWhoKnowsThePerson;

public record PersonWhoKnowsTheProvider(ProviderWhoKnowsThePerson provider) {}
