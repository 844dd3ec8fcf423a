package cn.dengyun.architecture.planted.identity.account.deep;

import cn.dengyun.architecture.planted.identity.session.SessionThatKnowsTheAccount;

public record AccountThatKnowsTheSession(SessionThatKnowsTheAccount session) {}
