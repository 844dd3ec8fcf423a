package cn.dengyun.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be attached. Nothing that a browser would run is among it: no HTML, no SVG, no office document with macros.
 */
enum AttachmentType {
    PDF(List.of("application/pdf"), List.of("pdf")),
    PNG(List.of("image/png"), List.of("png")),
    JPEG(List.of("image/jpeg"), List.of("jpg", "jpeg")),
    WEBP(List.of("image/webp"), List.of("webp")),
    XLSX(List.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), List.of("xlsx")),
    DOCX(List.of("application/vnd.openxmlformats-officedocument.wordprocessingml.document"), List.of("docx")),
    /** The Chinese format of electronic invoices, GB/T 33190-2016. */
    OFD(List.of("application/ofd"), List.of("ofd")),
    XML(List.of("application/xml", "text/xml"), List.of("xml")),
    /** Browsers on machines with a spreadsheet program declare it as what that program usually writes. */
    CSV(List.of("text/csv", "application/vnd.ms-excel"), List.of("csv")),
    TXT(List.of("text/plain"), List.of("txt"));

    private static final String UNDECLARED = "application/octet-stream";

    private final List<String> mediaTypes;
    private final List<String> extensions;

    AttachmentType(List<String> mediaTypes, List<String> extensions) {
        this.mediaTypes = mediaTypes;
        this.extensions = extensions;
    }

    /** Plain text proves nothing: anybody writes it, and a line of blanks would do. XML is read by machines. */
    boolean isPaper() {
        return this != TXT && this != CSV && this != XML;
    }

    String mediaType() {
        return mediaTypes.get(0);
    }

    boolean hasName(String fileName) {
        return extensions.contains(extension(fileName));
    }

    /** The media types and extensions of all, for those who sent something else. */
    static String all() {
        return String.join(
                ", ",
                Arrays.stream(values())
                        .flatMap(type -> type.extensions.stream())
                        .toList());
    }

    /**
     * What the sender says it is: by its media type, or by its name where the type says nothing.
     *
     * @param mediaType may be null
     */
    static Optional<AttachmentType> declared(String mediaType, String fileName) {
        String bare = mediaType == null
                ? UNDECLARED
                : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> bare.equals(UNDECLARED) ? type.hasName(fileName) : type.mediaTypes.contains(bare))
                .findFirst();
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
