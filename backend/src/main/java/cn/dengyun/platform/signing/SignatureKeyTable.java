package cn.dengyun.platform.signing;

import cn.dengyun.platform.signing.domain.SignatureKey;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Where the keys of one use are kept, and how long they serve. Each use has a table of its own in its slice: no
 * verifier of one ever sees a key that could make what is signed for another pass.
 *
 * @param name of a table with the columns kid, public_key, private_key, is_encrypted, created_at and active_from
 * @param dueAt after when a key that is the youngest is replaced
 * @param afterlife for how long something is still needed of a key whose successor has taken over
 * @param forget what is done after that: a statement whose one parameter is the moment {@code afterlife} ago
 */
public record SignatureKeyTable(
        String name, Function<SignatureKey, Instant> dueAt, Duration afterlife, String forget) {}
