package cn.dengyun.catalogue.document;

import cn.dengyun.catalogue.domain.Certificate;
import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.FreeTrial;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.platform.form.Fields;
import cn.dengyun.platform.form.JsonDefects;
import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.SearchText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads offerings that providers declare, one JSON object each, and names every defect with its place. */
public final class OfferingReader {

    public static final int MAX_NAME = 200;
    public static final int MAX_DESCRIPTION = 20_000;
    public static final int MAX_EXTERNAL_ID = 200;
    public static final int MAX_INDUSTRIES = 120;
    public static final int MAX_REGIONS = 200;
    public static final int MAX_PLANS = 50;
    public static final int MAX_TIERS = 20;
    public static final int MIN_WINDOWS = 2;
    public static final int MAX_WINDOWS = 24;
    public static final int MAX_TERMS = 2_000;
    public static final int MAX_TRIAL_DAYS = 730;
    public static final int MAX_NUMBER = 100;
    public static final int MAX_LOCATIONS = 20;
    public static final int MAX_LOCATION = 100;

    private static final int MAX_NAME_KEY_BYTES = 2_400;
    /** By how much UTF-8 grows at most under NFKC (Unicode's FAQ on normalisation: 11 times) and lower case. */
    private static final int MAX_GROWTH = 16;

    private final OfferingCodes codes;
    private final PlanReader planReader;

    public OfferingReader(OfferingCodes codes) {
        this.codes = codes;
        this.planReader = new PlanReader(codes);
    }

    /** Reads one line of a push; {@code externalId} and {@code expectedVersion} are members of the object. */
    public OfferingReading readLine(byte[] line) {
        return read(line, null);
    }

    /** Reads a body whose key is in the address; the object may repeat the key, but not contradict it. */
    public OfferingReading readBody(byte[] body, String externalId) {
        return read(body, externalId);
    }

    /**
     * Reads a content with an RFC 7396 merge patch applied to it.
     *
     * @param content canonical JSON of the content as it stands
     * @param isDraft whether the offering is a draft, which the patch may change through the member {@code draft}
     */
    public OfferingReading readPatch(byte[] patch, String content, boolean isDraft, String externalId) {
        try {
            JsonNode change = parse(patch);
            if (!change.isObject()) {
                return unreadable(
                        externalId, Defect.at("", change.isMissingNode() ? "body-missing" : "wrong-type-object"));
            }
            ObjectNode current = (ObjectNode) OfferingJson.READER.readTree(content);
            current.put("draft", isDraft);
            return readTree(MergePatch.merge(current, change), externalId);
        } catch (IOException e) {
            return unreadable(externalId, unparsable(e));
        }
    }

    /**
     * What is wrong with a key that came in an address. It follows the rules of a key in a line; and U+FFFD, which
     * stands for bytes that were no UTF-8, would make one key of many.
     */
    public static List<Defect> keyDefects(String key) {
        String place = "path/externalId";
        int length = key.codePointCount(0, key.length());
        if (length > MAX_EXTERNAL_ID) {
            return List.of(Defect.at(place, "text-too-long", length, MAX_EXTERNAL_ID));
        }
        int control = key.indexOf('\uFFFD') >= 0 ? '\uFFFD' : SentTexts.forbiddenCharacter(key);
        if (control >= 0) {
            return List.of(Defect.at(place, "forbidden-character", String.format("U+%04X", control)));
        }
        boolean isTidy =
                !key.isEmpty() && SentTexts.oneLine(SentTexts.strip(key)).equals(key);
        return isTidy ? List.of() : List.of(Defect.at(place, "key-with-blanks"));
    }

    private OfferingReading read(byte[] bytes, String addressedId) {
        try {
            return readTree(parse(bytes), addressedId);
        } catch (IOException e) {
            return unreadable(addressedId, unparsable(e));
        }
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        // Jackson replaces broken UTF-8 in places; a text that arrives damaged must not be stored as if it were whole.
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        return OfferingJson.READER.readTree(bytes);
    }

    private static Defect unparsable(IOException failure) {
        if (failure instanceof CharacterCodingException) {
            return Defect.at("", "not-utf8");
        }
        return failure instanceof JsonProcessingException malformed
                ? JsonDefects.of(malformed)
                : Defect.at("", "malformed-json", 1, 1);
    }

    private OfferingReading readTree(JsonNode json, String addressedId) {
        if (json == null || json.isMissingNode()) {
            return unreadable(addressedId, Defect.at("", "body-missing"));
        }
        if (!json.isObject()) {
            return unreadable(addressedId, Defect.at("", "wrong-type-object"));
        }
        List<Defect> defects = new ArrayList<>();
        Fields fields = new Fields(json, "", defects);
        String externalId = externalId(fields, addressedId, json);
        boolean isDraft = Boolean.TRUE.equals(fields.flag("draft"));
        Integer expectedVersion = fields.integer("expectedVersion", 0, Integer.MAX_VALUE);
        OfferingContent content = content(fields);
        fields.refuseUnknown();
        if (!defects.isEmpty()) {
            return new OfferingReading(externalId, null, defects);
        }
        String canonical = OfferingJson.write(content);
        OfferingDeclaration declaration = new OfferingDeclaration(
                externalId, content, isDraft, expectedVersion, canonical, Hashes.sha256Hex(canonical));
        return new OfferingReading(externalId, declaration, List.of());
    }

