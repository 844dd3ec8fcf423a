package cn.dengyun.files;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The way into an S3-compatible store. */
final class S3Connection {

    private static final String PREFIX = "dengyun.files.s3.";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    /** With all attempts; shorter than what proxies wait for an answer. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(45);

    private S3Connection() {}

    /**
     * What keeps these settings from being used, beginning with the configuration key each; empty when all is there.
     */
    static List<String> defects(FilesConfig.S3 settings) {
        List<String> defects = new ArrayList<>();
        require(defects, "endpoint", settings.endpoint());
        settings.endpoint()
                .filter(endpoint -> !SCHEMES.contains(String.valueOf(endpoint.getScheme())))
                .ifPresent(endpoint ->
                        defects.add(PREFIX + "endpoint must begin with http:// or https://, but is " + endpoint));
        require(defects, "region", settings.region());
        require(defects, "bucket", settings.bucket());
        require(defects, "access-key", settings.accessKey());
        require(defects, "secret-key", settings.secretKey());
        return defects;
    }

    /** A client for complete settings. Nothing is sent before its first use. */
    static S3Client open(FilesConfig.S3 settings) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(
                settings.accessKey().orElseThrow(), settings.secretKey().orElseThrow());
        return S3Client.builder()
                .endpointOverride(settings.endpoint().map(URI::normalize).orElseThrow())
                .region(Region.of(settings.region().orElseThrow()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .forcePathStyle(settings.pathStyle())
                // Many compatible stores know neither chunks that are signed one by one nor the newer checksums.
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        calls -> calls.retryStrategy(RetryMode.STANDARD).apiCallTimeout(GIVE_UP_AFTER))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_WITHIN)
                        .socketTimeout(ANSWER_WITHIN))
                .build();
    }

    private static void require(List<String> defects, String name, Optional<?> value) {
        if (value.isEmpty()) {
            defects.add(PREFIX + name + " is missing");
        }
    }
}
