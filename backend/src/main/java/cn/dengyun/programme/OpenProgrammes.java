package cn.dengyun.programme;

import cn.dengyun.platform.opendata.OpenDataSource;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Programmes that were announced, and the rules by which they judge. */
@ApplicationScoped
class OpenProgrammes implements OpenDataSource {

    private static final String PATH = "/api/v1/programmes";

    private final ProgrammeService programmes;
    private final ProgrammeStore store;
    private final Pool pool;

    OpenProgrammes(ProgrammeService programmes, ProgrammeStore store, Pool pool) {
        this.programmes = programmes;
        this.store = store;
        this.pool = pool;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        return programmes
                .list(Actor.ANONYMOUS, null, null, null, null, null, null, Page.MAX_LIMIT)
                .chain(page -> store.changedAt(pool)
                        .map(changed -> List.of(list(changed.orElse(null)), rules(page.data(), changed.orElse(null)))));
    }

    private static Dataset list(Instant changed) {
        return new Dataset(
                "programmes",
                new Words("项目", "Programmes"),
                new Words(
                        "已公布的云服务券、奖补和政府购买服务项目。",
                        "The programmes of vouchers, awards and purchases that were announced."),
                IRREGULAR,
                null,
                changed,
                List.of(new Distribution(PATH, JSON)));
    }

    /** Of the newest programmes; those of older ones are at the same kind of address. */
    private static Dataset rules(List<Programme> programmes, Instant changed) {
        return new Dataset(
                "programme-rules",
                new Words("项目规则", "Rules of programmes"),
                new Words(
                        "各项目的规则版本及其依据的条款，每个项目一个地址。",
                        "The versions of the rules of programmes and the clauses that they cite, an address for each"
                                + " programme."),
                IRREGULAR,
                null,
                changed,
                programmes.stream()
                        .map(each -> new Distribution(PATH + "/" + each.id() + "/rule-versions", JSON))
                        .toList());
    }
}
