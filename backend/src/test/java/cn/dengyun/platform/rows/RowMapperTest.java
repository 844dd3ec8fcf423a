package cn.dengyun.platform.rows;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records go to a real database and come back as they were. */
@QuarkusTest
class RowMapperTest {

    private enum Colour {
        RED,
        GREEN
    }

    private record Span(Instant from, LocalDate until) {}

    private record Sample(
            UUID id,
            String nameZh,
            boolean isOpen,
            Boolean wasOpen,
            int count,
            Integer rounds,
            long amountFen,
            Long heldFen,
            BigDecimal price,
            Colour colour,
            Span span,
            JsonObject document,
            JsonArray lines) {}

    private record Lists(List<String> tags, Set<Colour> colours, List<UUID> ids) {}

    private record Line(UUID id, Colour colour, Long amountFen) {}

    private static final RowMapper<Sample> SAMPLES = RowMapper.of(Sample.class).named("span", "span_");
    private static final RowMapper<Lists> LISTS = RowMapper.of(Lists.class);
    private static final RowMapper<Line> LINES = RowMapper.of(Line.class);

    private static final Statement ECHO_ALL = Statement.of("SELECT * FROM " + SAMPLES.unnested());
    private static final Statement ECHO_LINES = Statement.of("SELECT * FROM " + LINES.unnested());
    private static final Statement ECHO_LISTS =
            Statement.of("SELECT $1::text[] AS tags, $2::text[] AS colours, $3::uuid[] AS ids");

    @Inject
    Pool pool;

    @Test
    void whatIsWrittenIsWhatIsRead() {
        Random random = new Random(20_260_101);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            samples.add(aSample(random));
        }

        List<Sample> found = await(ECHO_ALL.execute(pool, SAMPLES.arrays(samples)), SAMPLES);

