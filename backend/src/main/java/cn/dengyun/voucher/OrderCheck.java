package cn.dengyun.voucher;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.OrderableOffering;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether a voucher may pay for an offering: asked when it is reserved, and again when it is captured. */
@ApplicationScoped
class OrderCheck {

    private final CatalogueService catalogue;
    private final ProviderService providers;

    OrderCheck(CatalogueService catalogue, ProviderService providers) {
        this.catalogue = catalogue;
        this.providers = providers;
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
