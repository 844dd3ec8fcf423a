import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.spec.X509EncodedKeySpec;
import java.util.*;
import java.util.function.Predicate;
import java.util.regex.*;

/**
 * Verifies Dengyun's audit trail with nothing but a Java 17 runtime and an export of it (export.sql, or an archive
 * file). It shares no code with the service, on purpose; what it computes stands in ADR 0024.
 *
 * <pre>java AuditVerifier.java [--key=BASE64]… [--seen=POSITION:DIGEST]… EXPORT…</pre>
 *
 * With {@code --key} only these public keys are trusted, else those in the export. With {@code --seen} the chain must
 * pass through a digest that somebody wrote down elsewhere, from the service's log for instance. Exit code 0: all is
 * well; 1: something is wrong, the first place is printed; 2: the export cannot be read.
 */
public final class AuditVerifier {

    private static final List<String> FIELDS = List.of(("id occurredAtMicros kind action subject organizationId actorId"
            + " actorKind actorRoles actorOrganizationId onBehalfOf delegationId traceId reason details commitment").split(" "));
    private static final List<String> PERSONAL = List.of("salt", "address", "before", "after");
    private static final long REACH = 1_000_000;
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|[{}]|[a-z]+|-?[0-9]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private final Path export;
    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Map<Long, String> seen = new HashMap<>();
    private final Map<Long, Map<String, Object>> checkpoints = new HashMap<>();
    private final Map<String, Long> erased = new LinkedHashMap<>();
    private final Map<String, Long> lastErased = new HashMap<>();
    private final Map<String, Long> erasures = new HashMap<>();
    private final boolean trustsExport;
    private Map<String, Object> head;
    private long position;
    private String digest;

    private AuditVerifier(Path export, List<String> pinned) {
        this.export = export;
        this.trustsExport = pinned.isEmpty();
        pinned.forEach(key -> trust(key, true));
    }

    public static void main(String[] arguments) {
        List<String> pinned = new ArrayList<>();
        Map<Long, String> seen = new HashMap<>();
        boolean isWell = true;
        try {
            for (String argument : arguments) {
                String value = argument.substring(argument.indexOf('=') + 1);
                if (argument.startsWith("--key=")) {
                    pinned.add(value);
                } else if (argument.startsWith("--seen=")) {
                    seen.put(Long.valueOf(value.split(":")[0]), value.split(":")[1]);
                } else {
                    AuditVerifier verifier = new AuditVerifier(Path.of(argument), pinned);
                    verifier.seen.putAll(seen);
                    String wrong = verifier.verify();
                    isWell &= wrong == null;
                    String well = "OK up to " + verifier.position + " " + verifier.digest;
                    System.out.println(argument + ": " + (wrong == null ? well : wrong));
                }
            }
        } catch (RuntimeException e) {
            System.err.println("The export cannot be read: " + e);
            System.exit(2);
        }
        System.exit(isWell ? 0 : 1);
    }

    /** The first thing that is wrong with its position; null when all is well. */
    private String verify() {
        String[] wrong = new String[1];
        if (any(line -> (wrong[0] = read(line)) != null)) {
            return wrong[0];
        }
        if (head == null || position < (Long) head.get("position")) {
            return "TRUNCATED at " + (position + 1);
        }
        for (Map.Entry<String, Long> erasure : erased.entrySet()) {
            if (erasure.getValue() > erasures.getOrDefault(erasure.getKey(), 0L)) {
                return "DELETED at " + lastErased.get(erasure.getKey());
            }
        }
        return null;
    }

    private String read(Map<String, Object> line) {
        switch ((String) line.get("type")) {
            case "key" -> trust((String) line.get("publicKey"), trustsExport);
            case "beginning" -> {
                position = (Long) line.get("position");
                digest = (String) line.get("digest");
            }
            case "checkpoint" -> checkpoints.put((Long) line.get("position"), line);
            case "head" -> head = line;
            case "link", "stray" -> {
                return line.containsKey("digest") ? step(line) : "INSERTED at " + line.get("position");
            }
            default -> throw new IllegalArgumentException("unknown line " + line);
        }
        return line == head ? wrongEnds() : null;
    }

    private String wrongEnds() {
        long end = (Long) head.get("position");
        boolean isEmpty = end == 0 && digest.equals(head.get("digest"));
        if (!isEmpty && !isGenuine(head)) {
            return "CHANGED at " + end;
        }
        Map<String, Object> start = checkpoints.get(position);
        if (start != null && !(start.get("digest").equals(digest) && isGenuine(start))) {
            return "DELETED at " + position;
        }
        long furthest = checkpoints.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        return furthest > end ? "TRUNCATED at " + (end + 1) : null;
    }

    @SuppressWarnings("unchecked")
    private String step(Map<String, Object> link) {
        long expected = position + 1;
        long place = (Long) link.get("position");
        if (place > (Long) head.get("position")) {
            return position < (Long) head.get("position") ? "TRUNCATED at " + expected : "INSERTED at " + place;
        }
        Map<String, Object> entry = (Map<String, Object>) link.get("entry");
        if (place != expected || entry == null || !digest.equals(link.get("previous")) || !isSound(link, entry, expected)) {
            return judge(link, entry, expected);
        }
        if (!(Boolean) link.get("sealed")) {
            return "INSERTED at " + expected;
        }
        String written = (String) link.get("digest");
        Map<String, Object> checkpoint = checkpoints.get(expected);
        boolean isOther = checkpoint != null && !(checkpoint.get("digest").equals(written) && isGenuine(checkpoint));
        boolean isUnseen = seen.containsKey(expected) && !seen.get(expected).equals(written);
        if (isOther || isUnseen || (expected == (Long) head.get("position") && !head.get("digest").equals(written))) {
            return "CHANGED at " + expected;
        }
        position = expected;
        digest = written;
        return wrongPersonalPart(link, entry);
    }