        assertThat(found).isEqualTo(samples);
    }

    @Test
    void oneRecordIsWrittenAndRead() {
        record Small(UUID id, Colour colour, Instant at, BigDecimal price, byte[] content) {}
        RowMapper<Small> mapper = RowMapper.of(Small.class);
        Statement echo = Statement.of(
                "WITH one (id, colour, at, price, content) AS (VALUES ($1::uuid, $2::text, $3::timestamptz,"
                        + " $4::numeric, $5::bytea)) SELECT * FROM one");
        Small small = new Small(
                UUID.randomUUID(),
                Colour.GREEN,
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                new BigDecimal("0.1250"),
                new byte[] {0, -1, 5});

        Small found = run(() -> echo.execute(pool, small).await().indefinitely(), mapper);

        assertThat(found).usingRecursiveComparison().isEqualTo(small);
        assertThat(mapper.values()).isEqualTo("(id, colour, at, price, content) VALUES ($1, $2, $3, $4, $5)");
        assertThat(mapper.columns("s")).isEqualTo("s.id, s.colour, s.at, s.price, s.content");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000})
    void manyRecordsAreOneExecution(int many) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            lines.add(new Line(UUID.randomUUID(), i % 3 == 0 ? null : Colour.RED, i % 2 == 0 ? null : (long) i));
        }

        assertThat(await(ECHO_LINES.execute(pool, LINES.arrays(lines)), LINES)).isEqualTo(lines);
    }

    @Test
    void listsAndSetsAreArrays() {
        Set<Colour> colours = new LinkedHashSet<>(List.of(Colour.GREEN, Colour.RED));
        Lists full = new Lists(List.of("云", "a,b", ""), colours, List.of(UUID.randomUUID(), UUID.randomUUID()));

        for (Lists lists : List.of(full, new Lists(List.of(), Set.of(), List.of()), new Lists(null, null, null))) {
            assertThat(run(() -> ECHO_LISTS.execute(pool, lists).await().indefinitely(), LISTS))
                    .isEqualTo(lists);
        }
        assertThatThrownBy(() -> LISTS.arrays(List.of(full))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theOrderOfColumnsDoesNotMatterAndMoreOfThemAreIgnored() {
        UUID id = UUID.randomUUID();

        Line line = read(
                "SELECT 'RED' AS colour, 7 AS more, 5::bigint AS amount_fen, '%s'::uuid AS id".formatted(id), LINES);

        assertThat(line).isEqualTo(new Line(id, Colour.RED, 5L));
    }

    @Test
    void aRecordOfOneComponentIsAValue() {
        record Region(String code) {}
        record Place(Region region, Region seat, long count) {}
        RowMapper<Place> mapper = RowMapper.of(Place.class).named("seat", "seat_code");

        assertThat(mapper.values("created_by"))
                .isEqualTo("(region, seat_code, count, created_by) VALUES ($1, $2, $3, $4)");
        assertThat(read("SELECT '340100' AS region, NULL AS seat_code, 5 AS count", mapper))
                .isEqualTo(new Place(new Region("340100"), null, 5));
        assertThat(Parameters.of(new Place(null, new Region("341800"), 1), "more", null)
                        .deepToString())
                .isEqualTo("[null,341800,1,more,null]");
    }

    @Test
    void aTextStandsForWhatTheMapperIsTold() {
        record Priced(UUID id, List<BigDecimal> prices) {}
        RowMapper<Priced> mapper = RowMapper.of(Priced.class)
                .text(
                        "prices",
                        text -> Stream.of(text.split(",", -1))
                                .map(BigDecimal::new)
                                .toList(),
                        prices -> prices.stream().map(BigDecimal::toPlainString).collect(joining(",")));
        List<Priced> priced = List.of(
                new Priced(UUID.randomUUID(), List.of(new BigDecimal("1.50"), BigDecimal.TEN)),
                new Priced(UUID.randomUUID(), null));

        assertThat(await(
                        Statement.of("SELECT * FROM " + mapper.unnested()).execute(pool, mapper.arrays(priced)),
                        mapper))
                .isEqualTo(priced);
    }

    @Test
    void noRowIsNull() {
        assertThat(read("SELECT 1 AS id WHERE false", LINES)).isNull();
    }

    @Test
    void aMissingColumnIsNamedWithItsRecord() {
        assertThatThrownBy(() -> read("SELECT 'RED' AS colour, 5::bigint AS amount_fen", LINES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no column id for Line.id");
    }

    @Test
    void nullForAPrimitiveIsNamedWithItsRecord() {
        record Counted(int count) {}

        assertThatThrownBy(() -> read("SELECT NULL::int AS count", RowMapper.of(Counted.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column count is null and Counted.count cannot be");
    }

    @Test
    void aColumnOfAnotherTypeOrAnUnknownNameIsNamedWithItsRecord() {
        record Coloured(Colour colour) {}
        record Named(String name) {}

        assertThatThrownBy(() -> read("SELECT 'BLUE' AS colour", RowMapper.of(Coloured.class)))
                .hasMessage("column colour does not fit Coloured.colour")
                .hasRootCauseMessage("there is no BLUE among Colour");
        assertThatThrownBy(() -> read("SELECT 5 AS name", RowMapper.of(Named.class)))
                .hasMessage("column name does not fit Named.name");
    }

    @Test
    void aTypeThatNoColumnHoldsIsRefused() {
        record Strange(Thread thread) {}

        assertThatThrownBy(() -> RowMapper.of(Strange.class).columns())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Strange.thread: no column holds a java.lang.Thread");
    }

    @Test
    void aNameForWhatIsNoComponentIsRefused() {
        assertThatThrownBy(() -> LINES.named("amount", "fen").columns())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Line has no component amount");
    }

    @Test
    void anArrayAloneIsOneParameterAndACollectionIsNone() {
        UUID[] ids = {UUID.randomUUID(), UUID.randomUUID()};

        assertThat(Parameters.of((Object[]) ids).size()).isEqualTo(1);
        assertThat(Parameters.of(Parameters.ids(List.of(ids))).getValue(0)).isEqualTo(ids);
        assertThat(Parameters.of(Parameters.texts(List.of(Colour.RED))).getValue(0))
                .isEqualTo(new String[] {"RED"});
        assertThatThrownBy(() -> Parameters.of(List.of(ids))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStatementTooLongToStayPreparedIsRefused() {
        assertThatThrownBy(() -> Statement.of("SELECT " + "1".repeat(2_041)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Statement.of("SELECT " + "1".repeat(2_040))).isNotNull();
    }

    private static Sample aSample(Random random) {
        return new Sample(
                new UUID(random.nextLong(), random.nextLong()),
                any(random, () -> "名 " + random.nextInt() + "\n'\"\\"),
                random.nextBoolean(),
                any(random, random::nextBoolean),
                random.nextInt(),
                any(random, random::nextInt),
                random.nextLong(),
                any(random, random::nextLong),
                any(random, () -> new BigDecimal(new BigInteger(90, random), random.nextInt(8))),
                any(random, () -> Colour.values()[random.nextInt(2)]),
                any(
                        random,
                        () -> new Span(
                                Instant.EPOCH.plus(random.nextLong(4_000_000_000_000_000L), ChronoUnit.MICROS),
                                any(random, () -> LocalDate.ofEpochDay(random.nextInt(40_000))))),
                any(random, () -> new JsonObject().put("键", random.nextInt())),
                any(random, () -> new JsonArray().add("x").add(random.nextInt())));
    }

    private static <V> V any(Random random, Supplier<V> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    private <T extends Record> T read(String sql, RowMapper<T> mapper) {
        return run(() -> pool.query(sql).execute().await().indefinitely(), mapper);
    }

    private static <T extends Record> T run(Supplier<RowSet<Row>> rows, RowMapper<T> mapper) {
        return mapper.first(rows.get());
    }

    private static <T extends Record> List<T> await(Uni<RowSet<Row>> rows, RowMapper<T> mapper) {
        return mapper.list(rows.await().indefinitely());
    }
}
