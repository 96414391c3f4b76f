package dev.taskwright.work.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void eachRoleMayWhatTheOnesBeforeItMay() {
        assertThat(Role.OWNER.isAtLeast(Role.ADMIN)).isTrue();
        assertThat(Role.EDITOR.isAtLeast(Role.EDITOR)).isTrue();
        assertThat(Role.VIEWER.isAtLeast(Role.CHECKER)).isFalse();
    }

    @Test
    void aRoleIsFoundByItsWordWhateverItsCapitals() {
        assertThat(Role.of("Checker")).contains(Role.CHECKER);
        assertThat(Role.of("boss")).isEmpty();
    }
}
