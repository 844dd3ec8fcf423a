package cn.dengyun.platform.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How e-mail leaves the platform. The server itself is set with {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "dengyun.mail")
interface MailConfig {

    /** Where mail goes. */
    enum Transport {
        /** Into files below {@code data-dir/mail}, to be read by whoever runs the platform. */
        FILE,
        /** To the server {@code quarkus.mailer.host}. */
        SMTP
    }

    @WithDefault("FILE")
    Transport transport();

    /** How often a mail is tried before it is given up. */
    @WithDefault("10")
    int attempts();

    /** The wait after the first failed attempt; each further one is four times as long, up to the longest. */
    @WithDefault("30S")
    Duration firstDelay();

    @WithDefault("6H")
    Duration longestDelay();

    /** How long one attempt may take. */
    @WithDefault("30S")
    Duration patience();

    /** How long it is remembered that a mail was sent or given up. */
    @WithDefault("30D")
    Duration keep();
}
