package cn.dengyun.voucher.casefile;

import cn.dengyun.files.CaseDocument;
import cn.dengyun.voucher.casefile.domain.CaseManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;

/**
 * Everything on a case as somebody may see it.
 *
 * @param sections by name, each as canonical JSON
 * @param documents whose bytes belong to it
 * @param signature of the manifest, a compact JWS
 */
public record CaseFile(
        CaseManifest manifest, SortedMap<String, byte[]> sections, List<CaseDocument> documents, String signature) {

    /** All but the bytes of documents, as canonical JSON: {@code manifest} and {@code sections}. */
    public String json() {
        StringJoiner members = new StringJoiner(",", "{", "}");
        sections.forEach((name, json) -> members.add("\"" + name + "\":" + new String(json, StandardCharsets.UTF_8)));
        return "{\"manifest\":\"" + signature + "\",\"sections\":" + members + "}";
    }

    /** The name of a section among the files. */
    static String fileOf(String section) {
        return "case/" + section + ".json";
    }

    /** The name of a document among the files; it keeps the ending that its sender gave it, which was checked. */
    public static String fileOf(CaseDocument document) {
        String name = document.fileName();
        return "documents/" + document.id()
                + name.substring(name.lastIndexOf('.')).toLowerCase(java.util.Locale.ROOT);
    }
}
