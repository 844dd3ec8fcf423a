package cn.dengyun.settlement.claim;

import cn.dengyun.catalogue.OfferingPrices;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PlanPrice;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.DocumentService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.Disqualification;
import cn.dengyun.provider.payee.PayeeAccountService;
import cn.dengyun.settlement.claim.domain.ClaimCase;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimEvidenceKind;
import cn.dengyun.settlement.claim.domain.ClaimReadings;
import cn.dengyun.settlement.claim.domain.ClaimReadings.ReadFile;
import cn.dengyun.settlement.claim.domain.ClaimSituation;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Raised;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Side;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Sold;
import cn.dengyun.settlement.claim.domain.ClaimWhole;
import cn.dengyun.settlement.claim.domain.ClaimWhole.Bought;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.evidence.EvidenceReader;
import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.OrderProofs;
import cn.dengyun.trade.order.OrderProofs.Proof;
import cn.dengyun.trade.witness.UseEvidence;
import cn.dengyun.trade.witness.domain.OrderUse;
import cn.dengyun.voucher.Captures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what a claim is judged by, whoever asks. */
@ApplicationScoped
class ClaimFacts {

    /** Among the claims of so long before it the same amount is looked for. */
    private static final Duration LATELY = Duration.ofDays(90);

    /** As many as numbers of invoices and slips can be typed. */
    private static final int MAX_FILES = 40;

    private final ClaimRows rows;
    private final OrderProofs proofs;
    private final OfferingPrices prices;
    private final ProviderService providers;
    private final CertifiedStandings standings;
    private final OrganizationLinks links;
    private final PayeeAccountService accounts;
    private final DocumentService documents;
    private final Captures captures;
    private final EvidenceReader reader;
    private final UseEvidence use;
    private final Pool pool;

    ClaimFacts(
            ClaimRows rows,
            OrderProofs proofs,
            OfferingPrices prices,
            ProviderService providers,
            CertifiedStandings standings,
            OrganizationLinks links,
            PayeeAccountService accounts,
            DocumentService documents,
            Captures captures,
            EvidenceReader reader,
            UseEvidence use,
            Pool pool) {
        this.rows = rows;
        this.proofs = proofs;
        this.prices = prices;
        this.providers = providers;
        this.standings = standings;
        this.links = links;
        this.accounts = accounts;
        this.documents = documents;
        this.captures = captures;
        this.reader = reader;
        this.use = use;
        this.pool = pool;
    }

    /**
     * What is looked up before a unit of work begins: what never changes, or is as of now.
     *
     * @param isWhole false where nothing was looked up, because nothing was to be judged
     */
    record Prepared(
            boolean isWhole,
            PriceHistory prices,
            List<Disqualification> disqualifications,
            List<ReadFile> files,
            Optional<OrderUse> use) {

        static final Prepared NOTHING = new Prepared(false, PriceHistory.NONE, List.of(), List.of(), Optional.empty());
    }

    /** Of a claim that is to be judged; its files take long. */
    Uni<Prepared> prepare(SettlementClaim claim) {
        ClaimCase about = claim.about();
        return Uni.combine()
                .all()
                .unis(
                        orderedAt(about)
                                .chain(at -> prices.atListPrices(about.offeringId(), about.offeringVersion(), at)),
                        providers.disqualifications(List.of(about.providerId())),
                        forMachines(pool, claim.id()).chain(this::read),
                        about.orderId() == null
                                ? Uni.createFrom().item(Optional.<OrderUse>empty())
                                : use.of(about.orderId(), about.capturedAt()))
                .with((history, disqualified, files, used) -> new Prepared(true, history, disqualified, files, used));
    }

    private Uni<Instant> orderedAt(ClaimCase about) {
        return about.orderId() == null
                ? Uni.createFrom().item(about.capturedAt())
                : proofs.of(pool, about.orderId(), about.deliveryId()).map(Proof::placedAt);
    }

    /** The documents in force that machines read, oldest first. */
    private Uni<List<CaseDocument>> forMachines(SqlClient client, UUID claimId) {
        return documents
                .ofRecord(client, ClaimRecord.KIND, claimId)
                .map(found -> found.stream()
                        .filter(each -> each.isInForce() && reader.isForMachines(each))
                        .toList());
    }

