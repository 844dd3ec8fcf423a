package cn.dengyun.voucher;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.policy.OfferingLayers;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether a voucher may pay for an offering: asked when it is reserved, for that is when the contract is made. */
@ApplicationScoped
class OrderCheck {

    private final CatalogueService catalogue;
    private final ProviderService providers;
    private final ContractParties parties;

    OrderCheck(CatalogueService catalogue, ProviderService providers, ContractParties parties) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.parties = parties;
    }

    /** An offering and who offers it, as they are now or were some seconds ago. */
    record Target(OrderableOffering offering, Provider provider) {

        ServiceLayer layer() {
            return OfferingLayers.of(offering.kind());
        }

        /** Rejects with {@code offering-not-eligible} and {@code provider-not-qualified} (409). */
        void requireFit() {
            if (!offering.isPublished() || !offering.isVoucherEligible()) {
                throw Rejection.conflict("offering-not-eligible");
            }
            if (!provider.mayPublish()) {
                throw Rejection.conflict("provider-not-qualified");
            }
        }

        /** Rejects with {@code offering-version-outdated} (409; the present one). */
        void requireVersion(Integer wanted) {
            if (wanted != null && wanted != offering.version()) {
                throw Rejection.conflict("offering-version-outdated", offering.version(), wanted);
            }
        }
    }

    /**
     * Looks an offering and its provider up and judges nothing, so that a repeated request whose first was carried out
     * still gets the answer of that. Rejects with {@code offering-not-found} (404).
     */
    Uni<Target> look(UUID offeringId) {
        return catalogue
                .orderable(offeringId)
                .chain(offering -> providers.find(offering.providerId()).map(found -> new Target(offering, found)));
    }

    /**
     * Sees that both sides may enter into a contract, and that neither is frozen or suspended before the unit of work
     * ends: what is frozen makes no hold, in a race neither.
     *
     * <p>Rejects with {@code organization-frozen} (403), {@code enterprise-not-certified} and
     * {@code provider-not-qualified} (409).
     */
    Uni<Void> requireParties(SqlConnection connection, UUID enterprise, Target target) {
        UUID seller = target.provider().organizationId();
        return Uni.combine()
                .all()
                .unis(
                        parties.held(connection, List.of(enterprise, seller)),
                        providers.requireQualified(connection, target.provider().id()))
                .with((held, qualified) -> held)
                .invoke(held -> {
                    if (held.get(enterprise).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (!held.get(enterprise).isCertified()) {
                        throw Rejection.conflict("enterprise-not-certified");
                    }
                    if (held.get(seller).isFrozen()) {
                        throw Rejection.conflict("provider-not-qualified");
                    }
                })
                .replaceWithVoid();
    }

    /** Rejects with {@code voucher-of-another-provider} (409). */
    static void requireProvider(Voucher voucher, Target target) {
        if (voucher.providerId() != null
                && !voucher.providerId().equals(target.provider().id())) {
            throw Rejection.conflict("voucher-of-another-provider");
        }
    }

    /**
     * What exceeds the share that a programme pays, line by line.
     *
     * <p>Rejects with {@code offering-not-subsidised} (409) when the programme pays nothing for its layer.
     */
    static List<Defect> overpaid(List<ReservationLine> lines, RuleSet rules, Target target) {
        BigDecimal ratio = rules.ratios().value().get(target.layer());
        if (ratio == null) {
            throw Rejection.conflict("offering-not-subsidised", target.layer());
        }
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            long most = Fen.of(lines.get(i).baseFen()).floorShare(ratio).amount();
            if (lines.get(i).amountFen() > most) {
                defects.add(Defect.at("/lines/" + i + "/amountFen", "voucher-share-exceeded", most));
            }
        }
        return defects;
    }
}
