package cn.dengyun.policy;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Lines of requests, with layers and providers as the catalogue has them. */
@ApplicationScoped
public class RequestedLines {

    private final CatalogueService catalogue;
    private final ProviderService providers;

    RequestedLines(CatalogueService catalogue, ProviderService providers) {
        this.catalogue = catalogue;
        this.providers = providers;
    }

    /**
     * What somebody wrote.
     *
     * @param offeringId null while none is chosen
     * @param layer null where it follows from the offering
     * @param providerId null where it follows from the offering, or none is chosen
     */
    public record Wanted(UUID offeringId, ServiceLayer layer, UUID providerId) {}

    /**
     * What it means.
     *
     * @param layer null when it belongs to none
     * @param providerId null while none is chosen
     * @param sellerId the organisation that this provider is; null while none is chosen
     * @param platformProvider whether that provider is a cloud platform
     * @param defects of the line, with pointers into {@code /lines}; the rest is to be relied on only without any
     */
    public record Resolved(
            ServiceLayer layer, UUID providerId, UUID sellerId, boolean platformProvider, List<Defect> defects) {}

    /** The same lines in the same order. */
    public Uni<List<Resolved>> resolve(List<Wanted> lines) {
        List<UUID> chosen = lines.stream()
                .map(Wanted::offeringId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(chosen)
                .onItem()
                .transformToUniAndConcatenate(id -> catalogue
                        .orderable(id)
                        .onFailure(Rejection.class)
                        .recoverWithItem(new OrderableOffering(id, null, 0, null, false, false, null)))
                .collect()
                .asMap(OrderableOffering::id)
                .chain(offerings ->
                        providers.findAll(named(lines, offerings)).map(known -> resolved(lines, offerings, known)));
    }

    private static Set<UUID> named(List<Wanted> lines, Map<UUID, OrderableOffering> offerings) {
        Set<UUID> ids = new HashSet<>();
        lines.forEach(line -> ids.add(line.providerId()));
        offerings.values().forEach(offering -> ids.add(offering.providerId()));
        ids.remove(null);
        return ids;
    }

    private List<Resolved> resolved(
            List<Wanted> lines, Map<UUID, OrderableOffering> offerings, Map<UUID, Provider> known) {
        List<Resolved> resolved = new ArrayList<>(lines.size());
        for (Wanted line : lines) {
            OrderableOffering offering = line.offeringId() == null ? null : offerings.get(line.offeringId());
            resolved.add(resolved(line, "/lines/" + resolved.size(), offering, known));
        }
        return resolved;
    }

    private Resolved resolved(Wanted line, String place, OrderableOffering offering, Map<UUID, Provider> known) {
        List<Defect> defects = new ArrayList<>();
        boolean isChosen = offering != null
                && offering.isPublished()
                && offering.isVoucherEligible()
                && isFit(offering.providerId(), known);
        if (offering != null && !isChosen) {
            defects.add(Defect.at(place + "/offeringId", "application-offering-unfit"));
        } else if (isChosen && offering.isLapsedAt(providers.now())) {
            defects.add(Defect.at(place + "/offeringId", "application-offering-lapsed"));
        }
        if (offering == null && line.layer() == null) {
            defects.add(Defect.at(place + "/layer", "required"));
        }
        UUID provider = isChosen ? offering.providerId() : line.providerId();
        boolean isOther = line.providerId() != null && !line.providerId().equals(provider);
        if (isOther || provider != null && !isFit(provider, known)) {
            defects.add(Defect.at(place + "/providerId", "application-provider-unfit"));
        }
        Provider named = provider == null ? null : known.get(provider);
        return new Resolved(
                isChosen ? OfferingLayers.of(offering.kind()) : line.layer(),
                provider,
                named == null ? null : named.organizationId(),
                named != null && named.kinds().contains(ProviderKind.CLOUD_PLATFORM),
                defects);
    }

    /** Whether there is such a provider and it may sell now. */
    private boolean isFit(UUID provider, Map<UUID, Provider> known) {
        return known.containsKey(provider) && providers.isFit(known.get(provider));
    }
}
