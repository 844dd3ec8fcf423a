package cn.dengyun.identity.member;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.account.AccountMails;
import cn.dengyun.identity.organization.ClosingEffect;
import cn.dengyun.identity.session.EndReason;
import cn.dengyun.identity.session.Sessions;
import cn.dengyun.platform.frame.Effect;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Nobody is a person of a closed organisation: accounts are disabled, their names free, and nobody is invited. Whoever
 * has proven an address is told there.
 */
@ApplicationScoped
class MembersClosing implements ClosingEffect {

    private final MemberStore members;
    private final InvitationStore invitations;
    private final Sessions sessions;
    private final AccountMails mails;

    MembersClosing(MemberStore members, InvitationStore invitations, Sessions sessions, AccountMails mails) {
        this.members = members;
        this.invitations = invitations;
        this.sessions = sessions;
        this.mails = mails;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, UUID organizationId, Instant now, UUID by) {
        Effect<List<UUID>> closing = Effect.<List<UUID>>of(unit -> invitations
                        .withdrawOf(unit, organizationId, now)
                        .chain(() -> members.closeAll(unit, organizationId, now))
                        .chain(accounts -> ended(unit, accounts)))
                .afterCommit(sessions::refuse);
        return in(connection, closing).replaceWithVoid();
    }

    private Uni<List<UUID>> ended(SqlConnection connection, List<MemberStore.Ended> accounts) {
        return Multi.createFrom()
                .iterable(accounts)
                .onItem()
                .transformToUniAndConcatenate(account -> mails.registrationEnded(
                                connection, account.email(), account.username())
                        .chain(() -> sessions.endAll(connection, account.id(), null, EndReason.ACCOUNT_DISABLED)))
                .onItem()
                .<UUID>disjoint()
                .collect()
                .asList();
    }
}
