package cn.dengyun.trade.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the demo shows of complaints: made at the first start, and not again at the next. */
@QuarkusTest
class DemoComplaintsTest {

    @Inject
    DemoComplaints demo;

    @Inject
    DemoTrade trade;

    @Test
    void oneComplaintIsAnsweredAndOneWaitsForTheProvider() {
        demo.makeMissing();

        Response answered = about("DEMO-PO-7");
        assertThat(answered.<List<String>>path("data.status")).containsExactly("ANSWER_GIVEN");
        assertThat(answered.<List<Boolean>>path("data.isAnsweredInTime")).containsExactly(true);
        Response filed = about("DEMO-PO-8");
        assertThat(filed.<List<String>>path("data.status")).containsExactly("FILED");
        assertThat(filed.<List<String>>path("data[0].availableActions")).contains("ANSWER");
    }

    private Response about(String reference) {
        UUID order = trade.order(reference).orElseThrow().id();
        return SignedIn.as("application").get(TestComplaints.PATH + "?orderId=" + order);
    }
}
