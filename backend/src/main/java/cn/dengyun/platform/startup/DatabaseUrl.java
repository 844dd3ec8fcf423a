package cn.dengyun.platform.startup;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one address of an external database, {@code postgresql://host:port/name}, from which both drivers get theirs.
 *
 * <p>Of the parameters that libpq knows it takes {@code sslmode} and {@code sslrootcert}, which the two drivers would
 * not understand alike.
 */
record DatabaseUrl(String address, Map<String, String> parameters) {

    private static final String SCHEME = "postgresql";
    private static final String SSL_MODE = "sslmode";
    private static final String ROOT_CERTIFICATE = "sslrootcert";
    private static final Set<String> MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String FORM = "DENGYUN_DATABASE_URL has to be like postgresql://host:5432/name: ";

    /** @throws StartRefusal when it is no such address, with what is wrong */
    static DatabaseUrl of(String text) {
        URI url = parsed(text.strip());
        require(SCHEME.equals(url.getScheme()), "it begins otherwise.");
        require(
                url.getRawUserInfo() == null,
                "the role belongs into DENGYUN_DATABASE_USERNAME and DENGYUN_DATABASE_PASSWORD.");
        require(url.getHost() != null, "it names no host, or more than one.");
        require(url.getRawPath() != null && url.getRawPath().matches("/[^/]+"), "it names no database.");
        Map<String, String> parameters = parameters(url.getRawQuery());
        String mode = parameters.getOrDefault(SSL_MODE, "prefer");
        require(
                MODES.contains(mode),
                "sslmode is one of " + String.join(", ", MODES.stream().sorted().toList()) + ".");
        require(
                !mode.startsWith("verify") || parameters.containsKey(ROOT_CERTIFICATE),
                "sslmode=" + mode + " needs sslrootcert, the file with the certificate to trust.");
        return new DatabaseUrl(url.getRawAuthority() + url.getRawPath(), parameters);
    }

    /** What Quarkus has to be told so that both drivers go there, and are equally strict about it. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String query = parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&", "?", ""));
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + address + query);
        settings.put("quarkus.datasource.reactive.url", SCHEME + "://" + address);
        String mode = parameters.get(SSL_MODE);
        if (mode == null) {
            return settings;
        }
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", mode);
        if (!mode.startsWith("verify")) {
            // As with the other driver and with psql: encrypted, but whoever answers is believed.
            settings.put("quarkus.datasource.reactive.trust-all", "true");
            return settings;
        }
        settings.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
        settings.put(
                "quarkus.datasource.reactive.trust-certificate-pem.certs",
                URLDecoder.decode(parameters.get(ROOT_CERTIFICATE), StandardCharsets.UTF_8));
        settings.put(
                "quarkus.datasource.reactive.hostname-verification-algorithm",
                mode.equals("verify-full") ? "HTTPS" : "NONE");
        return settings;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new StartRefusal(FORM + e.getReason() + ".");
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String parameter : query.split("&", -1)) {
            int end = parameter.indexOf('=');
            String name = end < 0 ? parameter : parameter.substring(0, end);
            require(
                    end > 0 && (name.equals(SSL_MODE) || name.equals(ROOT_CERTIFICATE)),
                    "its parameters are sslmode and sslrootcert, not " + name + ".");
            parameters.put(name, parameter.substring(end + 1));
        }
        return parameters;
    }

    private static void require(boolean isSo, String orElse) {
        if (!isSo) {
            throw new StartRefusal(FORM + orElse);
        }
    }
}
