package cn.dengyun.identity.session;

import cn.dengyun.identity.account.Account;

/** The tokens of a session, fresh, and whose they are. */
public record SessionTokens(
        String accessToken, long expiresInSeconds, String refreshToken, Session session, Account account) {

    /** Without the tokens, in case a log ever asks. */
    @Override
    public String toString() {
        return "SessionTokens[" + session.id() + "]";
    }
}
