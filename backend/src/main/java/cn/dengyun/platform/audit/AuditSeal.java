package cn.dengyun.platform.audit;

import cn.dengyun.platform.database.PlatformSecrets;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of an entry, which tells those that the platform wrote from those that somebody slipped in. */
@ApplicationScoped
class AuditSeal {

    private static final String ALGORITHM = "HmacSHA256";

    private volatile SecretKeySpec key;

    /** Early: other parts write entries while they start. */
    void readKey(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event, PlatformSecrets secrets) {
        key = new SecretKeySpec(secrets.key("audit-seal"), ALGORITHM);
    }

    /** The seal in hexadecimal digits. */
    String of(AuditEntry entry) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(entry.sealedBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    boolean isOn(AuditEntry entry, String seal) {
        return MessageDigest.isEqual(
                of(entry).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
    }
}
