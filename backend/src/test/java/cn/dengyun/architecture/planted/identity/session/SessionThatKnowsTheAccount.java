package cn.dengyun.architecture.planted.identity.session;

import cn.dengyun.architecture.planted.identity.account.deep.AccountThatKnowsTheSession;

public record SessionThatKnowsTheAccount(AccountThatKnowsTheSession account) {}
