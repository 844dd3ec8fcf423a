package cn.dengyun.files;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the form of an upload as it comes (RFC 7578), hands its file on and says what is wrong with it. */
@ApplicationScoped
class UploadReader {

    private static final String FILE = "file";
    private static final String PURPOSE = "purpose";
    private static final int LONGEST_FIELD = 100;

    private final TypeSniffer sniffer;

    UploadReader(TypeSniffer sniffer) {
        this.sniffer = sniffer;
    }

    /** Takes the bytes of the file while they come. */
    interface Sink {
        void write(InputStream content) throws IOException;
    }

    /** An upload in which everything is right. */
    record Received(
            AttachmentPurpose purpose,
            String fileName,
            AttachmentType type,
            long byteCount,
            String sha256,
            long crc32) {}

    /**
     * Reads the whole form.
     *
     * <p>Rejects with {@code invalid-request} and all that is wrong, {@code multipart-malformed} (400),
     * {@code attachment-too-large} (413), or {@code upload-interrupted} (503) when the sender is gone.
     */
    Received read(String contentType, InputStream body, Sink sink) {
        Form form = new Form();
        FormParts.read(contentType, body, part -> form.take(part, sink));
        return form.received();
    }

    /** What came so far, and what was wrong with it. */
    private final class Form {

        private final List<Defect> defects = new ArrayList<>();
        private AttachmentPurpose purpose;
        private boolean hasPurpose;
        private String fileName;
        private String declaredType;
        private ContentStream content;

        void take(FormParts.Part part, Sink sink) throws IOException {
            if (part.name().equals(FILE) && part.fileName() != null) {
                takeFile(part, sink);
            } else if (part.name().equals(PURPOSE)) {
                takePurpose(part);
            } else {
                defects.add(Defect.at("/" + shortened(part.name()), "attachment-field-unknown", PURPOSE + ", " + FILE));
            }
        }

        private void takeFile(FormParts.Part part, Sink sink) throws IOException {
            if (content != null) {
                defects.add(Defect.at("/" + FILE, "attachment-second-file"));
                return;
            }
            fileName = FileName.normalized(part.fileName());
            declaredType = part.contentType();
            content = new ContentStream(part.content(), AttachmentService.MAX_BYTES);
            // A file whose name or type is wrong already need not be stored, only what else is wrong is to be told.
            boolean isHopeless = !nameDefects().isEmpty() || declared().isEmpty();
            if (isHopeless) {
                content.transferTo(java.io.OutputStream.nullOutputStream());
            } else {
                sink.write(content);
            }
        }

        private void takePurpose(FormParts.Part part) throws IOException {
            String text = new String(part.content().readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8);
            Optional<AttachmentPurpose> known = Arrays.stream(AttachmentPurpose.values())
                    .filter(each -> each.name().equals(text.strip()))
                    .findFirst();
            if (hasPurpose || known.isEmpty()) {
                defects.add(Defect.at(
                        "/" + PURPOSE, "attachment-purpose-unknown", Arrays.toString(AttachmentPurpose.values())));
            }
            hasPurpose = true;
            purpose = known.orElse(null);
        }

        private Received received() {
            if (!hasPurpose) {
                defects.add(Defect.at("/" + PURPOSE, "required"));
            }
            if (content == null) {
                defects.add(Defect.at("/" + FILE, "required"));
            } else {
                defects.addAll(fileDefects());
            }
            if (!defects.isEmpty()) {
                throw Rejection.invalid(defects);
            }
            return new Received(
                    purpose, fileName, declared().orElseThrow(), content.count(), content.sha256(), content.crc32());
        }

        private List<Defect> fileDefects() {
            List<Defect> found = new ArrayList<>(nameDefects());
            Optional<AttachmentType> declared = declared();
            if (content.count() == 0) {
                found.add(Defect.at("/" + FILE, "attachment-empty"));
            } else if (declared.isEmpty()) {
                found.add(Defect.at("/" + FILE, "attachment-type-refused", AttachmentType.all()));
            } else if (!declared.get().hasName(fileName)
                    || !sniffer.confirms(declared.get(), content.head(), content.tail(), content.count())) {
                found.add(Defect.at(
                        "/" + FILE, "attachment-type-mismatch", declared.get().name()));
            }
            return found;
        }

        private List<Defect> nameDefects() {
            if (!FileName.isSound(fileName)) {
                return List.of(Defect.at("/" + FILE, "attachment-name-unsound"));
            }
            return FileName.isTooLong(fileName)
                    ? List.of(Defect.at("/" + FILE, "attachment-name-too-long", FileName.MAX_CHARACTERS))
                    : List.of();
        }

        private Optional<AttachmentType> declared() {
            return AttachmentType.declared(declaredType, fileName);
        }
    }

    private static String shortened(String field) {
        return field.length() <= LONGEST_FIELD ? field : field.substring(0, LONGEST_FIELD);
    }
}
