package cn.dengyun.identity;

import cn.dengyun.identity.account.PasswordPolicy;
import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.platform.startup.GuessedSecrets;
import cn.dengyun.platform.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Secrets of real people are encrypted in the database, and the first password is not one that others know. */
@ApplicationScoped
final class SecretsSafety implements ProductionCheck {

    private final IdentityConfig identity;
    private final AccountsConfig accounts;

    SecretsSafety(IdentityConfig identity, AccountsConfig accounts) {
        this.identity = identity;
        this.accounts = accounts;
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (identity.keyEncryptionKey().filter(KeyProtection::isSound).isEmpty()) {
            findings.add("dengyun.key-encryption-key is missing or is no random key: signing keys and secrets would lie"
                    + " in the database as they are. Make one: openssl rand -base64 32");
        }
        accounts.bootstrapPassword()
                .filter(password ->
                        GuessedSecrets.contain(password) || !PasswordPolicy.allowsFirst(password, "sysadmin"))
                .ifPresent(weak -> findings.add("dengyun.bootstrap-password is short, a placeholder, or one that is"
                        + " guessed first. Choose a long one, or remove it when the account is there."));
        return findings;
    }
}
