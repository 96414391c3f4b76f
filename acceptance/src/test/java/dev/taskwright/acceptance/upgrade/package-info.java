/** Data written by earlier versions, opened by this one. */
package dev.taskwright.acceptance.upgrade;
