package cn.dengyun.platform.frame;

import cn.dengyun.platform.idempotency.IdempotencyClaim;
import cn.dengyun.platform.web.Answer;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * An effect that is carried out together with those of other requests, many in one unit of work. It therefore keeps the
 * keys of its requests itself, with {@link cn.dengyun.platform.idempotency.Idempotency#claimAll}.
 *
 * @param <T> what it results in
 */
public interface GroupedEffect<T> {

    /** The same alone, for a dry run. */
    Effect<T> alone();

    /**
     * Carries it out, once for its claim.
     *
     * @param render turns the result into the answer that is kept with the claim
     */
    Uni<Answer> carryOut(IdempotencyClaim claim, Function<T, Answer> render);
}
