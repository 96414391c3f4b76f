package dev.taskwright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "40001,true,false",
        "40P01,true,false",
        "08006,false,true",
        "57P01,false,true",
        "53100,false,true",
        "23505,false,false",
        "22021,false,false"
    })
    void theSqlStateTells(String state, boolean retry, boolean machine) {
        RuntimeException failure = new IllegalStateException(new SQLException("words", state));
        assertThat(PostgresqlFailure.isWorthAnotherTry(failure)).isEqualTo(retry);
        assertThat(PostgresqlFailure.isOfTheMachine(failure)).isEqualTo(machine);
    }

    @Test
    void whatIsNoSqlIsAFaultOfOurs() {
        assertThat(PostgresqlFailure.isOfTheMachine(new IllegalStateException()))
                .isFalse();
    }
}
