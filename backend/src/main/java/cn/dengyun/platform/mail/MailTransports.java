package cn.dengyun.platform.mail;

import cn.dengyun.platform.startup.ProductionCheck;
import cn.dengyun.platform.startup.StartupNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which of the ways out is configured, told to whoever starts the platform. */
@ApplicationScoped
class MailTransports implements StartupNotice, ProductionCheck {

    private final MailConfig config;
    private final FileTransport files;
    private final SmtpTransport smtp;

    MailTransports(MailConfig config, FileTransport files, SmtpTransport smtp) {
        this.config = config;
        this.files = files;
        this.smtp = smtp;
    }

    MailTransport chosen() {
        return config.host().isPresent() ? smtp : files;
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
        if (config.host().isPresent() && config.from().endsWith("@localhost")) {
            return List.of("dengyun.mail.from is missing: mail in nobody's name is thrown away. Name an address.");
        }
        return List.of();
    }
}
