package cn.dengyun.voucher.status;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import cn.dengyun.voucher.status.store.StandingStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells how vouchers stand: to their enterprise, the authorities of its region, finance and auditors. */
@ApplicationScoped
public class StatusService {

    static final String VOUCHERS = "/api/v1/vouchers/";

    private final StandingStore store;
    private final StandingReads reads;
    private final AuditTrail trail;
    private final Clock clock;

    StatusService(StandingStore store, StandingReads reads, AuditTrail trail, Clock clock) {
        this.store = store;
        this.reads = reads;
        this.trail = trail;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    public Uni<VoucherStanding> find(Actor actor, UUID id) {
        return reads.find(id, VoucherSight.of(actor)).invoke(found -> note(actor, found));
    }

    /** The same by a code as somebody typed it; one with a wrong character is not found either. */
    public Uni<VoucherStanding> find(Actor actor, String typed) {
        String code = HumanCode.parse(typed).orElseThrow(() -> Rejection.notFound("voucher-not-found"));
        return store.find(code, VoucherSight.of(actor)).invoke(found -> note(actor, found));
    }

    /**
     * Several at once.
     *
     * @return for each code as it was typed, in that order, how its voucher stands; empty where there is none, or it
     *     does not concern the actor
     */
    public Uni<Map<String, Optional<VoucherStanding>>> findAll(Actor actor, List<String> typed) {
        Map<String, Optional<String>> codes = new LinkedHashMap<>();
        typed.forEach(each -> codes.computeIfAbsent(each, HumanCode::parse));
        List<String> known =
                codes.values().stream().flatMap(Optional::stream).distinct().toList();
        Uni<List<VoucherStanding>> found =
                known.isEmpty() ? Uni.createFrom().item(List.of()) : store.findAll(known, VoucherSight.of(actor));
        return found.invoke(all -> all.forEach(standing -> note(actor, standing)))
                .map(all -> all.stream().collect(Collectors.toMap(VoucherStanding::code, Function.identity())))
                .map(byCode -> {
                    Map<String, Optional<VoucherStanding>> answers = new LinkedHashMap<>();
                    codes.forEach((each, code) -> answers.put(each, code.map(byCode::get)));
                    return answers;
                });
    }

    /** Somebody who is no party to it looked at a voucher. */
    private void note(Actor actor, VoucherStanding standing) {
        if (!actor.actsFor(standing.organizationId())) {
            trail.read(AuditNote.ofRead("voucher.status-read", VOUCHERS + standing.id(), standing.organizationId()));
        }
    }
}
