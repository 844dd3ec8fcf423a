package cn.dengyun.trade.demand;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.job.InTurn;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Carries out what becomes of quotes. Their demand is locked before. */
@ApplicationScoped
class QuoteMoves {

    private final AggregateStore<Quote> quotes;
    private final DemandRows rows;

    QuoteMoves(Aggregates aggregates, DemandRows rows) {
        this.quotes = aggregates.of(Quote.class, Quote.KNOWN);
        this.rows = rows;
    }

    AggregateStore<Quote> store() {
        return quotes;
    }

    Uni<Quote> carryOut(SqlConnection connection, Quote locked, Change<Quote> change) {
        return quotes.carryOut(connection, locked, change);
    }

    /**
     * The order by the awarded one did not come about: it is awarded no more, and those that were rejected with that
     * award and are still valid can be awarded again.
     *
     * @param demand as the award left it
     * @param reason why there is no order, as its provider or the enterprise said
     */
    Uni<Void> reopenAll(SqlConnection connection, Demand demand, String reason, Instant now) {
        return rows.lockDecided(connection, demand.id())
                .chain(found -> InTurn.each(found, quote -> {
                    if (quote.id().equals(demand.awardedQuoteId())) {
                        return carryOut(connection, quote, quote.moved(QuoteMove.DECLINE, null, reason, now))
                                .replaceWithVoid();
                    }
                    boolean isOfAward = quote.status() == QuoteStatus.REJECTED
                            && quote.endedAt().equals(demand.endedAt())
                            && now.isBefore(quote.lapsesAt());
                    return isOfAward
                            ? carryOut(connection, quote, quote.moved(QuoteMove.REOPEN, null, null, now))
                                    .replaceWithVoid()
                            : Uni.createFrom().voidItem();
                }));
    }

    /**
     * Nobody awards them any more: what was valid is rejected, and the rest has lapsed.
     *
     * @param but the one that is awarded; null where none is
     * @param reason null where nobody gave one
     */
    Uni<Void> rejectAll(SqlConnection connection, UUID demand, UUID but, String reason, Instant now) {
        return rows.lockSubmitted(connection, demand)
                .chain(found -> InTurn.each(
                        found.stream().filter(quote -> !quote.id().equals(but)).toList(), quote -> {
                            QuoteMove move =
                                    quote.statusAt(now) == QuoteStatus.LAPSED ? QuoteMove.LAPSE : QuoteMove.REJECT;
                            return carryOut(connection, quote, quote.moved(move, null, reason, now))
                                    .replaceWithVoid();
                        }));
    }
}
