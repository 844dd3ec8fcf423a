package cn.dengyun.platform.mail;

import io.smallrye.config.ConfigMapping;

/** In whose name mail is sent; read here so that files say the same as what goes to a server. */
@ConfigMapping(prefix = "quarkus.mailer")
interface MailSender {

    String from();
}
