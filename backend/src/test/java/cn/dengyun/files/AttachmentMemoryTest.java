package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What many large uploads at once cost. */
@QuarkusTest
class AttachmentMemoryTest {

    private static final int UPLOADS = 20;
    private static final int BYTES = 19 << 20;
    /** The files themselves would take 380 MiB; about 22 are used, both ends of the connections included. */
    private static final long MAX_HEAP = 100L << 20;

    @TestHTTPResource("/api/v1/attachments")
    URI address;

    @Test
    void twentyLargeUploadsAtOnceDoNotFillTheMemory() throws Exception {
        String token = SignedIn.tokenOf("platform");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        System.gc();
        long before = usedHeap();

        List<CompletableFuture<Integer>> running = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            long seed = i;
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> form(seed)))
                    .build();
            running.add(uploaded(client, request));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
        long most = 0;
        while (!isDoneWithin(all, Duration.ofSeconds(1))) {
            // What is in use, not what waits to be collected. Nobody else runs meanwhile.
            System.gc();
            most = Math.max(most, usedHeap() - before);
        }

        assertThat(running).allSatisfy(status -> assertThat(status.join()).isEqualTo(201));
        assertThat(most).isLessThan(MAX_HEAP);
    }

    /** Comes again when the platform says so, which stands still while the memory is measured. */
    private static CompletableFuture<Integer> uploaded(HttpClient client, HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenCompose(answer -> answer.statusCode() == 503
                        ? uploaded(client, request)
                        : CompletableFuture.completedFuture(answer.statusCode()));
    }

    private static boolean isDoneWithin(CompletableFuture<Void> all, Duration time) throws Exception {
        try {
            all.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static InputStream form(long seed) {
        InputStream head = stream("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nREPORT\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF-1.7\n");
        return new SequenceInputStream(
                new SequenceInputStream(head, new Noise(seed, BYTES)), stream("\n%%EOF\n\r\n--b--\r\n"));
    }

    private static InputStream stream(String text) {
        return new java.io.ByteArrayInputStream(Samples.text(text));
    }

    private static long usedHeap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes that are nowhere before they are read. */
    private static final class Noise extends InputStream {

        private final Random random;
        private int left;

        Noise(long seed, int length) {
            this.random = new Random(seed);
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? random.nextInt(256) : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(length, left);
            byte[] some = new byte[count];
            random.nextBytes(some);
            System.arraycopy(some, 0, target, offset, count);
            left -= count;
            return count;
        }
    }
}
