package cn.dengyun.publishing.article;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.shared.Ids;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Subscriptions to articles. */
public final class TestSubscriptions {

    public static final String PATH = SubscriptionResource.PATH;
    public static final String ENDED = UnsubscriptionResource.PATH;

    /** The token of the contract, which nobody has signed. */
    public static final String EXAMPLE = "AZAAAAAAcAAAAAAAAAABAQGQAAAAAHAAAAAAAAAAAQEBkAAAAABwAAAAAAAAAAEB";

    private TestSubscriptions() {}

    static Response subscribe(RequestSpecification caller, Map<String, ?> form) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(form)
                .post(PATH);
    }

    /** A token as a mail of an article brings it. */
    public static String token() {
        return Arc.container().instance(Unsubscribing.class).get().token(Ids.next(), Ids.next());
    }

    /** The id of a subscription of an account of the demo that has an address again and no other subscription. */
    static String made(DataSource database, String account) {
        withAddress(database, account);
        return subscribe(SignedIn.as(account), Map.of("topic", "主题 " + UUID.randomUUID()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Gives an account of the demo its address back, which other tests take, and ends its subscriptions. */
    public static void withAddress(DataSource database, String account) {
        execute(database, "UPDATE account SET email = username || '@example.cn' WHERE username = ?", account);
        execute(
                database,
                "DELETE FROM article_subscription WHERE account_id = (SELECT id FROM account WHERE username = ?)",
                account);
    }

    private static void execute(DataSource database, String sql, String account) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, account);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
