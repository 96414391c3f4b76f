package dev.taskwright.doors.web;

/**
 * A page that asks before something is lost for good.
 *
 * @param about the words of what it is about; may be empty
 * @param action where the form is posted
 * @param verb on the button
 */
public record Confirm(String question, String about, String consequence, String action, String verb, String back) {}
