package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewPriceCut;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.CutPrice;
import cn.dengyun.application.domain.PriceCutProposal;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.VoucherReduction;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What becomes of a voucher when the service turns out to be cheaper than it was when the voucher was granted. */
@ApplicationScoped
public class PriceCuts {

    private static final String OCCASION = "PRICE_CUT";
    /** Decisions of which the last says what the voucher was granted for. */
    private static final Set<String> GRANTING = Set.of("APPROVAL", OCCASION);

    private final ApplicationStore applications;
    private final HistoryStore history;
    private final Impartiality impartiality;
    private final RuleVersions ruleVersions;
    private final VoucherReduction vouchers;
    private final ApplicationWriter writer;
    private final Clock clock;

    PriceCuts(
            ApplicationStore applications,
            HistoryStore history,
            Impartiality impartiality,
            RuleVersions ruleVersions,
            VoucherReduction vouchers,
            ApplicationWriter writer,
            Clock clock) {
        this.applications = applications;
        this.history = history;
        this.impartiality = impartiality;
        this.ruleVersions = ruleVersions;
        this.vouchers = vouchers;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * @param worthFen of the voucher by the new prices
     * @param before the voucher
     * @param after the voucher, or what will become of it when another person approves
     */
    public record PriceCut(
            VoucherApplication application, Voucher before, Voucher after, long worthFen, boolean isCarriedOut) {

        /** What has gone back to the budget by it, or will. */
        public long takenBackFen() {
            return before.availableFen() - after.availableFen();
        }
    }

    /**
     * Judges an application whose voucher is issued again by its version of the rules at lower prices, and proposes to
     * take back to the budget what the voucher is worth less. A voucher is never worth more by it (domain.md §15, idea
     * 12). Prices are in fen. It can be used as before until another person approves.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code application-not-found} (404), {@code review-own-side},
     * {@code review-not-yours} (403), {@code application-transition-not-allowed}, {@code price-cut-open},
     * {@code price-cut-without-effect}, {@code voucher-transition-not-allowed} (409).
     */
    public Effect<PriceCut> propose(Actor actor, UUID id, NewPriceCut wanted) {
        Instant now = now();
        List<CutPrice> prices = wanted.prices().stream()
                .map(price -> new CutPrice(price.inclTaxFen(), price.exTaxFen()))
                .toList();
        return Effect.of(connection -> cuttable(connection, actor, id)
                .invoke(application -> {
                    if (application.openPriceCut() != null) {
                        throw Rejection.conflict("price-cut-open");
                    }
                })
                .chain(application -> decision(connection, application, prices)
                        .map(decision -> decision.evaluation().face().fen())
                        .chain(worth -> vouchers.wouldReduce(connection, application.voucherId(), worth)
                                .chain(change -> carryOut(
                                                connection,
                                                ApplicationEvent.PRICE_CUT_PROPOSED,
                                                application,
                                                new PriceCutProposal(
                                                        prices, worth, wanted.reason(), actor.id(), now, null),
                                                wanted.reason(),
                                                now)
                                        .map(after ->
                                                new PriceCut(after, change.before(), change.after(), worth, false))))));
    }

    /**
     * Takes back what another person has proposed to take back, as far as it is free by now.
     *
     * <p>Rejects like {@link #propose}, with {@code four-eyes-required} (403) for whoever proposed it, and with
     * {@code application-transition-not-allowed} (409) where nothing waits.
     */
    public Effect<PriceCut> approve(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> cuttable(connection, actor, id)
                .map(application -> requireOpen(application, "APPROVE_PRICE_CUT"))
                .invoke(application ->
                        FourEyes.require(application.openPriceCut().proposedBy(), actor.id()))
                .chain(application -> decision(
                                connection, application, application.priceCut().prices())
                        .chain(decision -> approve(connection, actor, application, decision, reason, now))));
    }

