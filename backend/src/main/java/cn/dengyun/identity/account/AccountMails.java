package cn.dengyun.identity.account;

import cn.dengyun.identity.IdentityConfig;
import cn.dengyun.platform.mail.Mail;
import cn.dengyun.platform.mail.MailQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * What people are told about their accounts by mail, in the unit of work of what happened. Chinese first, then English:
 * nobody has said yet which of the two the reader prefers. An account without an address is told nothing.
 */
@ApplicationScoped
public class AccountMails {

    /** How long the token in a mail for a forgotten password is good. */
    public static final Duration RESET_FOR = Duration.ofMinutes(30);

    private final MailQueue queue;
    private final IdentityConfig config;

    AccountMails(MailQueue queue, IdentityConfig config) {
        this.queue = queue;
        this.config = config;
    }

    /** The one-time token for a new password. */
    public Uni<Void> resetRequested(SqlConnection connection, Account account, UUID reset, String token) {
        return write(connection, account.email(), "登云平台：重置密码 / Reset your password", """
                您好：

                有人请求重置账号 %s 的密码。如果是您本人，请在 %d 分钟内完成：

                %s

                如果不是您本人，请忽略此邮件，密码不会改变。

                Somebody asked to reset the password of the account %1$s. If it was you, use the above within %2$d minutes;
                if not, ignore this mail: nothing changes.
                """.formatted(
                        account.username(), RESET_FOR.toMinutes(), link("password-resets", reset, token)));
    }

    /** That the password is another one now. */
    public Uni<Void> passwordChanged(SqlConnection connection, Account account) {
        return write(connection, account.email(), "登云平台：密码已修改 / Your password was changed", """
                账号 %s 的密码已修改，其他设备上的登录已全部退出。如果不是您本人操作，请立即重置密码。

                The password of the account %1$s was changed, and it was signed out on all other devices. If it was not
                you, reset the password at once.
                """.formatted(
                        account.username()));
    }

    /** That a session was ended because two parties held its refresh token. */
    public Uni<Void> sessionStolen(SqlConnection connection, Account account) {
        return write(connection, account.email(), "登云平台：登录异常 / A session was ended", """
                账号 %s 的一个登录令牌被重复使用，可能已被他人窃取，该会话已结束。如果您没有在多个窗口中重复刷新，请立即修改密码。

                A refresh token of the account %1$s was used twice, so somebody else may hold it. That session was ended.
                Unless you know why, change the password at once.
                """.formatted(account.username()));
    }

    /** That the second factor was enrolled or removed. */
    public Uni<Void> secondFactorChanged(SqlConnection connection, Account account, boolean isEnrolled) {
        return write(connection, account.email(), "登云平台：动态口令变更 / Second factor changed", """
                账号 %s 的动态口令已%s。如果不是您本人操作，请立即修改密码并联系平台管理员。

                The second factor of the account %1$s was %s. If it was not you, change the password at once and tell the
                platform's administrator.
                """.formatted(
                        account.username(), isEnrolled ? "绑定" : "解除", isEnrolled ? "enrolled" : "removed"));
    }

    /** That an account ended with the registration of its organisation, whose credit code somebody else registered. */
    public Uni<Void> registrationEnded(SqlConnection connection, String email, String username) {
        return write(connection, email, "登云平台：登记已失效 / Your registration has ended", """
                账号 %s 所属单位的登记一直未通过认证，同一统一社会信用代码已被重新登记，原登记和账号随之失效。如果该代码确属贵单位，
                请向所在地主管部门说明情况；其拒绝新登记的认证后，可以再次登记。

                The organisation of the account %1$s was never certified, and its credit code was registered again. The earlier
                registration and its accounts have ended. If the code is your organisation's, tell the authority of its
                region: once that refuses to certify the new registration, you can register again.
                """.formatted(username));
    }

    /**
     * Somebody who is asked to join an organisation.
     *
     * @param name of the person; empty when it is not known
     */
    public record Invited(
            String name, String email, String organizationName, UUID invitation, String token, long days) {}

    /** How a person joins an organisation: the one-time token, and what to do with it step by step. */
    public Uni<Void> invited(SqlConnection connection, Invited invited) {
        return write(connection, invited.email(), "登云平台：加入邀请 / Invitation", """
                %1$s您好：

                “%2$s”邀请您加入登云平台。请在 %3$d 天内完成以下步骤：

                1. %4$s
                %5$s
                2. 自己选定用户名和密码；主管部门、财政部门、审计部门人员和系统管理员还须填写手机号，一人一个账号。
                3. 用新账号登录。主管部门、财政部门的账号和系统管理员还须绑定动态口令。

                如果您不知道这一邀请的由来，请忽略此邮件。

                “%2$s” invites you to join it on the Dengyun platform. Within %3$d days:

                1. %6$s
                2. Choose a user name and a password of your own; in authorities and at the operator state your mobile number as
                   well, where a person has one account.
                3. Sign in with them. Accounts of authorities, finance and system administrators also enrol a second factor.

                If you do not know what this is about, ignore this mail.
                """.formatted(
                        invited.name(),
                        invited.organizationName(),
                        invited.days(),
                        hasPortal() ? "打开链接：" : "凭以下编号和令牌接受邀请（POST %s）：".formatted(acceptance(invited)),
                        link("invitations", invited.invitation(), invited.token()),
                        hasPortal()
                                ? "Open the link above."
                                : "Accept with the id and the token above (POST %s).".formatted(acceptance(invited))));
    }

    private boolean hasPortal() {
        return config.portalUrl().isPresent();
    }

    private static String acceptance(Invited invited) {
        return "/api/v1/invitations/" + invited.invitation() + "/acceptances";
    }

    /** A link where the portal's address is known, else what a client needs to make the request. */
    private String link(String kind, UUID id, String token) {
        return config.portalUrl()
                // Behind the hash sign it reaches no server and no log.
                .map(portal -> portal + "/" + kind + "#id=" + id + "&token=" + token)
                .orElse("id: " + id + "\ntoken: " + token);
    }

    private Uni<Void> write(SqlConnection connection, String email, String subject, String text) {
        return email == null ? Uni.createFrom().voidItem() : queue.write(connection, new Mail(email, subject, text));
    }
}
