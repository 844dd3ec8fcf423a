package cn.dengyun.platform.mail;

import cn.dengyun.platform.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Mail to real people, with links to their passwords in it, is not left lying in a folder. */
@ApplicationScoped
final class MailSafety implements ProductionCheck {

    private final MailConfig config;

    MailSafety(MailConfig config) {
        this.config = config;
    }

    @Override
    public List<String> findings() {
        return config.host().isPresent()
                ? List.of()
                : List.of("dengyun.mail.host is missing: e-mail would go into files, links for new passwords among it."
                        + " Name the SMTP server.");
    }
}