    private Uni<PriceCut> approve(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            DecisionRecord decision,
            String reason,
            Instant now) {
        long worth = decision.evaluation().face().fen();
        PriceCutProposal proposal = application.priceCut();
        return vouchers.reduce(connection, application.voucherId(), worth, reason, proposal.reason())
                .chain(change -> history.addDecisions(
                                connection, List.of(new RuleDecision(application.id(), OCCASION, decision, now)))
                        .chain(() -> carryOut(
                                connection,
                                ApplicationEvent.PRICE_CUT_APPROVED,
                                application,
                                proposal.approved(actor.id()),
                                reason,
                                now))
                        .map(after -> new PriceCut(after, change.before(), change.after(), worth, true)));
    }

    /**
     * Leaves the voucher as it is; whoever proposed to cut it may think better of it. Rejects like {@link #approve}
     * otherwise.
     */
    public Effect<VoucherApplication> reject(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> cuttable(connection, actor, id)
                .map(application -> requireOpen(application, "REJECT_PRICE_CUT"))
                .chain(application ->
                        carryOut(connection, ApplicationEvent.PRICE_CUT_REJECTED, application, null, reason, now)));
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Uni<VoucherApplication> carryOut(
            SqlConnection connection,
            ApplicationEvent event,
            VoucherApplication before,
            PriceCutProposal proposal,
            String reason,
            Instant now) {
        VoucherApplication after = before.change().priceCut(proposal).at(now);
        return writer.carryOut(connection, ApplicationTransition.at(event, before, after, reason), now);
    }

    private Uni<VoucherApplication> cuttable(SqlConnection connection, Actor actor, UUID id) {
        return applications
                .lock(connection, List.of(id))
                .map(found -> requireCuttable(found.get(id), actor))
                .call(found -> impartiality.require(connection, found, actor));
    }

    private static VoucherApplication requireOpen(VoucherApplication application, String what) {
        if (application.openPriceCut() == null) {
            throw Rejection.conflict("application-transition-not-allowed", application.status(), what);
        }
        return application;
    }

    private static VoucherApplication requireCuttable(VoucherApplication found, Actor actor) {
        VoucherApplication application = ApplicationAccess.requireSeen(found, actor);
        ApplicationAccess.requireOtherSide(application, actor);
        if (!ApplicationAccess.isInRegion(actor, application.regionCode())) {
            throw Rejection.forbidden("review-not-yours");
        }
        if (application.status() != ApplicationStatus.ISSUED) {
            throw Rejection.conflict("application-transition-not-allowed", application.status(), OCCASION);
        }
        return application;
    }

    private Uni<DecisionRecord> decision(
            SqlConnection connection, VoucherApplication application, List<CutPrice> prices) {
        return history.decisions(connection, application.id())
                .map(PriceCuts::granted)
                .chain(granted -> ruleVersions
                        .get(connection, application.programmeId(), application.ruleVersion())
                        .map(rules -> DecisionRecord.of(
                                granted.programmeId(),
                                granted.ruleVersion(),
                                rules,
                                granted.applicant(),
                                cheaper(granted.ask(), prices),
                                granted.situation())));
    }

    private static DecisionRecord granted(List<RuleDecision> decisions) {
        return decisions.stream()
                .filter(decided -> GRANTING.contains(decided.occasion()))
                .reduce((earlier, later) -> later)
                .map(RuleDecision::record)
                .orElseThrow(() -> new IllegalStateException("an issued voucher without its approval"));
    }

    private static Ask cheaper(Ask granted, List<CutPrice> prices) {
        List<Defect> defects = new ArrayList<>();
        if (prices.size() != granted.lines().size()) {
            throw Rejection.invalid(List.of(Defect.at(
                    "/prices", "price-cut-lines-unfit", granted.lines().size())));
        }
        List<Ask.Line> lines = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            Ask.Line line = granted.lines().get(i);
            CutPrice price = prices.get(i);
            if (price.exTaxFen() > price.inclTaxFen()) {
                defects.add(Defect.at("/prices/" + i + "/exTaxFen", "application-tax-reversed"));
            }
            lines.add(new Ask.Line(
                    line.offeringId(),
                    line.layer(),
                    line.providerId(),
                    line.platformProvider(),
                    Math.min(line.inclTaxFen(), price.inclTaxFen()),
                    Math.min(line.exTaxFen(), price.exTaxFen()),
                    line.contractDate()));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new Ask(lines, granted.otherFiscalMoney(), granted.acceptsLess());
    }
}
