package cn.dengyun.platform.mail;

import cn.dengyun.Patience;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An SMTP server on a free port. */
public final class SmtpServer implements QuarkusTestResourceLifecycleManager {

    private GreenMail greenMail;

    @Override
    public Map<String, String> start() {
        greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        greenMail.start();
        int port = greenMail.getSmtp().getPort();
        greenMail.stop();
        // The same port after a restart.
        ServerSetup same = new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP);
        same.setServerStartupTimeout(Patience.LONG.toMillis());
        greenMail = new GreenMail(same);
        greenMail.start();
        return Map.of("quarkus.mailer.host", "localhost", "quarkus.mailer.port", Integer.toString(port));
    }

    @Override
    public void inject(Object test) {
        MailSmtpTest.server = greenMail;
    }

    @Override
    public void stop() {
        greenMail.stop();
    }
}
