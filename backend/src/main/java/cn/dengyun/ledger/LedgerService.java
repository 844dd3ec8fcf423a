package cn.dengyun.ledger;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.MoneyFlow;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.store.BalanceStore;
import cn.dengyun.ledger.store.BalanceStore.Balance;
import cn.dengyun.ledger.store.BalanceStore.Place;
import cn.dengyun.ledger.store.TransferStore;
import cn.dengyun.ledger.store.TransferStore.Filter;
import cn.dengyun.ledger.store.TransferStore.SubjectSum;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The door of the ledger: money is moved through it, and every position of it can be looked at. */
@ApplicationScoped
public class LedgerService {

    private final TransferStore transfers;
    private final BalanceStore balances;
    private final LedgerSequencer sequencer;
    private final Cursors cursors;

    LedgerService(TransferStore transfers, BalanceStore balances, LedgerSequencer sequencer, Cursors cursors) {
        this.transfers = transfers;
        this.balances = balances;
        this.sequencer = sequencer;
        this.cursors = cursors;
    }

    /** Gives a programme a ledger, in the unit of work that makes the programme; before its first transfer. */
    public Uni<Void> open(SqlConnection connection, UUID programmeId) {
        return transfers.open(connection, programmeId);
    }

    /**
     * Records transfers in the unit of work that makes them true, in one statement however many they are. The caller
     * keeps the balances of its own rows (budgets, vouchers) in the same unit of work, with conditions that let none of
     * them go below zero.
     */
    public Uni<Void> post(SqlConnection connection, List<Transfer> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : transfers.insert(connection, moved).invoke(sequencer::soon);
    }

    /** The transfer with this id; null when there is none. */
    public Uni<Transfer> find(SqlConnection connection, UUID transferId) {
        return transfers.find(connection, transferId);
    }

    /** All transfers that come from a fact, in whichever programme, as the unit of work sees them. */
    public Uni<List<Transfer>> transfersOfSubject(SqlConnection connection, UUID subjectId) {
        return transfers.ofSubject(connection, subjectId);
    }

    /** How much came from each of some facts in a programme, behind a position, up to another one; in fen. */
    public Uni<Map<UUID, Long>> amountsOfSubjects(UUID programmeId, Collection<UUID> subjects, long behind, long last) {
        return transfers
                .sums(programmeId, subjects, behind, last)
                .map(found -> found.stream().collect(Collectors.toMap(SubjectSum::subjectId, SubjectSum::amountFen)));
    }

    /** Where all money of a programme is now. Rejects with {@code ledger-not-found} (404). */
    public Uni<ConservationStatement> conservation(UUID programmeId) {
        return balances.now(programmeId).map(found -> {
            if (found == null) {
                throw Rejection.notFound("ledger-not-found");
            }
            return found;
        });
    }

    /**
     * Where it was right after a past position. Rejects with {@code ledger-not-found} and
     * {@code ledger-position-not-found} (404).
     */
    public Uni<ConservationStatement> conservationAt(UUID programmeId, long position) {
        return conservation(programmeId)
                .chain(() -> balances.place(programmeId, position))
                .map(place -> {
                    if (place == null) {
                        throw Rejection.notFound("ledger-position-not-found");
                    }
                    return place;
                })
                .chain(place -> balances.at(programmeId, place));
    }

    /**
     * Where it was at a past moment: right after the last transfer that had its position by then. Rejects with
     * {@code ledger-not-found} (404).
     */
    public Uni<ConservationStatement> conservationAt(UUID programmeId, Instant moment) {
        return conservation(programmeId)
                .chain(() -> balances.placeAt(programmeId, moment))
                .chain((Place place) -> balances.at(programmeId, place));
    }

    /**
     * Whether something that occurred in a programme before a moment has not got its position for everybody to see. A
     * moment that is over, before which nothing is pending, has its last position.
     */
    public Uni<Boolean> isPendingBefore(UUID programmeId, Instant moment) {
        return balances.isPendingBefore(programmeId, moment);
    }

    /** What moved in a programme behind a position, up to another one, by the kinds of accounts. */
    public Uni<List<MoneyFlow>> flows(UUID programmeId, long behind, long last) {
        return balances.flows(programmeId, behind, last);
    }

    /**
     * NumberedTransfer transfers of a programme in the order of their positions. Rejects with {@code cursor-invalid}.
     */
    public Uni<Page<NumberedTransfer>> transfers(UUID programmeId, Filter filter, String cursor, int limit) {
        String query = "ledger-transfers?" + programmeId + filter;
        long after =
                cursor == null ? 0 : Long.parseLong(cursors.open(query, cursor).get(0));
        return transfers
                .page(programmeId, filter, after, limit + 1)
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> cursors.seal(query, List.of(last.position().toString()))));
    }

    /**
     * Transfers of a voucher, oldest first, also those that have no position yet. Rejects with {@code cursor-invalid}.
     */
    public Uni<Page<NumberedTransfer>> transfersOfVoucher(UUID voucherId, String cursor, int limit) {
        String query = "voucher-transfers?" + voucherId;
        UUID after = cursors.idBehind(query, cursor, Ids.OLDEST);
        return transfers
                .ofVoucher(voucherId, after, limit + 1)
                .map(found -> cursors.pageById(
                        query, found, limit, last -> last.transfer().id()));
    }

    /** All transfers of a voucher in the order in which they occurred, as the unit of work sees them. */
    public Uni<List<NumberedTransfer>> transfersOfVoucher(SqlConnection connection, UUID voucherId) {
        return transfers.ofVoucher(connection, voucherId);
    }

    /** How many entries there are about a voucher, up to a limit. */
    public Uni<Long> countOfVoucher(SqlConnection connection, UUID voucherId, int limit) {
        return transfers.countOfVoucher(connection, voucherId, limit);
    }

    /** Accounts of budgets, payees and the programme with their balances. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Balance>> accounts(UUID programmeId, AccountKind kind, String cursor, int limit) {
        String query = "ledger-accounts?" + programmeId + kind;
        List<String> after = cursor == null ? List.of("", Ids.OLDEST.toString()) : cursors.open(query, cursor);
        return balances.page(programmeId, kind, after.get(0), UUID.fromString(after.get(1)), limit + 1)
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> cursors.seal(
                                query,
                                List.of(
                                        last.account().kind().name(),
                                        last.account().owner().toString()))));
    }

    /** An account with its balance in fen at the head. */
    public record AccountBalance(LedgerAccount account, long balanceFen) {}

    /** A transfer with its place among those of its programme, gapless from 1. */
    public record Placed(Transfer transfer, long position, Instant numberedAt) {}

    /** The same as {@link #accounts}, for those who show them. Rejects with {@code cursor-invalid}. */
    public Uni<Page<AccountBalance>> accountBalances(UUID programmeId, AccountKind kind, String cursor, int limit) {
        return accounts(programmeId, kind, cursor, limit)
                .map(page -> page.map(found -> new AccountBalance(found.account(), found.balanceFen())));
    }

    /** The same as {@link #transfers}, for those who show them. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Placed>> placedTransfers(
            UUID programmeId, AccountKind kind, UUID owner, UUID voucherId, String cursor, int limit) {
        return transfers(programmeId, new Filter(kind, owner, voucherId), cursor, limit)
                .map(page -> page.map(found -> new Placed(found.transfer(), found.position(), found.numberedAt())));
    }
}