    /** One after the other: of many only one is in memory. */
    private Uni<List<ReadFile>> read(List<CaseDocument> files) {
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(each -> (files.indexOf(each) < MAX_FILES
                                ? reader.read(each)
                                : Uni.createFrom().item(EvidenceReading.failed(ReadingFault.TOO_MANY)))
                        .map(reading -> new ReadFile(each.id(), each.fileName(), each.sha256(), reading)))
                .collect()
                .asList();
    }

    /**
     * The situation of a claim that this unit of work has locked: nobody changes its files meanwhile. Those that were
     * changed before are read anew.
     */
    Uni<ClaimSituation> of(SqlConnection connection, SettlementClaim claim, Prepared prepared, Instant now) {
        ChangedMeanwhile.unless(prepared.isWhole());
        ClaimCase about = claim.about();
        return forMachines(connection, claim.id())
                .invoke(files -> ChangedMeanwhile.unless(
                        ids(files, CaseDocument::id).equals(ids(prepared.files(), ReadFile::documentId))))
                .chain(() -> proof(connection, about))
                .chain(proof -> sides(connection, claim, now)
                        .chain(sides -> surroundings(connection, claim, proof, now)
                                .map(around -> situation(claim, prepared, proof, sides, around, now))));
    }

    private static <T> Set<UUID> ids(List<T> files, Function<T, UUID> id) {
        return files.stream().map(id).collect(Collectors.toSet());
    }

    private Uni<Optional<Proof>> proof(SqlConnection connection, ClaimCase about) {
        return about.orderId() == null
                ? Uni.createFrom().item(Optional.empty())
                : proofs.of(connection, about.orderId(), about.deliveryId()).map(Optional::of);
    }

    private record Sides(Side enterprise, Side provider, boolean areLinked) {}

    private Uni<Sides> sides(SqlConnection connection, SettlementClaim claim, Instant now) {
        ClaimCase about = claim.about();
        List<UUID> both = List.of(about.organizationId(), about.providerOrganizationId());
        return Uni.combine()
                .all()
                .unis(
                        standings.of(connection, both),
                        accounts.numbersOf(connection, both, now),
                        links.areLinked(connection, both.get(0), both.get(1), now),
                        links.isContact(connection, claim.submittedBy(), about.otherSideId()),
                        links.isContact(connection, claim.confirmedBy(), about.claimantId()))
                .with((standing, numbers, areLinked, isOfOther, isOfClaimant) -> new Sides(
                        side(standing.get(both.get(0)), about.organizationName(), numbers),
                        side(standing.get(both.get(1)), about.providerName(), numbers),
                        areLinked || isOfOther || isOfClaimant));
    }

    private static Side side(CertifiedStanding standing, String calledToo, Map<UUID, String> numbers) {
        return new Side(
                List.of(standing.nameZh(), calledToo),
                standing.creditCode(),
                new FraudSignals.Party(
                        standing.traits().legalRepresentative(),
                        standing.traits().contactPhone(),
                        standing.traits().registeredAddress(),
                        numbers.get(standing.organizationId()),
                        standing.traits().controller(),
                        standing.nameZh()),
                standing.traits().deregisteredOn());
    }

    private record Surroundings(
            List<ClaimEvidence> evidence,
            ClaimWhole whole,
            long numbersElsewhere,
            long sameAmounts,
            boolean sellsBack,
            boolean wasDoubted,
            boolean isStopped,
            DocumentService.Repeated files) {}

    private Uni<Surroundings> surroundings(
            SqlConnection connection, SettlementClaim claim, Optional<Proof> proof, Instant now) {
        ClaimCase about = claim.about();
        UUID business = about.businessId();
        return bought(connection, about, proof)
                .chain(bought -> rows.parts(connection, claim.id(), business)
                        .chain(parts -> Uni.combine()
                                .all()
                                .unis(
                                        rows.evidence(connection, claim.id()),
                                        rows.papers(connection, claim.id(), business)
                                                .map(papers -> ClaimWhole.of(parts, papers, bought)),
                                        rows.numbersElsewhere(connection, claim.id(), business),
                                        rows.sameAmounts(
                                                connection,
                                                about.providerId(),
                                                claim.claimedFen(),
                                                about.organizationId(),
                                                now.minus(LATELY),
                                                proof.isPresent()
                                                        && !proof.get().isAgreed()),
                                        rows.goesRound(
                                                connection, about.providerOrganizationId(), about.organizationId()),
                                        rows.wasDoubted(connection, about.redemptionId(), claim.id()),
                                        captures.isStopped(connection, about.voucherId(), now),
                                        documents.repeated(
                                                connection,
                                                ClaimRecord.KIND,
                                                claim.id(),
                                                parts.stream()
                                                        .map(ClaimWhole.Part::claimId)
                                                        .toList()))
                                .with(Surroundings::new)));
    }