    private static OfferingReading unreadable(String externalId, Defect defect) {
        return new OfferingReading(externalId, null, List.of(defect));
    }

    private static String externalId(Fields fields, String addressedId, JsonNode json) {
        String written = addressedId == null
                ? fields.requiredLine("externalId", MAX_EXTERNAL_ID)
                : fields.line("externalId", MAX_EXTERNAL_ID);
        if (written != null && !written.equals(json.get("externalId").textValue())) {
            fields.defect("externalId", "key-with-blanks");
        }
        if (addressedId != null && written != null && !written.equals(addressedId)) {
            fields.defect("externalId", "key-contradicts-address", addressedId);
        }
        return addressedId == null ? written : addressedId;
    }

    private OfferingContent content(Fields fields) {
        OfferingKind kind = fields.requiredChoice("kind", OfferingKind.class);
        String name = fields.requiredLine("name", MAX_NAME);
        String nameEn = fields.line("nameEn", MAX_NAME);
        refuseWide(fields, name, nameEn);
        String description = fields.text("description", MAX_DESCRIPTION);
        String category = fields.code("categoryCode", OfferingCodes.CATEGORIES, codes);
        if (kind != null && category != null && !kind.fits(category)) {
            fields.defect("categoryCode", "category-contradicts-kind", category, kind.name());
        }
        String deployment = fields.code("deployment", OfferingCodes.DEPLOYMENTS, codes);
        List<String> industries = fields.codes("industries", MAX_INDUSTRIES, OfferingCodes.INDUSTRIES, codes);
        List<String> regions = fields.codes("regions", MAX_REGIONS, OfferingCodes.REGIONS, codes);
        List<Plan> plans = fields.objects("plans", MAX_PLANS, planReader::read);
        refuseRepeatedPlans(fields, plans);
        FreeTrial trial = fields.object("trial", OfferingReader::trial);
        List<Discount> discounts = fields.objects("discounts", MAX_PLANS, OfferingReader::discount);
        List<Certificate> certificates = fields.objects("certificates", MAX_PLANS, this::certificate);
        boolean voucherEligible = Boolean.TRUE.equals(fields.flag("voucherEligible"));
        String homepage = fields.webAddress("homepage");
        String documentation = fields.webAddress("documentation");
        BigDecimal availability = fields.decimal("availability", BigDecimal.ONE);
        List<String> dataLocations = fields.lines("dataLocations", MAX_LOCATIONS, MAX_LOCATION);
        Map<String, String> attributes = fields.texts("attributes", 50, 64, 2_000);
        if (plans.contains(null) || discounts.contains(null) || certificates.contains(null)) {
            return null;
        }
        return new OfferingContent(
                kind,
                name,
                nameEn,
                description,
                category,
                deployment,
                industries,
                regions,
                plans,
                trial,
                discounts,
                certificates,
                voucherEligible,
                homepage,
                documentation,
                availability,
                dataLocations,
                attributes);
    }

    /** Some characters unfold into many when they are normalised; the sort key has to fit into an index entry. */
    private static void refuseWide(Fields fields, String name, String nameEn) {
        if ((utf8Length(name) + utf8Length(nameEn)) * MAX_GROWTH <= MAX_NAME_KEY_BYTES) {
            return;
        }
        int bytes = utf8Length(SearchText.normalise(name)) + utf8Length(SearchText.normalise(nameEn));
        if (bytes > MAX_NAME_KEY_BYTES) {
            fields.defect("name", "name-too-wide");
        }
    }

    private static int utf8Length(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void refuseRepeatedPlans(Fields fields, List<Plan> plans) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            if (plan != null && plan.code() != null && !seen.add(plan.code())) {
                fields.defect("plans/" + i + "/code", "repeated-code", plan.code());
            }
        }
    }

    private static FreeTrial trial(Fields fields) {
        Integer days = fields.integer("days", 1, MAX_TRIAL_DAYS);
        String terms = fields.text("terms", MAX_TERMS);
        if (days == null) {
            fields.missing("days", "required");
            return null;
        }
        return new FreeTrial(days, terms);
    }

    private static Discount discount(Fields fields) {
        String name = fields.requiredLine("name", MAX_NAME);
        BigDecimal rate = fields.decimal("rate", BigDecimal.ONE);
        LocalDate from = fields.date("from");
        LocalDate until = fields.date("until");
        String condition = fields.text("condition", MAX_TERMS);
        String concessionCode = fields.line("concessionCode", Fields.MAX_CODE);
        if (rate == null || rate.signum() == 0) {
            fields.missing("rate", "rate-required");
        }
        if (from != null && until != null && until.isBefore(from)) {
            fields.defect("until", "ends-before-it-begins");
        }
        return new Discount(name, rate, from, until, condition, concessionCode);
    }

    private Certificate certificate(Fields fields) {
        String type = fields.required("type", name -> fields.code(name, OfferingCodes.CERTIFICATES, codes));
        String number = fields.line("number", MAX_NUMBER);
        String issuer = fields.line("issuer", MAX_NAME);
        LocalDate validUntil = fields.date("validUntil");
        return new Certificate(type, number, issuer, validUntil);
    }
}
