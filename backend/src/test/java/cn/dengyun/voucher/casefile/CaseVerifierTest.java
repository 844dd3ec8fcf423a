package cn.dengyun.voucher.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.signing.domain.CompactToken;
import cn.dengyun.shared.Hashes;
import cn.dengyun.voucher.casefile.domain.CanonicalJson;
import cn.dengyun.voucher.casefile.domain.CaseArchive;
import cn.dengyun.voucher.casefile.domain.CaseManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to a case file, the stand-alone verifier finds it. */
class CaseVerifierTest {

    private static final int MISDEEDS = 10_000;

    private final CaseVerifiers verifier = new CaseVerifiers();
    private final Random random = new Random(51);
    private final KeyPair key = aKey();
    private final String keys = "{\"keys\": [" + jwk("k1", key) + ", " + jwk("k2", aKey()) + "]}";

    @Test
    void theVerifierIsShortEnoughToBeRead() throws IOException {
        assertThat(Files.readAllLines(CaseVerifiers.SOURCE)).hasSizeLessThanOrEqualTo(300);
        assertThat(Files.readString(CaseVerifiers.SOURCE)).doesNotContain("import cn.dengyun");
    }

    @Test
    void whatIsAsItWasExportedIsWell() {
        for (int i = 0; i < 200; i++) {
            assertThat(verifier.wrong(archive(files(), key, "k1"), keys)).isNull();
        }
    }

    @Test
    void anybodysProgramOpensTheArchive() throws IOException {
        Map<String, byte[]> files = files();
        Map<String, byte[]> found = unpacked(archive(files, key, "k1"));

        assertThat(found.keySet()).containsExactlyElementsOf(prepended(files.keySet()));
        files.forEach((name, content) -> assertThat(found.get(name)).isEqualTo(content));
    }

    @Test
    void everyRemovalSwapAndChangedByteIsFound() throws IOException {
        List<String> notFound = new ArrayList<>();
        for (int i = 0; i < MISDEEDS; i++) {
            Map<String, byte[]> files = files();
            byte[] archive = archive(files, key, "k1");
            Misdeed misdeed = misdeed(i % 12, files, archive);
            if (!Arrays.equals(misdeed.archive(), archive) && verifier.wrong(misdeed.archive(), keys) == null) {
                notFound.add(i + ": " + misdeed.what());
            }
        }
        assertThat(notFound).isEmpty();
    }

    @Test
    void everySingleByteCounts() {
        byte[] archive = archive(files(), key, "k1");
        for (int at = 0; at < archive.length; at += archive.length > 4_000 ? 3 : 1) {
            byte[] changed = archive.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(verifier.wrong(changed, keys)).as("byte " + at).isNotNull();
        }
    }

    @Test
    void aStrangersSignatureAndOneForSomethingElseAreNone() {
        Map<String, byte[]> files = files();

        assertThat(verifier.wrong(archive(files, aKey(), "k1"), keys)).startsWith("FORGED");
        assertThat(verifier.wrong(archive(files, key, "k2"), keys)).startsWith("FORGED");
        assertThat(verifier.wrong(archive(files, key, "k3"), keys)).startsWith("UNKNOWN");
        String credential = CompactToken.sign("dyv", "k1", manifest(files).claims(), key.getPrivate());
        assertThat(verifier.wrong(packed(credential, files), keys)).startsWith("FORGED");
        assertThat(verifier.wrong(new byte[0], keys)).startsWith("TRUNCATED");
    }

    @Test
    void jsonHasOneForm() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("b", Arrays.asList(1, 2L, null, true, Map.of(), List.of()));
        tree.put("a\u20ac", "\"\\\b\f\n\r\t\u0001/中\ud83d\ude00");

