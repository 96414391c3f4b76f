package dev.taskwright.app;

/** The version of this build, as the packaged server's manifest says. */
final class Version {
    private Version() {}

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
