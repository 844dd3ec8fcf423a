package cn.dengyun.identity;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configurations other than that of the running test application. */
public final class TestConfig {

    private TestConfig() {}

    /** The defaults, cheap bcrypt, and this key for private keys; null for none. */
    public static IdentityConfig identity(String keyEncryptionKey) {
        Map<String, String> settings = new HashMap<>(Map.of("dengyun.identity.bcrypt-cost", "4"));
        if (keyEncryptionKey != null) {
            settings.put("dengyun.identity.key-encryption-key", keyEncryptionKey);
        }
        return of(IdentityConfig.class, "dengyun.identity", settings);
    }

    public static <T> T of(Class<T> type, String prefix, Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(type, prefix)
                .withDefaultValues(settings)
                .withValidateUnknown(false)
                .addDefaultInterceptors()
                .withConverters(new org.eclipse.microprofile.config.spi.Converter<?>[0])
                .addDiscoveredConverters()
                .build();
        return config.getConfigMapping(type, prefix);
    }
}
