package cn.dengyun.platform.startup;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What Quarkus is told because of our own settings, where one of ours stands for several of its.
 *
 * <p>An empty value is as good as none: that is how a compose file passes on what nobody has set.
 */
public final class DerivedSettings implements ConfigSourceFactory {

    /** The name of the source, by which it is told from what somebody has set. */
    static final String NAME = "derived from the settings of Dengyun";

    /** Above what is shipped, below every place where somebody may set something. */
    private static final int ORDINAL = 255;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        value(context, "dengyun.database.url")
                .ifPresent(url -> derived.putAll(DatabaseUrl.of(url).settings()));
        pass(context, "dengyun.database.username", derived, "quarkus.datasource.username");
        pass(context, "dengyun.database.password", derived, "quarkus.datasource.password");
        pass(context, "dengyun.database.owner-username", derived, "quarkus.flyway.username");
        pass(context, "dengyun.database.owner-password", derived, "quarkus.flyway.password");
        pass(context, "dengyun.database.connections", derived, "quarkus.datasource.reactive.max-size");
        value(context, "dengyun.cors.origins").ifPresent(origins -> {
            derived.put("quarkus.http.cors.enabled", "true");
            derived.put("quarkus.http.cors.origins", origins);
        });
        value(context, "dengyun.trusted-proxies").ifPresent(proxies -> {
            derived.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            derived.put("quarkus.http.proxy.trusted-proxies", proxies);
        });
        pass(context, "dengyun.mail.host", derived, "quarkus.mailer.host");
        pass(context, "dengyun.mail.port", derived, "quarkus.mailer.port");
        pass(context, "dengyun.mail.username", derived, "quarkus.mailer.username");
        pass(context, "dengyun.mail.password", derived, "quarkus.mailer.password");
        pass(context, "dengyun.mail.from", derived, "quarkus.mailer.from");
        return List.of(new PropertiesConfigSource(derived, NAME, ORDINAL));
    }

    private static void pass(ConfigSourceContext context, String name, Map<String, String> derived, String as) {
        value(context, name).ifPresent(value -> derived.put(as, value));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }
}
