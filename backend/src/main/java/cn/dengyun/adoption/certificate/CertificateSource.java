package cn.dengyun.adoption.certificate;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whoever issues certificates of one kind, each with a code and a place of the status list for good. A bean. */
public interface CertificateSource {

    /** How the one with this code stands at a moment; empty where it is none of this kind. */
    Uni<Optional<CertificateStanding>> find(String code, Instant now);

    /** The places of those that are not good as they were issued, at a moment. */
    Uni<List<CertificatePlace>> others(Instant now);
}
