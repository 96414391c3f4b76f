package dev.taskwright.house;

/** Where the build stops. What to aim for is in CONTRIBUTING.md; these are the walls behind it. */
final class Sizes {
    static final int MAIN_FILE = 500;
    static final int TEST_FILE = 800;
    static final int METHOD = 60;
    static final int PARAMETERS = 7;
    static final int TYPES_IN_A_PACKAGE = 30;
    static final int WIRING = 250;
    static final int TEMPLATE = 160;
    static final int DOOR_PLATE = 12;

    private Sizes() {}
}
