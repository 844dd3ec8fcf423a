package cn.dengyun.catalogue.search;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Vetoed;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntBiFunction;

/** Estimates that make every search walk (a share of 1) or gather (of 0). */
@Vetoed
final class FixedEstimates extends CatalogueSample {

    private final double share;

    FixedEstimates(Pool pool, Vertx vertx, double share) {
        super(pool, vertx);
        this.share = share;
    }

    @Override
    double offerings() {
        return 1_000_000_000;
    }

    @Override
    double[] count(int parts, List<Set<String>> filters, ToIntBiFunction<String, String> part) {
        double[] counts = new double[parts];
        Arrays.fill(counts, share * offerings());
        return counts;
    }
}
