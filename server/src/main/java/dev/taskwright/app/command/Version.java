package dev.taskwright.app.command;

/** The version of this build, as the packaged server's manifest says. */
public final class Version {
    private Version() {}

    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
