package cn.dengyun.architecture.planted.provider;

import cn.dengyun.architecture.planted.identity.PersonWhoKnowsTheProvider;

public record ProviderWhoKnowsThePerson(PersonWhoKnowsTheProvider person) {}
