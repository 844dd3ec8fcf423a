package cn.dengyun.platform.paging;

import cn.dengyun.platform.database.PlatformSecrets;
import cn.dengyun.platform.signing.Hmac;
import cn.dengyun.shared.Rejection;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Opaque cursors for keyset pages. A cursor holds the sort key of the last row of a page, bound to the query it belongs
 * to, and is signed (HMAC-SHA-256, truncated to 128 bits): nobody can forge a position or carry one to another query.
 */
@ApplicationScoped
public class Cursors {

    private static final int SIGNATURE_BYTES = 16;
    private static final String SEPARATOR = "\u0000";

    private volatile byte[] key;

    void readKey(@Observes StartupEvent event, PlatformSecrets secrets) {
        key = secrets.key("cursor");
    }

    /**
     * The cursor behind a row.
     *
     * @param query names the list with its filters and sort; the same text must come to {@link #open}
     * @param keys the row's sort key, column by column; no value may hold a NUL
     */
    public String seal(String query, List<String> keys) {
        byte[] content = String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
        byte[] signature = sign(query, content);
        byte[] cursor = Arrays.copyOf(signature, SIGNATURE_BYTES + content.length);
        System.arraycopy(content, 0, cursor, SIGNATURE_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The sort key that the cursor holds. Rejects with {@code cursor-invalid}. */
    public List<String> open(String query, String cursor) {
        byte[] bytes = decode(cursor);
        if (bytes.length < SIGNATURE_BYTES) {
            throw Rejection.invalid("cursor-invalid");
        }
        byte[] content = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        if (!MessageDigest.isEqual(signature, Arrays.copyOf(sign(query, content), SIGNATURE_BYTES))) {
            throw Rejection.invalid("cursor-invalid");
        }
        return List.of(new String(content, StandardCharsets.UTF_8).split(SEPARATOR, -1));
    }

    /**
     * Where to go on in a list whose sort key is one id. Rejects with {@code cursor-invalid}.
     *
     * @param query as it came to {@link #pageById}
     * @param cursor null for the first page
     * @param first where the first page begins; may be null, where the list knows that as its beginning
     */
    public UUID idBehind(String query, String cursor, UUID first) {
        if (cursor == null) {
            return first;
        }
        String id = open(query, cursor).get(0);
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("cursor-invalid");
        }
    }

    /**
     * A page of a list whose sort key is one id.
     *
     * @param query names the list with its filters and sort, as for {@link #seal}
     * @param rows read with one row more than the limit, which tells whether there is more
     * @param id the row's sort key
     */
    public <T> Page<T> pageById(String query, List<T> rows, int limit, Function<T, UUID> id) {
        return Page.of(rows, limit, last -> seal(query, List.of(id.apply(last).toString())));
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("cursor-invalid");
        }
    }

    private byte[] sign(String query, byte[] content) {
        byte[] asked = query.getBytes(StandardCharsets.UTF_8);
        // The byte between them is 0, so that no other query and content come to the same.
        byte[] signed = Arrays.copyOf(asked, asked.length + 1 + content.length);
        System.arraycopy(content, 0, signed, asked.length + 1, content.length);
        return Hmac.sign(key, signed);
    }
}
