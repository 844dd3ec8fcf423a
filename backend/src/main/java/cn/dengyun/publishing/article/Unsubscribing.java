package cn.dengyun.publishing.article;

import cn.dengyun.identity.IdentityConfig;
import cn.dengyun.platform.database.PlatformSecrets;
import cn.dengyun.platform.signing.Hmac;
import cn.dengyun.shared.Rejection;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * How whoever reads a mail about an article ends what it came of, without signing in: by a token of the account and the
 * article, signed (HMAC-SHA-256, cut to 128 bits). It is good for nothing else, and for ever: mails are kept.
 */
@ApplicationScoped
public class Unsubscribing {

    private static final int NAMED_BYTES = 32;
    private static final int TOKEN_BYTES = 48;

    private final IdentityConfig config;
    private volatile byte[] key;

    Unsubscribing(IdentityConfig config) {
        this.config = config;
    }

    void readKey(@Observes StartupEvent event, PlatformSecrets secrets) {
        key = secrets.key("article-unsubscription");
    }

    /** Whose subscriptions end, and by which article they are found. */
    record Named(UUID account, UUID article) {}

    /** What stands in the mail: a link where the portal's address is known, else what a client needs. */
    public String link(UUID account, UUID article) {
        String token = token(account, article);
        return config.portalUrl()
                // Behind the hash sign it reaches no server and no log, and no program that looks at links ends
                // anything.
                .map(portal -> portal + "/article-unsubscriptions#token=" + token)
                .orElse("POST " + UnsubscriptionResource.PATH + "\ntoken: " + token);
    }

    String token(UUID account, UUID article) {
        byte[] named = ByteBuffer.allocate(NAMED_BYTES)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .putLong(article.getMostSignificantBits())
                .putLong(article.getLeastSignificantBits())
                .array();
        byte[] token = Arrays.copyOf(named, TOKEN_BYTES);
        System.arraycopy(Hmac.sign(key, named), 0, token, NAMED_BYTES, TOKEN_BYTES - NAMED_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What a token names. Rejects with {@code article-unsubscription-invalid} (400). */
    Named read(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length != TOKEN_BYTES) {
            throw Rejection.invalid("article-unsubscription-invalid");
        }
        byte[] named = Arrays.copyOf(bytes, NAMED_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, NAMED_BYTES, TOKEN_BYTES);
        byte[] right = Arrays.copyOf(Hmac.sign(key, named), TOKEN_BYTES - NAMED_BYTES);
        if (!MessageDigest.isEqual(signature, right)) {
            throw Rejection.invalid("article-unsubscription-invalid");
        }
        ByteBuffer ids = ByteBuffer.wrap(named);
        return new Named(new UUID(ids.getLong(), ids.getLong()), new UUID(ids.getLong(), ids.getLong()));
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("article-unsubscription-invalid");
        }
    }
}
