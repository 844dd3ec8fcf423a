package cn.dengyun.voucher.casefile.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a case file consists of: the claims of its signature.
 *
 * @param code of the voucher
 * @param reader for whom it was exported, which decides what is masked in it
 * @param files in the order in which they stand in an archive
 */
public record CaseManifest(UUID voucherId, String code, Instant exportedAt, Reader reader, List<File> files) {

    /** The {@code typ} of the signature, so that nothing else that a key signs passes for a manifest. */
    public static final String TYPE = "dycf";

    /** The name of the manifest among the files of an archive, where it is the first. */
    public static final String NAME = "manifest.jws";

    /** Whose eyes a case file is for. */
    public enum Reader {
        HOLDER,
        AUTHORITY,
        FINANCE,
        AUDITOR
    }

    /** A file with the digest of its bytes, in lower-case hexadecimal digits. */
    public record File(String name, String sha256, long size) {}

    /** In the one form that a verifier takes. */
    public String claims() {
        return CanonicalJson.text(Map.of(
                "voucherId",
                voucherId.toString(),
                "code",
                code,
                "exportedAt",
                exportedAt.toString(),
                "reader",
                reader.name(),
                "files",
                files.stream()
                        .map(file -> Map.of("name", file.name(), "sha256", file.sha256(), "size", file.size()))
                        .toList()));
    }
}
