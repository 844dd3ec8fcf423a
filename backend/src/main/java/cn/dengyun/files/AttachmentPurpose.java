package cn.dengyun.files;

/** What sort of document an attachment is, for people who look through many. */
enum AttachmentPurpose {
    CERTIFICATE,
    CONTRACT,
    EVIDENCE,
    INVOICE,
    REPORT,
    PICTURE,
    OTHER
}
