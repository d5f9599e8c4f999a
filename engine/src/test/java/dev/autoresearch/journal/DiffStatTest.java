package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffStatTest {

    @ParameterizedTest
    @CsvSource({"1,2,99,9,true", "2,1,-99,-9,false", "3,3,-1,9,true", "3,3,1,-9,false", "3,3,0,-1,true",
            "3,3,0,0,false", "3,3,0,1,false"})
    void simplerIsFewerLinesThenFewerTokensThenFewerFiles(int added, int removed, int tokens, int files,
            boolean simpler) {
        assertThat(new DiffStat(4, added, removed, tokens, files).simpler()).isEqualTo(simpler);
    }
}
