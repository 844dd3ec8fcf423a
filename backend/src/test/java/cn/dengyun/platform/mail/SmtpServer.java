package cn.dengyun.platform.mail;

import cn.dengyun.FreePorts;
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
        // A fixed one, which is the same after a restart.
        int port = FreePorts.next();
        ServerSetup setup = new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(Patience.LONG.toMillis());
        greenMail = new GreenMail(setup);
        greenMail.start();
        return Map.of("dengyun.mail.host", "localhost", "dengyun.mail.port", Integer.toString(port));
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
