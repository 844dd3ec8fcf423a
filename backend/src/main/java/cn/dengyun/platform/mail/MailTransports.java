package cn.dengyun.platform.mail;

import cn.dengyun.platform.startup.ProductionCheck;
import cn.dengyun.platform.startup.StartupNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which of the ways out is configured, told to whoever starts the platform. */
@ApplicationScoped
class MailTransports implements StartupNotice, ProductionCheck {

    private final MailConfig config;
    private final MailSender sender;
    private final FileTransport files;
    private final SmtpTransport smtp;

    MailTransports(MailConfig config, MailSender sender, FileTransport files, SmtpTransport smtp) {
        this.config = config;
        this.sender = sender;
        this.files = files;
        this.smtp = smtp;
    }

    MailTransport chosen() {
        return config.transport() == MailConfig.Transport.SMTP ? smtp : files;
    }

    @Override
    public String heading() {
        return "E-mail";
    }

    @Override
    public List<String> lines() {
        return List.of(chosen().destination());
    }

    @Override
    public List<String> findings() {
        if (config.transport() == MailConfig.Transport.SMTP && sender.from().endsWith("@localhost")) {
            return List.of("quarkus.mailer.from is missing: mail in nobody's name is thrown away. Name an address.");
        }
        return List.of();
    }
}
