package cn.dengyun.settlement.purchase;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.settlement.purchase.domain.PurchaseContract;
import cn.dengyun.settlement.purchase.domain.PurchaseStatus;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * A contract of an office takes documents of its provider while its stages are delivered: what proves that they are.
 */
@ApplicationScoped
public class PurchaseRecord implements CaseRecord {

    public static final String KIND = "purchase-contract";

    private final PurchaseService purchases;

    PurchaseRecord(PurchaseService purchases) {
        this.purchases = purchases;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return "/api/v1/purchase-contracts";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return purchases.known(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return purchases.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    /** The office decides on what the provider has put there. */
    private static Standing standing(PurchaseContract found, Actor actor) {
        return new Standing(
                found.providerOrganizationId(),
                found.status() == PurchaseStatus.CONCLUDED,
                !actor.actsFor(found.providerOrganizationId()));
    }
}
