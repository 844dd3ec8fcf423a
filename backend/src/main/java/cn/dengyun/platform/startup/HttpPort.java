package cn.dengyun.platform.startup;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port the platform is to listen on, looked at before anything that takes time is started. */
final class HttpPort {

    private static final int HIGHEST = 65_535;

    private HttpPort() {}

    /**
     * Refuses to start when another program listens on one of the configured ports.
     *
     * <p>A port taken between this look and the real start is still reported by Quarkus, only later and at more length.
     */
    static void requireFree(SmallRyeConfig settings) {
        requireFree(settings, "quarkus.http.port", "8080");
        requireFree(settings, "dengyun.operations-port", "0");
    }

    private static void requireFree(SmallRyeConfig settings, String setting, String usual) {
        String variable = SettingNames.variable(setting);
        int port = number(settings.getOptionalValue(setting, String.class).orElse(usual), variable);
        String host =
                settings.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new StartRefusal("Port " + port + " on " + host + " cannot be used (" + e.getMessage()
                    + "). Stop the program that uses it, or choose another: " + variable + "="
                    + (port == HIGHEST ? port - 1 : port + 1) + ".");
        }
    }

    private static int number(String port, String variable) {
        try {
            int number = Integer.parseInt(port.strip());
            if (number >= 0 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new StartRefusal(
                "The port " + port + " is none. Choose a number from 1 to " + HIGHEST + ": " + variable + ".");
    }
}
