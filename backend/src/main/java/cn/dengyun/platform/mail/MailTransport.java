package cn.dengyun.platform.mail;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** One attempt to get a mail out of the house. */
interface MailTransport {

    /** Hands the mail over. A second attempt with the same id is the same mail to whoever gets both. */
    Uni<Void> send(UUID id, Mail mail);

    /** Where mail goes, for the person who starts the platform. */
    String destination();
}
