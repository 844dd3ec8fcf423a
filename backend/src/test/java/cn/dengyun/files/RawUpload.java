package cn.dengyun.files;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Forms whose bytes a test writes itself, as browsers do and as no library would. */
final class RawUpload {

    private RawUpload() {}

    /** A good form with one file. */
    static byte[] form(String name, String type, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(utf8("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nINVOICE\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                + "Content-Type: " + type + "\r\n\r\n"));
        form.writeBytes(content);
        form.writeBytes(utf8("\r\n--b--\r\n"));
        return form.toByteArray();
    }

    static ValidatableResponse send(RequestSpecification as, byte[] body) {
        return send(as, "multipart/form-data; boundary=b", body);
    }

    static ValidatableResponse send(RequestSpecification as, String contentType, byte[] body) {
        return as.config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(contentType)
                .body(body)
                .post("/api/v1/attachments")
                .then();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
