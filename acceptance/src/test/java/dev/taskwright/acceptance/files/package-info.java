/** Files of people in a store that speaks S3, which runs beside the server as a process of its own. */
package dev.taskwright.acceptance.files;