    @SuppressWarnings("unchecked")
    private String wrongPersonalPart(Map<String, Object> link, Map<String, Object> entry) {
        if ("audit.personal-erased".equals(entry.get("action"))) {
            erasures.put((String) entry.get("id"), (Long) object((String) entry.get("details")).get("entries"));
        }
        Map<String, Object> personal = (Map<String, Object>) link.get("personal");
        if (personal != null) {
            String commitment = sha256(rendered(List.of("dengyun-audit-personal/1"), personal, PERSONAL));
            return commitment.equals(entry.get("commitment")) ? null : "CHANGED at " + position;
        }
        String eraser = (String) link.get("erasedBy");
        if (eraser == null) {
            return "DELETED at " + position;
        }
        erased.merge(eraser, 1L, Long::sum);
        lastErased.put(eraser, position);
        return null;
    }

    /** What was done where the chain breaks: each digest tells at which position its link was written. */
    @SuppressWarnings("unchecked")
    private String judge(Map<String, Object> link, Map<String, Object> entry, long expected) {
        long place = (Long) link.get("position");
        boolean isElsewhere = any(other -> "link".equals(other.get("type"))
                && !other.get("position").equals(place)
                && digest.equals(other.get("previous")));
        if (place > expected || entry == null) {
            return (entry != null && isElsewhere ? "REORDERED at " : "DELETED at ") + expected;
        }
        long written = 0;
        for (long distance = 0; distance <= REACH && written == 0; distance++) {
            if (isSound(link, entry, place + distance)) {
                written = place + distance;
            } else if (distance < place && isSound(link, entry, place - distance)) {
                written = place - distance;
            }
        }
        if (written == 0 && isElsewhere) {
            return "INSERTED at " + expected;
        }
        if (written == 0) {
            boolean isAnothers = any(other -> "link".equals(other.get("type"))
                    && !other.get("position").equals(place)
                    && isSound(other, entry, (Long) other.get("position")));
            return (isAnothers ? "REORDERED at " : "CHANGED at ") + expected;
        }
        if (written == expected) {
            return "CHANGED at " + Math.max(1, expected - 1);
        }
        if (isElsewhere) {
            return "REORDERED at " + expected;
        }
        return written < expected ? "INSERTED at " + written : "DELETED at " + expected;
    }

    private static boolean isSound(Map<String, Object> link, Map<String, Object> entry, long place) {
        List<Object> start = List.of("dengyun-audit/1", place, link.get("previous"), link.get("sealed"));
        return sha256(rendered(start, entry, FIELDS)).equals(link.get("digest"));
    }

    private static byte[] rendered(List<?> start, Map<String, Object> source, List<String> names) {
        StringBuilder rendering = new StringBuilder();
        start.forEach(value -> rendering.append(field(value)));
        names.forEach(name -> rendering.append(field(source.get(name))));
        return rendering.toString().getBytes(UTF_8);
    }

    private static String field(Object value) {
        return value == null ? "-\n" : value.toString().getBytes(UTF_8).length + ":" + value + "\n";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isGenuine(Map<String, Object> end) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(keys.get((String) end.get("keyId")));
            signature.update(rendered(List.of("dengyun-audit-head/1"), end, List.of("position", "digest")));
            return signature.verify(Base64.getDecoder().decode((String) end.get("signature")));
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private void trust(String base64, boolean isTrusted) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            String id = sha256(encoded).substring(0, 16);
            if (isTrusted) {
                keys.put(id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key: " + base64, e);
        }
    }

    /** Whether a line of the export is as wanted; reads as far as the first one that is. */
    private boolean any(Predicate<Map<String, Object>> wanted) {
        try (BufferedReader reader = Files.newBufferedReader(export)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && wanted.test(object(json(line)))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines with texts come in Base64 from the database, as they are in archives. */
    private static String json(String line) {
        return line.startsWith("{") ? line : new String(Base64.getDecoder().decode(line.strip()), UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        return (Map<String, Object>) value(TOKEN.matcher(json));
    }

    /** As much of RFC 8259 as the export uses. */
    private static Object value(Matcher tokens) {
        String token = tokens.find() ? tokens.group() : "";
        if (token.equals("{")) {
            Map<String, Object> members = new HashMap<>();
            for (Object name = value(tokens); !"}".equals(name); name = value(tokens)) {
                members.put((String) name, value(tokens));
            }
            return members;
        }
        return switch (token.charAt(0)) {
            case '"' -> unescaped(token.substring(1, token.length() - 1));
            case '}' -> token;
            case 'n' -> null;
            case 't', 'f' -> Boolean.valueOf(token);
            default -> Long.valueOf(token);
        };
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> {
            String code = escape.group(1);
            int known = "nrtbf".indexOf(code.charAt(0));
            String character = code.length() > 1
                    ? String.valueOf((char) Integer.parseInt(code.substring(1), 16))
                    : known < 0 ? code : "\n\r\t\b\f".substring(known, known + 1);
            return Matcher.quoteReplacement(character);
        });
    }
}
