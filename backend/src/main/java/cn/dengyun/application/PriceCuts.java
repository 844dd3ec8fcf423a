package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewPriceCut;
import cn.dengyun.application.ApplicationForms.Price;
import cn.dengyun.application.domain.ApplicationStatus;
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
    private final Clock clock;

    PriceCuts(
            ApplicationStore applications,
            HistoryStore history,
            Impartiality impartiality,
            RuleVersions ruleVersions,
            VoucherReduction vouchers,
            Clock clock) {
        this.applications = applications;
        this.history = history;
        this.impartiality = impartiality;
        this.ruleVersions = ruleVersions;
        this.vouchers = vouchers;
        this.clock = clock;
    }

    /** @param worthFen of the voucher by the new prices */
    public record PriceCut(VoucherApplication application, Voucher before, Voucher after, long worthFen) {

        /** What has gone back to the budget by it. */
        public long takenBackFen() {
            return before.availableFen() - after.availableFen();
        }
    }

    /**
     * Judges an application whose voucher is issued again by its version of the rules at lower prices, and takes back
     * to the budget what the voucher is worth less, as far as it is free. A voucher is never worth more by it
     * (domain.md §15, idea 12). Prices are in fen.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code application-not-found} (404), {@code review-own-side},
     * {@code review-not-yours} (403), {@code application-transition-not-allowed}, {@code price-cut-without-effect},
     * {@code voucher-transition-not-allowed} (409).
     */
    public Effect<PriceCut> cut(Actor actor, UUID id, NewPriceCut wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Effect.of(connection -> applications
                .lock(connection, List.of(id))
                .map(found -> requireCuttable(found.get(id), actor))
                .call(found -> impartiality.require(connection, found, actor))
                .chain(application -> decision(connection, application, wanted)
                        .chain(decision -> carryOut(connection, application, decision, wanted, now))));
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

    private Uni<DecisionRecord> decision(SqlConnection connection, VoucherApplication application, NewPriceCut wanted) {
        return history.decisions(connection, application.id())
                .map(PriceCuts::granted)
                .chain(granted -> ruleVersions
                        .get(connection, application.programmeId(), application.ruleVersion())
                        .map(rules -> DecisionRecord.of(
                                granted.programmeId(),
                                granted.ruleVersion(),
                                rules,
                                granted.applicant(),
                                cheaper(granted.ask(), wanted.prices()),
                                granted.situation())));
    }

    private static DecisionRecord granted(List<RuleDecision> decisions) {
        return decisions.stream()
                .filter(decided -> GRANTING.contains(decided.occasion()))
                .reduce((earlier, later) -> later)
                .map(RuleDecision::record)
                .orElseThrow(() -> new IllegalStateException("an issued voucher without its approval"));
    }

    private static Ask cheaper(Ask granted, List<Price> prices) {
        List<Defect> defects = new ArrayList<>();
        if (prices.size() != granted.lines().size()) {
            throw Rejection.invalid(List.of(Defect.at(
                    "/prices", "price-cut-lines-unfit", granted.lines().size())));
        }
        List<Ask.Line> lines = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            Ask.Line line = granted.lines().get(i);
            Price price = prices.get(i);
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

    private Uni<PriceCut> carryOut(
            SqlConnection connection,
            VoucherApplication application,
            DecisionRecord decision,
            NewPriceCut wanted,
            Instant now) {
        long worth = decision.evaluation().face().fen();
        return vouchers.reduce(connection, application.voucherId(), worth, wanted.reason())
                .call(() -> history.addDecisions(
                        connection, List.of(new RuleDecision(application.id(), OCCASION, decision, now))))
                .map(change -> new PriceCut(application, change.before(), change.after(), worth));
    }
}
