package dev.taskwright.doors.web;

/** One line to choose in a form. */
public record Option(String value, String label, boolean chosen) {}
