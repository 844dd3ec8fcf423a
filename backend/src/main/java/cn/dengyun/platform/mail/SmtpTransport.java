package cn.dengyun.platform.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Sends mail through the configured server. */
@ApplicationScoped
class SmtpTransport implements MailTransport {

    private final ReactiveMailer mailer;

    SmtpTransport(ReactiveMailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Uni<Void> send(UUID id, Mail mail) {
        return mailer.send(io.quarkus.mailer.Mail.withText(mail.to(), mail.subject(), mail.text())
                .addHeader("Message-ID", "<" + id + "@dengyun>")
                // RFC 3834: no out-of-office note comes back.
                .addHeader("Auto-Submitted", "auto-generated"));
    }

    @Override
    public String destination() {
        return "is sent through the server DENGYUN_MAIL_HOST";
    }
}
