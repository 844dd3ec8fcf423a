package cn.dengyun.voucher.casefile;

import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.ContentBody;
import cn.dengyun.files.DocumentService;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.casefile.CaseFilePart.Section;
import cn.dengyun.voucher.casefile.domain.CanonicalJson;
import cn.dengyun.voucher.casefile.domain.CaseArchive;
import cn.dengyun.voucher.casefile.domain.CaseManifest;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.status.CredentialKeys;
import cn.dengyun.voucher.store.VoucherStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;

/** The door of case files: everything on the case of a voucher, of one moment, signed. */
@ApplicationScoped
public class CaseFileService {

    /** What depends on who reads and when, and is nothing of the case. */
    private static final String ACTIONS = "availableActions";

    /** Entries of the ledger about one voucher; each hold, capture, release and refund is one. */
    private static final int MAX_ENTRIES = 10_000;

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private final Pool pool;
    private final VoucherStore vouchers;
    private final LedgerService ledger;
    private final Instance<CaseFilePart> parts;
    private final DocumentService documents;
    private final CredentialKeys keys;
    private final AuditTrail audit;
    private final ObjectMapper mapper;
    private final Vertx vertx;
    private final Clock clock;

    CaseFileService(
            Pool pool,
            VoucherStore vouchers,
            LedgerService ledger,
            Instance<CaseFilePart> parts,
            DocumentService documents,
            CredentialKeys keys,
            AuditTrail audit,
            ObjectMapper mapper,
            Vertx vertx,
            Clock clock) {
        this.pool = pool;
        this.vouchers = vouchers;
        this.ledger = ledger;
        this.parts = parts;
        this.documents = documents;
        this.keys = keys;
        this.audit = audit;
        this.mapper = mapper;
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * The case of a voucher as the actor may see it: its enterprise, an authority that oversees it, finance, auditors.
     *
     * <p>Rejects with {@code voucher-not-found} (404), also for a provider with which it was used, and with
     * {@code case-file-too-large} (409) when its ledger has more than {@value #MAX_ENTRIES} entries.
     */
    public Uni<CaseFile> export(Actor actor, UUID voucherId) {
        return pool.withTransaction(connection -> connection
                        .query(SNAPSHOT)
                        .execute()
                        .chain(() -> vouchers.get(connection, voucherId))
                        .invoke(voucher -> note(voucher, readerOf(actor, voucher)))
                        .call(voucher -> requireNotTooLarge(connection, voucher))
                        .chain(voucher -> sections(connection, voucher, actor)
                                .map(sections -> new Found(voucher, readerOf(actor, voucher), sections))))
                // To write and sign it takes some milliseconds for each thousand entries.
                .chain(found -> vertx.executeBlocking(() -> caseFile(found), false));
    }

    private record Found(Voucher voucher, CaseManifest.Reader reader, List<Section> sections) {}

    private Uni<Void> requireNotTooLarge(SqlConnection connection, Voucher voucher) {
        return ledger.countOfVoucher(connection, voucher.id(), MAX_ENTRIES + 1)
                .invoke(count -> {
                    if (count > MAX_ENTRIES) {
                        throw Rejection.conflict("case-file-too-large", MAX_ENTRIES);
                    }
                })
                .replaceWithVoid();
    }

    private void note(Voucher voucher, CaseManifest.Reader reader) {
        if (reader != CaseManifest.Reader.HOLDER) {
            audit.read(AuditNote.ofRead(
                    "voucher.case-exported", "/api/v1/vouchers/" + voucher.id(), voucher.organizationId()));
        }
    }

    /** The same with the bytes of its documents, as a ZIP archive in the form of {@link CaseArchive}. */
    public Uni<ContentBody> archive(Actor actor, UUID voucherId) {
        return export(actor, voucherId)
                .chain(exported -> Multi.createFrom()
                        .iterable(exported.documents())
                        .onItem()
                        .transformToUniAndConcatenate(documents::stored)
                        .collect()
                        .asList()
                        .map(stored -> packed(exported, stored)));
    }

    private static ContentBody packed(CaseFile file, List<DocumentService.Stored> stored) {
        List<CaseArchive.Entry> entries = new ArrayList<>();
        List<ContentBody> bodies = new ArrayList<>();
        add(CaseManifest.NAME, file.signature().getBytes(StandardCharsets.US_ASCII), entries, bodies);
        file.sections().forEach((name, json) -> add(CaseFile.fileOf(name), json, entries, bodies));
        for (int i = 0; i < stored.size(); i++) {
            ContentBody body = stored.get(i).body();
            String name = CaseFile.fileOf(file.documents().get(i));
            add(new CaseArchive.Entry(name, body.length(), stored.get(i).crc32()), body, entries, bodies);
        }
        bodies.add(ContentBody.of(CaseArchive.behind(entries)));
        return ContentBody.of(bodies);
    }

    private static void add(String name, byte[] content, List<CaseArchive.Entry> entries, List<ContentBody> bodies) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        add(new CaseArchive.Entry(name, content.length, checksum.getValue()), ContentBody.of(content), entries, bodies);
    }

    private static void add(
            CaseArchive.Entry entry, ContentBody body, List<CaseArchive.Entry> entries, List<ContentBody> bodies) {
        entries.add(entry);
        bodies.add(ContentBody.of(CaseArchive.before(entry)));
        bodies.add(body);
    }

    private Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> part.sections(connection, voucher, actor))
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private CaseFile caseFile(Found found) {
        Voucher voucher = found.voucher();
        List<Section> sections = found.sections();
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Section section : sections) {
            byte[] json = CanonicalJson.bytes(lasting(mapper.convertValue(section.view(), Object.class)));
            if (contents.put(section.name(), json) != null) {
                throw new IllegalStateException("two sections of a case file are called " + section.name());
            }
        }
        List<CaseDocument> packed = sections.stream()
                .flatMap(section -> section.documents().stream())
                .sorted(Comparator.comparing(document -> document.id().toString()))
                .toList();
        CaseManifest manifest =
                new CaseManifest(voucher.id(), voucher.code(), now(), found.reader(), files(contents, packed));
        return new CaseFile(manifest, contents, packed, keys.sign(CaseManifest.TYPE, manifest.claims()));
    }

    private static List<CaseManifest.File> files(SortedMap<String, byte[]> contents, List<CaseDocument> documents) {
        List<CaseManifest.File> files = new ArrayList<>();
        contents.forEach((name, json) -> files.add(new CaseManifest.File(
                CaseFile.fileOf(name), HexFormat.of().formatHex(Hashes.sha256(json)), json.length)));
        documents.forEach(document ->
                files.add(new CaseManifest.File(CaseFile.fileOf(document), document.sha256(), document.byteCount())));
        return files;
    }

    /** The tree without what depends on who reads it. */
    private static Object lasting(Object tree) {
        if (tree instanceof List<?> items) {
            return items.stream().map(CaseFileService::lasting).toList();
        }
        if (!(tree instanceof Map<?, ?> members)) {
            return tree;
        }
        Map<String, Object> kept = new TreeMap<>();
        members.forEach((name, value) -> {
            if (!name.equals(ACTIONS)) {
                kept.put((String) name, lasting(value));
            }
        });
        return kept;
    }

    private static CaseManifest.Reader readerOf(Actor actor, Voucher voucher) {
        if (actor.actsFor(voucher.organizationId())) {
            return CaseManifest.Reader.HOLDER;
        }
        if (actor.has(Roles.AUDITOR)) {
            return CaseManifest.Reader.AUDITOR;
        }
        if (actor.has(Roles.FINANCE)) {
            return CaseManifest.Reader.FINANCE;
        }
        if (!actor.isClient() && Oversight.of(actor).covers(voucher.regionCode())) {
            return CaseManifest.Reader.AUTHORITY;
        }
        throw Rejection.notFound("voucher-not-found");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
