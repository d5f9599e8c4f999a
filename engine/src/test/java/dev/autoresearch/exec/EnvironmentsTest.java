package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_API_KEY", "ANTHROPIC_AUTH_TOKEN", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD",
            "MYSQL_PWD", "GITHUB_PAT", "npm_config__auth", "GOOGLE_APPLICATION_CREDENTIALS", "SSH_AUTH_SOCK",
            "my.password", "NPMTOKEN", "DB_PASS", "KEY1", "HF_TOKEN", "SESSION_COOKIE"})
    void aNameThatSpeaksOfASecretIsWithheld(String name) {
        assertThat(Environments.forRun(Map.of(name, "some-value"), List.of(), Map.of()).withheld())
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-proj-abcdefghijklmnopqrst", "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "AKIAABCDEFGHIJKLMNOP", "xoxb-1234567890-abcdef", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
            "-----BEGIN PRIVATE KEY-----", "postgres://me:hunter2@db/x", "https://:pw@host", "Bearer abcdefghijk"})
    void aValueThatLooksLikeAKeyIsWithheldWhateverItsName(String value) {
        assertThat(Environments.forRun(Map.of("HARMLESS", value), List.of(), Map.of()).variables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PATH,/usr/bin:/bin", "HOME,/home/me", "KEYBOARD_LAYOUT,de", "TOKENIZERS_PARALLELISM,false",
            "MAX_TOKENS,4096", "XDG_SESSION_ID,c1", "GPG_TTY,/dev/pts/1", "XAUTHORITY,/home/me/.Xauthority",
            "MONKEY,banana", "PWD,/tmp", "OLDPWD,/", "PYTHONPATH,src", "AUTHOR,me", "COMPASS_DIR,x",
            "URL,https://example.org/a:b@c", "TASK,risk-abcdefghijklmnopqrstuvw"})
    void whatIsHarmlessIsPassed(String name, String value) {
        assertThat(Environments.forRun(Map.of(name, value), List.of(), Map.of()).variables()).containsEntry(name,
                value);
    }

    @Test
    void aListedNameIsPassedAndTheRunsOwnVariablesWin() {
        Environments.Filtered filtered = Environments.forRun(
                Map.of("A_TOKEN", "secret-a", "B_TOKEN", "secret-b", "LANG", "de_DE"), List.of("A_TOKEN"),
                Map.of("LANG", "C.UTF-8", "C_KEY", "mine"));
        assertThat(filtered.variables()).containsOnly(Map.entry("A_TOKEN", "secret-a"),
                Map.entry("LANG", "C.UTF-8"), Map.entry("C_KEY", "mine"));
        assertThat(filtered.withheld()).containsExactly("B_TOKEN");
    }
}
