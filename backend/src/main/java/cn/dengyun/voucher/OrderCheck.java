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
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.OrderShares;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherSplit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
     * The share of a line's base that a programme pays. Rejects with {@code offering-not-subsidised} (409) when it pays
     * nothing for the offering's layer.
     */
    static BigDecimal requireRatio(RuleSet rules, Target target) {
        return ratio(rules, target).orElseThrow(() -> Rejection.conflict("offering-not-subsidised", target.layer()));
    }

    /** The same; nothing when the programme does not pay for the offering's layer. */
    static Optional<BigDecimal> ratio(RuleSet rules, Target target) {
        return Optional.ofNullable(rules.ratios().value().get(target.layer()));
    }

    /** What contradicts what the order's other holds have said of its lines. */
    static List<Defect> contradictions(List<ReservationLine> lines, OrderShares order) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            OptionalLong known = order.baseOf(lines.get(i).description());
            if (known.isPresent() && known.getAsLong() != lines.get(i).baseFen()) {
                defects.add(Defect.at("/lines/" + i + "/baseFen", "order-base-differs", known.getAsLong()));
            }
        }
        return defects;
    }

    /** What exceeds the share that the programmes pay, line by line. */
    static List<Defect> overpaid(List<ReservationLine> lines, VoucherSplit split) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            long most = split.paidFen().get(i);
            if (lines.get(i).amountFen() > most) {
                defects.add(Defect.at("/lines/" + i + "/amountFen", "voucher-share-exceeded", most));
            }
        }
        return defects;
    }
}