    /**
     * What the deliveries of an order cost, and what its vouchers pay of them to the provider: also those that nobody
     * has claimed yet, for the enterprise does not pay that.
     */
    private Uni<Map<UUID, Bought>> bought(SqlConnection connection, ClaimCase about, Optional<Proof> proof) {
        if (proof.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return captures.payingProvider(connection, about.orderId()).map(paying -> {
            Map<UUID, Bought> bought = new HashMap<>();
            proof.get()
                    .delivered()
                    .forEach((delivery, of) ->
                            bought.put(delivery, new Bought(of.netFen(), of.paidFen(paying), of.askedBackFen())));
            return bought;
        });
    }

    private static ClaimSituation situation(
            SettlementClaim claim,
            Prepared prepared,
            Optional<Proof> proof,
            Sides sides,
            Surroundings around,
            Instant now) {
        LocalDate ordered = day(proof.map(Proof::placedAt).orElse(claim.about().capturedAt()));
        LocalDate contractOn = around.evidence().stream()
                .filter(each -> each.is(ClaimEvidenceKind.CONTRACT) && each.issuedOn() != null)
                .map(ClaimEvidence::issuedOn)
                .findFirst()
                .orElse(ordered);
        Instant begun = proof.map(Proof::begunAt).orElse(null);
        Instant agreed = proof.map(Proof::placedAt).orElse(claim.about().capturedAt());
        return new ClaimSituation(
                claim,
                around.evidence(),
                around.whole(),
                around.numbersElsewhere(),
                sides.enterprise(),
                sides.provider(),
                sides.areLinked(),
                sold(claim.about(), prepared.prices(), proof),
                proof.filter(Proof::isMeasured)
                        .flatMap(measured -> prepared.use())
                        .orElse(null),
                Stream.of(agreed, begun == null ? agreed : begun)
                        .filter(at -> prepared.disqualifications().stream().anyMatch(each -> each.covers(at)))
                        .findFirst()
                        .map(ClaimFacts::day)
                        .orElse(null),
                around.files().documents(),
                around.files().elsewhere(),
                ClaimReadings.compared(
                        claim, prepared.files(), around.evidence(), sides.enterprise(), sides.provider()),
                around.sameAmounts(),
                around.sellsBack(),
                around.wasDoubted(),
                around.isStopped(),
                contractOn,
                ordered,
                day(claim.about().capturedAt()),
                day(claim.submittedAt()),
                day(now));
    }

    private static Sold sold(ClaimCase about, PriceHistory history, Optional<Proof> proof) {
        Instant at = proof.map(Proof::placedAt).orElse(about.capturedAt());
        List<PriceHistory.Period> periods = history.periods();
        boolean isListed = !periods.isEmpty() && !periods.get(0).since().isAfter(at);
        return new Sold(
                proof.map(Proof::contractNumber).orElse(null),
                about.offeringVersion(),
                isListed,
                isListed && proof.isPresent() ? raised(history, proof.get().lines(), at) : null,
                proof.map(Proof::begunAt).orElse(null),
                proof.map(Proof::acceptedAt).orElse(null));
    }

    /** Lines of a list price that was lower in the 90 days before they were ordered. */
    private static List<Raised> raised(PriceHistory history, List<OrderLineFacts> lines, Instant at) {
        PriceHistory present = new PriceHistory(history.periods().subList(0, 1));
        List<Raised> raised = new ArrayList<>();
        for (OrderLineFacts line : lines) {
            Plan plan = line.plan();
            BigDecimal quantity = line.quantity();
            if (quantity.signum() <= 0 || line.isInOwnWords()) {
                continue;
            }
            Optional<PlanPrice> now = present.lowest(plan, quantity, at);
            Optional<PlanPrice> lowest = history.lowest(plan, quantity, at);
            if (now.isPresent()
                    && lowest.isPresent()
                    && lowest.get().inclTaxFen() < now.get().inclTaxFen()) {
                raised.add(new Raised(
                        line.planCode(), now.get().inclTaxFen(), lowest.get().inclTaxFen()));
            }
        }
        return List.copyOf(raised);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
