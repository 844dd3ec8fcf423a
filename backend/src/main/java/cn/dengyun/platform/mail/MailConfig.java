package cn.dengyun.platform.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How e-mail leaves the platform. Port, name and password are read by the mailer alone. */
@ConfigMapping(prefix = "dengyun.mail")
interface MailConfig {

    /** The SMTP server that mail is sent through; without one mail goes into files below {@code data-dir/mail}. */
    Optional<String> host();

    @WithDefault("587")
    int port();

    /** With which name the platform signs in there; without one it does not. */
    Optional<String> username();

    Optional<String> password();

    /** In whose name mail is sent. */
    @WithDefault("dengyun@localhost")
    String from();
}
