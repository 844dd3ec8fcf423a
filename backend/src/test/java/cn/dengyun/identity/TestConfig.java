package cn.dengyun.identity;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configurations other than that of the running test application. */
public final class TestConfig {

    private TestConfig() {}

    /** This key for private keys; null for none. */
    public static IdentityConfig identity(String keyEncryptionKey) {
        return of(
                IdentityConfig.class,
                "dengyun",
                keyEncryptionKey == null ? Map.of() : Map.of("dengyun.key-encryption-key", keyEncryptionKey));
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
