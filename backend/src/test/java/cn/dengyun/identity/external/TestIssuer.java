package cn.dengyun.identity.external;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A small OpenID Connect issuer: discovery and keys as any has them, {@code /sign} for whatever claims a test likes,
 * and {@code /rotate} for another key.
 */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;
    private volatile PublicJsonWebKey key;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        key = newKey();
        String issuer = "http://localhost:" + server.getAddress().getPort();
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}"));
        server.createContext(
                "/keys", exchange -> answer(exchange, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)));
        server.createContext("/sign", exchange -> answer(exchange, signed(exchange)));
        server.createContext("/rotate", exchange -> {
            key = newKey();
            answer(exchange, "{}");
        });
        server.start();
        return Map.of(
                "dengyun.oidc.issuer",
                issuer,
                "dengyun.oidc.roles",
                "cloud-provider=PROVIDER,administrator=SYSADMIN, chief=OWNER");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String signed(HttpExchange exchange) throws IOException {
        String claims = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims);
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }

    private static PublicJsonWebKey newKey() {
        try {
            PublicJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(UUID.randomUUID().toString());
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
