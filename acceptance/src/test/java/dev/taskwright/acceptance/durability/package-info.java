/** 200 means durable: what was acknowledged is on the disk, whatever happens to the process next. */
package dev.taskwright.acceptance.durability;