        assertThat(CanonicalJson.text(tree))
                .isEqualTo("{\"a\u20ac\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001/中\ud83d\ude00\","
                        + "\"b\":[1,2,null,true,{},[]]}");
    }

    private record Misdeed(String what, byte[] archive) {}

    private Misdeed misdeed(int kind, Map<String, byte[]> files, byte[] archive) throws IOException {
        int at = random.nextInt(archive.length);
        return switch (kind) {
            case 0 -> {
                byte[] changed = archive.clone();
                changed[at] = (byte) (changed[at] + 1 + random.nextInt(255));
                yield new Misdeed("byte " + at, changed);
            }
            case 1 -> new Misdeed("cut off at " + at, Arrays.copyOf(archive, at));
            case 2 -> new Misdeed("bytes removed at " + at, without(archive, at, 1 + random.nextInt(64)));
            case 3 -> new Misdeed("bytes added at " + at, with(archive, at, 1 + random.nextInt(64)));
            case 4 -> new Misdeed("bytes behind", with(archive, archive.length, 1 + random.nextInt(64)));
            case 5 -> {
                Map<String, byte[]> fewer = new LinkedHashMap<>(files);
                fewer.remove(any(files));
                yield new Misdeed("a file removed", packed(signature(files), fewer));
            }
            case 6 -> {
                Map<String, byte[]> swapped = new LinkedHashMap<>(files);
                String one = any(files);
                String other = one;
                while (other.equals(one)) {
                    other = any(files);
                }
                swapped.put(one, files.get(other));
                swapped.put(other, files.get(one));
                yield new Misdeed("two files swapped", packed(signature(files), swapped));
            }
            case 7 -> {
                Map<String, byte[]> changed = new LinkedHashMap<>(files);
                String one = any(files);
                byte[] content = files.get(one).clone();
                content[random.nextInt(content.length)] ^= (byte) (1 + random.nextInt(255));
                changed.put(one, content);
                yield new Misdeed("a file changed, with a right checksum", packed(signature(files), changed));
            }
            case 8 -> {
                Map<String, byte[]> more = new LinkedHashMap<>(files);
                more.put("documents/" + UUID.randomUUID() + ".pdf", new byte[] {1});
                yield new Misdeed("a file added", packed(signature(files), more));
            }
            case 9 -> {
                List<String> order = new ArrayList<>(files.keySet());
                Collections.rotate(order, 1 + random.nextInt(order.size() - 1));
                Map<String, byte[]> shuffled = new LinkedHashMap<>();
                order.forEach(name -> shuffled.put(name, files.get(name)));
                yield new Misdeed("files in another order", packed(signature(files), shuffled));
            }
            case 10 -> new Misdeed("the manifest of another case", packed(signature(files()), files));
            default -> new Misdeed("packed anew by another program", repacked(archive));
        };
    }

    private String any(Map<String, byte[]> files) {
        return List.copyOf(files.keySet()).get(random.nextInt(files.size()));
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, at);
        int from = Math.min(bytes.length, at + count);
        changed.write(bytes, from, bytes.length - from);
        return changed.toByteArray();
    }

    private byte[] with(byte[] bytes, int at, int count) {
        byte[] more = new byte[count];
        random.nextBytes(more);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, at);
        changed.writeBytes(more);
        changed.write(bytes, at, bytes.length - at);
        return changed.toByteArray();
    }

    private static byte[] repacked(byte[] archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : unpacked(archive).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static List<String> prepended(Iterable<String> names) {
        List<String> all = new ArrayList<>(List.of(CaseManifest.NAME));
        names.forEach(all::add);
        return all;
    }

    /** A few sections and documents, no two alike. */
    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String section : List.of("application", "ledger", "voucher")) {
            files.put(
                    "case/" + section + ".json",
                    CanonicalJson.bytes(Map.of("id", UUID.randomUUID().toString(), "fen", random.nextInt(1_000_000))));
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] content = new byte[1 + random.nextInt(600)];
            random.nextBytes(content);
            files.put("documents/" + UUID.randomUUID() + ".pdf", content);
        }
        return files;
    }

    private CaseManifest manifest(Map<String, byte[]> files) {
        return new CaseManifest(
                UUID.randomUUID(),
                "DY4K-7M2P-9QXT-8",
                Instant.parse("2018-11-30T02:15:00Z"),
                CaseManifest.Reader.AUDITOR,
                files.entrySet().stream()
                        .map(file -> new CaseManifest.File(
                                file.getKey(),
                                HexFormat.of().formatHex(Hashes.sha256(file.getValue())),
                                file.getValue().length))
                        .toList());
    }

    private String signature(Map<String, byte[]> files) {
        return CompactToken.sign(CaseManifest.TYPE, "k1", manifest(files).claims(), key.getPrivate());
    }

    private byte[] archive(Map<String, byte[]> files, KeyPair signer, String kid) {
        return packed(CompactToken.sign(CaseManifest.TYPE, kid, manifest(files).claims(), signer.getPrivate()), files);
    }

    private static byte[] packed(String signature, Map<String, byte[]> files) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(CaseManifest.NAME, signature.getBytes(StandardCharsets.US_ASCII));
        all.putAll(files);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        List<CaseArchive.Entry> entries = new ArrayList<>();
        all.forEach((name, content) -> {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            CaseArchive.Entry entry = new CaseArchive.Entry(name, content.length, checksum.getValue());
            entries.add(entry);
            archive.writeBytes(CaseArchive.before(entry));
            archive.writeBytes(content);
        });
        archive.writeBytes(CaseArchive.behind(entries));
        return archive.toByteArray();
    }

    private static KeyPair aKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String jwk(String kid, KeyPair pair) {
        byte[] whole = pair.getPublic().getEncoded();
        String bare = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(whole, whole.length - 32, whole.length));
        return "{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"use\": \"sig\", \"alg\": \"EdDSA\", \"kid\": \"" + kid
                + "\", \"x\": \"" + bare + "\"}";
    }
}
