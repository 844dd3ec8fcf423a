package cn.dengyun.publishing.article;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Articles. Those of Hefei are written by hefei and reviewed by hefei2, those of Wuhu and Feixi by the province. */
public final class TestArticles {

    public static final String PATH = "/api/v1/articles";

    private static final Map<String, String> REVIEWERS =
            Map.of("hefei", "hefei2", "province", "province2", "wuhu", "province", "feixi", "hefei");

    private TestArticles() {}

    static Map<String, Object> form(String kind) {
        return new HashMap<>(Map.of(
                "kind",
                kind,
                "title",
                "关于登云的文章 " + UUID.randomUUID(),
                "summary",
                "摘要",
                "body",
                "## 第一条 {#art-1}\n\n正文"));
    }

    static Response post(String account, String path, Map<String, ?> body) {
        RequestSpecification caller = SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
        return body == null
                ? caller.post(path)
                : caller.contentType("application/json").body(body).post(path);
    }

    static Response move(String account, String id, String what, Map<String, ?> body) {
        return post(account, PATH + "/" + id + "/" + what, body);
    }

    static Response patch(String account, String id, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(body)
                .patch(PATH + "/" + id);
    }

    private static String id(Response answer, int status) {
        return answer.then().statusCode(status).extract().path("id");
    }

    static String drafted(String account, Map<String, Object> form) {
        return id(post(account, PATH, form), 201);
    }

    /** The id of a draft. */
    public static String drafted(String account) {
        return drafted(account, form("NOTICE"));
    }

    static String submitted(String account, Map<String, Object> form) {
        return id(move(account, drafted(account, form), "submissions", null), 200);
    }

    /** The id of one that waits for review. */
    public static String submitted(String account) {
        return submitted(account, form("NOTICE"));
    }

    static Response approve(String account, String id, String publishAt) {
        Map<String, Object> body = new HashMap<>(Map.of("verdict", "APPROVE", "reason", "内容属实，同意发布"));
        if (publishAt != null) {
            body.put("publishAt", publishAt);
        }
        return move(REVIEWERS.get(account), id, "reviews", body);
    }

    /** The id of one that goes live then. */
    public static String scheduled(String account, String publishAt) {
        return id(approve(account, submitted(account), publishAt), 200);
    }

    static String live(String account, Map<String, Object> form) {
        return id(approve(account, submitted(account, form), null), 200);
    }

    /** The id of a live one. */
    public static String live(String account) {
        return live(account, form("NOTICE"));
    }

    static String amended(String account, String id) {
        return id(move(account, id, "amendments", Map.of("changeNote", "补充申报材料清单")), 201);
    }

    /** The id of a file that the office of an account has sent; none has the bytes of another. */
    public static String sent(String account) {
        return TestDocuments.sent(SignedIn.as(account), "试点企业申报表.pdf", "application/pdf", TestDocuments.aPdf());
    }

    static Response attach(String account, String id, String file) {
        return post(account, PATH + "/" + id + "/attachments", Map.of("attachmentId", file));
    }

    /** The id of what a fresh file has become of a draft. */
    static String attached(String account, String id) {
        return id(attach(account, id, sent(account)), 201);
    }

    /** The id of the file of a live article. */
    static String attachedToALiveOne(String account) {
        String id = drafted(account);
        String attached = attached(account, id);
        id(move(account, id, "submissions", null), 200);
        id(approve(account, id, null), 200);
        return attached;
    }
}
