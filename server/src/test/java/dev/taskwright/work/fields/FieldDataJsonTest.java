package dev.taskwright.work.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldDataJsonTest {
    private static final Path CONTRACT =
            Path.of("").toAbsolutePath().getParent().resolve("api").resolve("contract-v1.json");

    /** Each type of the contract, with everything that it can be told. */
    static List<String> wholes() {
        return """
                {"type":"boolean"}
                {"type":"Note","fillerConfig":{"type":"string.translate","sourceRef":{"type":"field","fieldPath":"f"},"targetLang":"de"}}
                {"type":"Timestamp"}
                {"type":"TimestampAt","displayName":"Made"}
                {"type":"TimestampAuthor","displayName":"By"}
                {"type":"Select","displayName":"State","description":"How far","options":{"b":{"id":"b","name":"Done","rank":"2","description":"Over","color":"#fff"},"a":{"id":"a","name":"Open","rank":"1"}},"defaultOption":"a","fillerConfig":{"type":"Select.pick","sourceRef":{"type":"field","fieldPath":"f"},"permittedOptionIds":["a"],"additionalInstructions":"x"}}
                {"type":"number","displayName":"N","render":{"type":"text"},"format":{"type":"decimal"}}
                {"type":"number","displayName":"N","render":{"type":"text"},"format":{"type":"currency","config":{"type":"standard","code":"EUR"}}}
                {"type":"number","displayName":"N","render":{"type":"text"},"format":{"type":"unit","config":{"type":"standard","unit":"percent"}}}
                {"type":"string","displayName":"S","description":"D","fillerConfig":{"type":"string.extract","sourceRef":{"type":"field","fieldPath":"f"},"entity":{"type":"custom","instructions":"x"}},"constraints":{"unique":{"type":"unique"}}}
                {"type":"string","displayName":"S","fillerConfig":{"type":"string.extract","sourceRef":{"type":"field","fieldPath":"f"},"entity":{"type":"year"}}}
                {"type":"string","displayName":"S","fillerConfig":{"type":"string.summarize","sourceRef":{"type":"field","fieldPath":"f"}}}
                {"type":"string","displayName":"S","fillerConfig":{"type":"string.custom","instructions":"x"}}
                {"type":"Password","title":"T","description":"D","hashAlgorithm":"argon2","minLength":9,"maxLength":20}
                {"type":"Rating","displayName":"R","max":10,"icon":"heart"}
                {"type":"Relationship","displayName":"R"}
                {"type":"Assign","title":"T","description":"D"}
                {"type":"DateTime","title":"T","description":"D","format":{"time":true,"zone":"Europe/Vienna"}}
                {"type":"DateRange","title":"T","description":"D","format":{"time":false,"zone":false}}
                {"type":"NodeText"}
                {"type":"NodeCompleted"}
                {"type":"Media","title":"T","description":"D"}
                {"type":"Unimplemented"}
                """.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void whatIsReadIsWrittenAgain(String json) {
        FieldData read = Json.read(FieldDataJson.DATA.in(), json, Unknown.REFUSED);
        assertThat(FieldDataJson.stored(read)).isEqualTo(json);
        assertThat(json).contains("\"type\":\"" + read.type() + "\"");
        assertThat(FieldDataJson.read(json)).isEqualTo(read);
    }

    @Test
    void everyTypeOfTheContractIsHere() throws IOException {
        Map<?, ?> contract = (Map<?, ?>) Json.parse(Files.readString(CONTRACT));
        Map<?, ?> field = (Map<?, ?>) ((Map<?, ?>) contract.get("schemas")).get("Field");
        Map<?, ?> agreed = (Map<?, ?>) ((Map<?, ?>) field.get("properties")).get("data");
        Stream<?> words =
                ((List<?>) agreed.get("anyOf")).stream().flatMap(variant -> typeWords((Map<?, ?>) variant).stream());
        Set<String> ours =
                wholes().stream().map(json -> FieldDataJson.read(json).type()).collect(Collectors.toSet());
        assertThat(ours).hasSize(18).isEqualTo(words.collect(Collectors.toSet()));
    }

    private static List<?> typeWords(Map<?, ?> variant) {
        return (List<?>) ((Map<?, ?>) ((Map<?, ?>) variant.get("properties")).get("type")).get("enum");
    }

    @Test
    void theWordMayComeLast() {
        assertThat(FieldDataJson.read("{\"displayName\":\"R\",\"max\":3,\"type\":\"Rating\"}"))
                .isEqualTo(new FieldData.Rating("R", 3, "star"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                              |                  | must be an object
            {}                                                                              | /type            | is required
            {"type":7}                                                                      | /type            | must be one of
            {"type":"Boolean"}                                                              | /type            | must be one of
            {"type":"Select","displayName":"S"}                                             | /options         | is required
            {"type":"Select","displayName":"S","options":{"a":{"id":"b","name":"","rank":""}}}| /options       | by its id
            {"type":"Select","displayName":"S","options":{"a":{"id":"a"}}}                  | /options/a/name  | is required
            {"type":"Select","displayName":"S","options":{},"defaultOption":"x"}            | /defaultOption   | id of an option
            {"type":"number","displayName":"","render":{"type":"text"},"format":{"type":"decimal"}}| /displayName | must not be empty
            {"type":"number","displayName":"N","render":{"type":"text"},"format":{"type":"currency"}}| /format/config | is required
            {"type":"Rating","displayName":"R","max":11}                                    | /max             | between 1 and 10
            {"type":"Rating","displayName":"R","icon":"moon"}                               | /icon            | must be one of
            {"type":"Password","minLength":9,"maxLength":8}                                 | /maxLength       | at least minLength
            {"type":"DateTime","format":{"zone":"Mars/Olympus"}}                            | /format/zone     | Europe/Vienna
            {"type":"DateTime","format":{"zone":7}}                                         | /format/zone     | true or false
            {"type":"Note","fillerConfig":{"type":"string.extract","sourceRef":{"type":"field","fieldPath":"f"},"entity":{"type":"custom"}}}| /fillerConfig/entity/instructions | is required
            """)
    void aBrokenOneIsRefusedByPlace(String json, String pointer, String message) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> FieldDataJson.read(json));
        assertThat(refused.problem().toString()).contains("pointer=" + (pointer == null ? "" : pointer) + ",");
        assertThat(refused).hasMessageContaining(message);
    }

    @Test
    void unknownPropertiesAreRefusedWhereTheCallerWantsThat() {
        String json = "{\"type\":\"Rating\",\"displayName\":\"R\",\"colour\":1}";
        assertThat(FieldDataJson.read(json)).isEqualTo(new FieldData.Rating("R", 5, "star"));
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> Json.read(FieldDataJson.DATA.in(), json, Unknown.REFUSED));
        assertThat(refused.problem().toString()).contains("/colour");
    }
}
