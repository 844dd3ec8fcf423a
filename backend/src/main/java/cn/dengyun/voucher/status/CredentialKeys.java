package cn.dengyun.voucher.status;

import cn.dengyun.platform.signing.SignatureKeyStore;
import cn.dengyun.platform.signing.SignatureKeyTable;
import cn.dengyun.platform.signing.SignatureKeys;
import cn.dengyun.platform.signing.domain.SignatureKey;
import cn.dengyun.voucher.status.domain.CredentialVerifier;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

/** The keys of credentials, of status lists of vouchers and of case files. */
@Singleton
public class CredentialKeys extends SignatureKeys {

    /** How long a key stays published after its successor took over; longer than a presentation may wait to be told. */
    private static final Duration AFTERLIFE = Duration.ofDays(8);

    private static final String FORGET = "DELETE FROM voucher_key old WHERE EXISTS (SELECT 1 FROM voucher_key newer"
            + " WHERE newer.active_from > old.active_from AND newer.active_from < ?)";

    CredentialKeys(SignatureKeyStore store, StatusLimits limits, Vertx vertx, Clock clock) {
        super(store, table(limits), vertx, clock);
    }

    static SignatureKeyTable table(StatusLimits limits) {
        return new SignatureKeyTable(
                "voucher_key", key -> key.activeFrom().plus(limits.keyLifetime()), AFTERLIFE, FORGET);
    }

    /** Knows the published keys. */
    CredentialVerifier verifier() {
        return new CredentialVerifier(
                published().stream().collect(Collectors.toMap(SignatureKey::kid, SignatureKey::publicKey)));
    }
}
