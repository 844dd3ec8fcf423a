import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.*;
import java.nio.*;
import java.nio.file.*;
import java.security.*;
import java.security.spec.X509EncodedKeySpec;
import java.util.*;
import java.util.regex.*;
import java.util.zip.CRC32;

/**
 * Verifies a case file of Dengyun with nothing but a Java 17 runtime, the archive and the public keys. It shares no code
 * with the service, on purpose; what it computes stands in ADR 0051.
 *
 * <pre>java CaseVerifier.java FILE.zip KEYS.json</pre>
 *
 * The archive has one exact form: from the signed manifest follows which files there are, in which order, and with their
 * bytes every other byte. Exit code 0: all is well; 1: something is wrong, the first thing is printed; 2: a file cannot
 * be read.
 */
public final class CaseVerifier {

    private static final int LONGEST_MANIFEST = 16 << 20;
    private static final String MANIFEST = "manifest.jws";
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]{86})");
    private static final Pattern HEADER =
            Pattern.compile("\\{\"alg\":\"EdDSA\",\"typ\":\"dycf\",\"kid\":\"([A-Za-z0-9_-]{1,40})\"}");
    private static final Pattern CLAIMS = Pattern.compile("\\{\"code\":\"([0-9A-Z*~$=-]{4,40})\",\"exportedAt\":\"([0-9TZ:-]{20})\","
            + "\"files\":\\[(.*)],\"reader\":\"([A-Z]{1,20})\",\"voucherId\":\"([0-9a-f-]{36})\"}");
    private static final Pattern FILE = Pattern.compile("\\{\"name\":\"([a-z0-9/._-]{1,200})\",\"sha256\":\"([0-9a-f]{64})\","
            + "\"size\":(0|[1-9][0-9]{0,9})}(,|$)");
    private static final Pattern KEY = Pattern.compile("\\{[^{}]*}");
    /** Of an Ed25519 public key in DER, before its 32 bytes (RFC 8410). */
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");

    private final InputStream archive;
    private final Map<String, PublicKey> keys;
    private final List<Entry> entries = new ArrayList<>();
    private String about = "";

    private record Entry(String name, long size, long crc32) {}

    private record Expected(String name, String sha256, long size) {}

    /** What is wrong. */
    private static final class Wrong extends RuntimeException {
        Wrong(String what) {
            super(what, null, false, false);
        }
    }

    private CaseVerifier(InputStream archive, String keys) {
        this.archive = new BufferedInputStream(archive, 1 << 16);
        this.keys = keys(keys);
    }

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("java CaseVerifier.java FILE.zip KEYS.json");
            System.exit(2);
        }
        try (InputStream archive = Files.newInputStream(Path.of(arguments[0]))) {
            CaseVerifier verifier = new CaseVerifier(archive, Files.readString(Path.of(arguments[1])));
            String wrong = verifier.wrong();
            System.out.println(arguments[0] + ": " + (wrong == null ? "OK " + verifier.about : wrong));
            System.exit(wrong == null ? 0 : 1);
        } catch (IOException | RuntimeException e) {
            System.err.println("The files cannot be read: " + e);
            System.exit(2);
        }
    }

    /** The first thing that is wrong with an archive; null when all is well. For whoever verifies many. */
    public static String wrong(InputStream archive, String keys) throws IOException {
        return new CaseVerifier(archive, keys).wrong();
    }

    private String wrong() throws IOException {
        try {
            verify();
            return null;
        } catch (EOFException e) {
            return "TRUNCATED: the archive ends too early";
        } catch (Wrong e) {
            return e.getMessage();
        }
    }

    private void verify() throws IOException {
        List<Expected> files = manifest();
        for (Expected file : files) {
            file(file);
        }
        same(directory(), "the directory of the archive");
        if (archive.read() >= 0) {
            throw new Wrong("INSERTED: something follows behind the end");
        }
    }

    /** Reads the first file, believes its signature and nothing else, and says which files have to follow. */
    private List<Expected> manifest() throws IOException {
        byte[] header = archive.readNBytes(30);
        if (header.length < 30) {
            throw new EOFException();
        }
        long size = Integer.toUnsignedLong(little(header).getInt(18));
        if (size > LONGEST_MANIFEST) {
            throw new Wrong("CHANGED: the manifest claims to have " + size + " bytes");
        }
        byte[] name = exactly(MANIFEST.length());
        byte[] token = exactly((int) size);
        List<Expected> files = signed(new String(token, US_ASCII));
        CRC32 checksum = new CRC32();
        checksum.update(token);
        Entry entry = new Entry(MANIFEST, size, checksum.getValue());
        entries.add(entry);
        ByteBuffer begin = ByteBuffer.allocate(30 + name.length).put(header).put(name);
        if (!Arrays.equals(begin.array(), before(entry))) {
            throw new Wrong("CHANGED: what stands before " + MANIFEST);
        }
        return files;
    }

    private List<Expected> signed(String text) {
        Matcher token = TOKEN.matcher(text);
        if (!token.matches()) {
            throw new Wrong("FORGED: the manifest is no signed text");
        }
        Matcher header = HEADER.matcher(new String(decoded(token.group(1)), UTF_8));
        if (!header.matches()) {
            throw new Wrong("FORGED: the signature is of another kind");
        }
        PublicKey key = keys.get(header.group(1));
        if (key == null) {
            throw new Wrong("UNKNOWN: the keys do not have " + header.group(1));
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update((token.group(1) + "." + token.group(2)).getBytes(US_ASCII));
            if (!signature.verify(decoded(token.group(3)))) {
                throw new Wrong("FORGED: the signature does not fit the manifest");
            }
        } catch (GeneralSecurityException e) {
            throw new Wrong("FORGED: the signature is none");
        }
        return claimed(new String(decoded(token.group(2)), UTF_8));
    }

    private List<Expected> claimed(String claims) {
        Matcher said = CLAIMS.matcher(claims);
        if (!said.matches()) {
            throw new Wrong("FORGED: the manifest has another form");
        }
        List<Expected> files = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(MANIFEST));
        Matcher file = FILE.matcher(said.group(3));
        int at = 0;
        while (at < said.group(3).length()) {
            if (!file.find(at) || file.start() != at || !names.add(file.group(1))) {
                throw new Wrong("FORGED: the manifest has another form");
            }
            files.add(new Expected(file.group(1), file.group(2), Long.parseLong(file.group(3))));
            at = file.end();
        }
        about = "voucher " + said.group(1) + " (" + said.group(5) + "), as " + said.group(4) + " saw it at " + said.group(2)
                + ", " + files.size() + " files";
        return files;
    }

    private void file(Expected expected) throws IOException {
        byte[] header = archive.readNBytes(30 + expected.name().length());
        if (header.length < 30 + expected.name().length()) {
            throw new EOFException();
        }
        String name = new String(header, 30, expected.name().length(), US_ASCII);
        if (!name.equals(expected.name())) {
            throw new Wrong("MISSING: " + expected.name() + " does not stand in its place");
        }
        MessageDigest digest = sha256();
        CRC32 checksum = new CRC32();
        byte[] piece = new byte[1 << 16];
        for (long left = expected.size(); left > 0; ) {
            int read = archive.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            digest.update(piece, 0, read);
            checksum.update(piece, 0, read);
            left -= read;
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(expected.sha256())) {
            throw new Wrong("CHANGED: " + expected.name());
        }
        Entry entry = new Entry(expected.name(), expected.size(), checksum.getValue());
        entries.add(entry);
        if (!Arrays.equals(header, before(entry))) {
            throw new Wrong("CHANGED: what stands before " + expected.name());
        }
    }

    private void same(byte[] expected, String what) throws IOException {
        byte[] found = archive.readNBytes(expected.length);
        if (found.length < expected.length) {
            throw new EOFException();
        }
        if (!Arrays.equals(found, expected)) {
            throw new Wrong("CHANGED: " + what);
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = archive.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    /** The local header of APPNOTE 6.3 §4.3.7. */
    private static byte[] before(Entry entry) {
        ByteBuffer header = little(new byte[30 + entry.name().length()]).putInt(0x04034b50);
        return both(header, entry).put(entry.name().getBytes(US_ASCII)).array();
    }

    /** The central directory and its end, §4.3.12 and §4.3.16. */
    private byte[] directory() {
        int length = entries.stream().mapToInt(entry -> 46 + entry.name().length()).sum();
        ByteBuffer directory = little(new byte[length + 22]);
        long offset = 0;
        for (Entry entry : entries) {
            both(directory.putInt(0x02014b50).putShort((short) 20), entry);
            directory.put(new byte[10]).putInt((int) offset).put(entry.name().getBytes(US_ASCII));
            offset += 30 + entry.name().length() + entry.size();
        }
        directory.putInt(0x06054b50).putInt(0).putShort((short) entries.size()).putShort((short) entries.size());
        return directory.putInt(length).putInt((int) offset).array();
    }

    /** What both headers have: stored, of the first of January 1980, no further fields. */
    private static ByteBuffer both(ByteBuffer header, Entry entry) {
        header.putShort((short) 20).putInt(0).putShort((short) 0).putShort((short) 0x21).putInt((int) entry.crc32());
        header.putInt((int) entry.size()).putInt((int) entry.size());
        return header.putShort((short) entry.name().length()).putShort((short) 0);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Base64url, and only the one way to write its bytes. */
    private static byte[] decoded(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // As wrong as what follows.
        }
        throw new Wrong("FORGED: the manifest is no signed text");
    }

    /** The Ed25519 keys of a JWK Set by their ids. */
    private static Map<String, PublicKey> keys(String set) {
        Map<String, PublicKey> keys = new HashMap<>();
        Matcher each = KEY.matcher(set);
        while (each.find()) {
            if (!"Ed25519".equals(member(each.group(), "crv"))) {
                continue;
            }
            byte[] bare = Base64.getUrlDecoder().decode(member(each.group(), "x"));
            byte[] whole = ByteBuffer.allocate(DER.length + bare.length).put(DER).put(bare).array();
            try {
                keys.put(member(each.group(), "kid"),
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole)));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("a key that is none", e);
            }
        }
        return keys;
    }

    private static String member(String key, String name) {
        Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(key);
        return member.find() ? member.group(1) : null;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
