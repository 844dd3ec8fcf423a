package cn.dengyun.voucher.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.voucher.ClaimDays;
import cn.dengyun.voucher.VoucherCase;
import cn.dengyun.voucher.VoucherService;
import cn.dengyun.voucher.casefile.CaseFilePart;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * The voucher itself, its holds, captures and refunds, and its entries in the ledger, as their operations show them.
 */
@ApplicationScoped
class VoucherCasePart implements CaseFilePart {

    private final VoucherCase vouchers;
    private final VoucherService service;
    private final ClaimDays claimDays;

    VoucherCasePart(VoucherCase vouchers, VoucherService service, ClaimDays claimDays) {
        this.claimDays = claimDays;
        this.vouchers = vouchers;
        this.service = service;
    }

    @Override
    public Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        Instant now = service.now();
        return vouchers.of(connection, voucher.id())
                .chain(content -> claimDays
                        .of(
                                connection,
                                content.captures().stream().map(Redemption::id).toList())
                        .map(days -> List.of(
                                Section.of("voucher", VoucherView.of(voucher, actor, now)),
                                Section.of(
                                        "holds",
                                        content.holds().stream()
                                                .map(hold -> ReservationView.of(hold, actor, now))
                                                .toList()),
                                Section.of(
                                        "captures",
                                        content.captures().stream()
                                                .map(each -> RedemptionView.of(each, days.get(each.id())))
                                                .toList()),
                                Section.of(
                                        "refunds",
                                        content.refunds().stream()
                                                .map(RedemptionView.RefundView::of)
                                                .toList()),
                                Section.of(
                                        "ledger",
                                        content.transfers().stream()
                                                .map(VoucherEntryView::of)
                                                .toList()))));
    }
}
